import { defineCause, type Incidence, type Remedy, statementOf } from '../model/cause.ts'

export const bootstrapCheckFailed = defineCause({
  id: 'bootstrap-check-failed',
  family: 'broker',
  title: 'Elasticsearch or OpenSearch refused to start: a limit of the host is too low',
  summary:
    'A node that binds to an address others can reach checks the host before it starts: vm.max_map_count of 262,144, 65,535 file descriptors, 4,096 threads, locked memory, no limit on address space and file size. One that fails ends the process with exit code 1 (78 in containers), and an orderly shutdown in its log. The limits that count are those of the host (vm.max_map_count is not namespaced) and of the service, not those of a login shell.',
  refines: 'jvm-startup-config-error',
  prior: -3,
  triggers: ['bootstrap-check-reported'],
  evidence: {
    'bootstrap-check-reported': { present: 8 },
  },
  symptoms: ['bootstrap-check-reported'],
  tell: statementOf('bootstrap-check-reported'),
  remedies: remediesFor,
  references: ['https://www.elastic.co/guide/en/elasticsearch/reference/current/bootstrap-checks.html'],
})

/** What to do about each check, by its words (BootstrapChecks.java). */
const CURES: readonly (readonly [check: RegExp, action: string, command: string])[] = [
  [
    /max_map_count/,
    'Raise vm.max_map_count on the host; in a container on the node, where it holds for all of them.',
    "sysctl -w vm.max_map_count=262144; echo 'vm.max_map_count=262144' > /etc/sysctl.d/99-max-map-count.conf",
  ],
  [
    /file descriptors/,
    'Raise the limit of open files of the service.',
    'systemctl edit elasticsearch  # [Service] LimitNOFILE=65535; docker run --ulimit nofile=65535:65535',
  ],
  [
    /number of threads/,
    'Raise the limit of threads of the service.',
    'systemctl edit elasticsearch  # [Service] LimitNPROC=4096',
  ],
  [
    /memory locking|memory is not locked/,
    'Allow it to lock its memory, or set bootstrap.memory_lock to false.',
    'systemctl edit elasticsearch  # [Service] LimitMEMLOCK=infinity; docker run --ulimit memlock=-1:-1',
  ],
  [
    /size virtual memory|max file size/,
    'Lift the limit on address space and file size.',
    'systemctl edit elasticsearch  # [Service] LimitAS=infinity LimitFSIZE=infinity',
  ],
  [
    /discovery settings/,
    'Name the nodes to discover, or say that there is only this one.',
    'discovery.type=single-node',
  ],
]

function remediesFor({ findings }: Incidence): Remedy[] {
  const said = findings.get('bootstrap-check-reported')?.statement ?? ''
  const cures = CURES.filter(([check]) => check.test(said)).map(
    ([, action, command]): Remedy => ({ when: 'now', action, command }),
  )
  const unknown: Remedy = { when: 'now', action: 'Do what the lines below "bootstrap checks failed" say.' }
  return [
    ...(cures.length > 0 ? cures : [unknown]),
    {
      when: 'for-good',
      action: 'Set the limits where hosts and services are made, and verify them with the process itself.',
      command: 'sysctl vm.max_map_count; cat /proc/$PID/limits',
    },
  ]
}
