import { defineCause, type Incidence, type Remedy, statementOf } from '../model/cause.ts'

export const supervisorKill = defineCause({
  id: 'supervisor-kill',
  family: 'broker',
  title: 'The service manager killed the process after a timeout of its own',
  summary:
    'systemd sends SIGKILL when a stop takes longer than TimeoutStopSec (90 s; Docker waits 10 s), and SIGABRT when a watchdog is not fed; the Tanuki wrapper kills a JVM that does not answer its ping for 30 s; YARN kills a container whose address space is larger than vmem-pmem-ratio allows. A broker with many partitions needs minutes to stop in order, and a JVM in a long collection, swapping or stopped by a heap dump answers nobody. A kill in the midst of a stop means a recovery of all logs at the next start.',
  consequenceOf: ['java-heap-oom', 'metaspace-oom', 'disk-full', 'log-dir-failure', 'physical-memory-exhausted'],
  prior: -3,
  triggers: ['ended-by-supervisor'],
  evidence: {
    'ended-by-supervisor': { present: 6 },
    'long-gc-pause': { present: 1 },
    'long-pause-logged': { present: 1 },
    'cgroup-oom-kill': { present: -5 },
    'host-oom-kill': { present: -5 },
  },
  symptoms: ['ended-by-supervisor'],
  tell: statementOf('ended-by-supervisor'),
  remedies: remediesFor,
  references: ['https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html#TimeoutStopSec='],
})

function remediesFor({ facts }: Incidence): Remedy[] {
  const reasons = facts.of('process.exit').map(({ value }) => value.why)
  if (reasons.includes('virtual-memory')) return FOR_ADDRESS_SPACE
  const isStop = reasons.includes('stop-timeout')
  if (isStop)
    return [
      { when: 'now', action: 'Expect a recovery of all logs at the next start, and let it finish.' },
      {
        when: 'for-good',
        action: 'Give the stop as long as a controlled shutdown takes.',
        command:
          'systemctl edit kafka  # [Service] TimeoutStopSec=600; docker stop -t 600; terminationGracePeriodSeconds: 600',
      },
    ]
  return [
    {
      when: 'now',
      action: 'See what kept it from answering: collections, swap, a heap dump, a stopped disk.',
      command: 'tail -n 50 $LOG_DIR/kafkaServer-gc.log*; vmstat 1 5',
    },
    {
      when: 'for-good',
      action: 'Take threads dumps when it hangs, and give the watchdog a longer time than the longest pause.',
      command: 'systemctl edit kafka  # [Service] WatchdogSec=300; wrapper.ping.timeout=300',
    },
  ]
}

const FOR_ADDRESS_SPACE: Remedy[] = [
  {
    when: 'now',
    action: 'Switch off the check of virtual memory, or allow more of it: a JVM reserves far more than it uses.',
    command: 'yarn.nodemanager.vmem-check-enabled=false; yarn.nodemanager.vmem-pmem-ratio=5',
  },
  { when: 'for-good', action: 'Let YARN watch the memory in use alone (yarn.nodemanager.pmem-check-enabled).' },
]
