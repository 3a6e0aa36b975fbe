import { defineCause } from '../model/cause.ts'

export const logCleanerDeath = defineCause({
  id: 'log-cleaner-death',
  family: 'broker',
  title: 'The log cleaner died or gave up a partition: compacted topics grow without end',
  summary:
    'An error ends the cleaner thread (until 2.0.x; since KIP-346 an exception only marks the partition as uncleanable, and Errors still kill). The broker lives on, and the effect comes months later: __consumer_offsets grows, segments and mappings multiply, disks fill. It is a latent risk, hardly ever the cause of a crash itself.',
  consequenceOf: ['java-heap-oom', 'disk-full', 'map-count-limit', 'fd-exhaustion'],
  prior: -4,
  triggers: ['log-cleaner-stopped'],
  evidence: {
    'log-cleaner-stopped': { present: 6 },
    'native-allocation-failed': { present: -4 },
    'heap-oom-thrown': { present: -1 },
  },
  symptoms: ['log-cleaner-stopped'],
  remedies: [
    { when: 'now', action: 'Restart the broker: the cleaner starts with it.' },
    {
      when: 'for-good',
      action:
        'Enlarge the dedupe buffer where the message says so, watch DeadThreadCount and uncleanable-partitions-count, and upgrade to 2.1.0 or later.',
      command: 'log.cleaner.dedupe.buffer.size=536870912',
    },
  ],
  references: ['KAFKA-3894', 'KAFKA-7215 (KIP-346)', 'KAFKA-8725'],
})
