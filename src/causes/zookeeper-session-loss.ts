import { defineCause } from '../model/cause.ts'

export const zookeeperSessionLoss = defineCause({
  id: 'zookeeper-session-loss',
  family: 'broker',
  title: 'The broker lost its session with ZooKeeper',
  summary:
    'The broker did not reach ZooKeeper within the session timeout (6 s until Kafka 2.4, 18 s since 2.5): a garbage collection longer than that, a frozen or swapping host, a slow disk under ZooKeeper ("fsync-ing the write ahead log took"), or the network. Leaders move, in-sync replicas shrink; the process goes on unless it cannot register again.',
  consequenceOf: ['disk-full', 'java-heap-oom'],
  prior: -3,
  triggers: ['zookeeper-session-expired', 'zookeeper-session-timed-out'],
  evidence: {
    'zookeeper-session-expired': { present: 6 },
    'zookeeper-session-timed-out': { present: 2 },
    'long-gc-pause': { present: 2 },
    'long-pause-logged': { present: 2 },
    'zookeeper-disk-slow': { present: 2 },
    'zookeeper-not-reached': { present: -1 },
  },
  symptoms: ['zookeeper-session-expired', 'zookeeper-session-timed-out', 'zookeeper-disk-slow', 'long-gc-pause'],
  tell: ({ findings }) =>
    [
      'zookeeper-session-expired',
      'zookeeper-session-timed-out',
      'long-gc-pause',
      'long-pause-logged',
      'zookeeper-disk-slow',
    ]
      .map((id) => findings.get(id))
      .flatMap((finding) => (finding?.state === 'present' ? [finding.statement] : []))
      .join('; ')
      .concat('.'),
  remedies: [
    {
      when: 'now',
      action: 'Compare the time of the loss with the GC log and with the log of ZooKeeper.',
      command: "grep -nE 'fsync-ing|Expiring session' zookeeper.log",
    },
    {
      when: 'for-good',
      action: 'Cure the pause or the disk; a longer zookeeper.session.timeout.ms only hides it.',
      command: 'zookeeper.session.timeout.ms=18000',
    },
  ],
  references: ['KIP-537 (18 s)'],
})
