import { defineCause } from '../model/cause.ts'
import { type Holder, holderOf } from './remedies/where-it-runs.ts'

export const threadLimit = defineCause({
  id: 'thread-limit',
  family: 'threads',
  title: 'A limit on threads was reached (nproc, threads-max, pid_max or the pids cgroup)',
  summary:
    'pthread_create answers EAGAIN at four ceilings: RLIMIT_NPROC, which counts all processes and threads of the user; kernel.threads-max; kernel.pid_max; and the pids limit of the cgroup (systemd TasksMax, docker --pids-limit, Kubernetes podPidsLimit). The mapping limit and RLIMIT_AS look the same, because glibc turns the refused mmap of the stack into EAGAIN; count the mappings before blaming a ulimit.',
  consequenceOf: ['thread-leak'],
  prior: -3,
  triggers: ['thread-start-refused', 'threads-at-ceiling'],
  evidence: {
    'thread-start-refused': { present: 5 },
    'threads-at-ceiling': { present: 4 },
    'map-count-at-limit': { present: -8 },
    'guard-pages-refused': { present: -5 },
    'guard-page-commit-refused': { present: -5 },
    'map-failed-thrown': { present: -4 },
    'address-space-at-limit': { present: -5 },
    'address-space-limited': { present: -3 },
    'thread-stacks-exceed-memory': { present: -2 },
    'memory-exhausted': { present: -2 },
    'thread-start-forbidden': { present: -4 },
    'thread-refused-below-ceilings': { present: -4 },
    'first-thread-refused': { present: -1 },
  },
  proof: [['thread-start-refused', 'threads-at-ceiling', 'mappings-far-below-limit']],
  symptoms: ['thread-start-refused'],
  remedies: (incidence) => [
    {
      when: 'now',
      action: 'See which ceiling it is and raise it for the living process.',
      command: 'grep processes /proc/$PID/limits; prlimit --pid $PID --nproc=65536:65536',
    },
    {
      when: 'for-good',
      action: 'Raise it where it is set; systemd ignores limits.conf.',
      command: whereItIsSet(holderOf(incidence)),
    },
    { when: 'for-good', action: 'If one kind of thread dominates, the leak is the fault and not the limit.' },
  ],
  references: ['https://man7.org/linux/man-pages/man3/pthread_create.3.html'],
})

function whereItIsSet(holder: Holder | undefined): string {
  const inPod = 'podPidsLimit: 4096 in the configuration of the kubelet'
  const inContainer = 'docker update --pids-limit 4096 $CONTAINER'
  const inUnit = (unit: string) => `systemctl edit ${unit}  # [Service] LimitNPROC=65536 TasksMax=infinity`
  if (holder === undefined) return `${inUnit('kafka')}; ${inContainer}; ${inPod}`
  if (holder.kind === 'systemd') return inUnit(holder.unit)
  return holder.kind === 'docker' ? inContainer : inPod
}
