import { defineCause, statementOf } from '../model/cause.ts'

export const diskFull = defineCause({
  id: 'disk-full',
  family: 'files-and-disks',
  title: 'The disk or its quota is full',
  summary:
    'Kafka cannot append, roll, flush or write a checkpoint (ENOSPC, EDQUOT), takes the log directory offline and, when no directory is left, stops itself. Index files are preallocated sparsely, so that a full disk can also show as SIGBUS on first touch. Inodes and quotas fill up too; deleted files that are still open keep their space.',
  prior: -3,
  triggers: ['disk-full-reported'],
  evidence: {
    'disk-full-reported': { present: 6 },
  },
  symptoms: ['disk-full-reported', 'log-dir-failed', 'unsafe-access-fault-thrown'],
  tell: statementOf('disk-full-reported'),
  remedies: [
    {
      when: 'now',
      action: 'See what is full: blocks, inodes, or deleted files that are still open.',
      command: 'df -h; df -i; lsof +L1',
    },
    {
      when: 'now',
      action: 'Free space by retention, never by deleting segments of a live log.',
      command:
        'kafka-configs.sh --bootstrap-server localhost:9092 --alter --entity-type topics --entity-name TOPIC --add-config retention.ms=3600000',
    },
    {
      when: 'for-good',
      action: 'Grow the volume or move partitions, set retention.bytes, and raise an alarm at 80 %.',
      command: 'kafka-reassign-partitions.sh --help',
    },
  ],
  references: ['KAFKA-13773'],
})
