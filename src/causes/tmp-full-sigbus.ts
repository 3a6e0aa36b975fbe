import { defineCause } from '../model/cause.ts'

export const tmpFullSigbus = defineCause({
  id: 'tmp-full-sigbus',
  family: 'files-and-disks',
  title: "The disk under /tmp is full: the JVM's own mapped counters cannot be written",
  summary:
    'Every JVM maps a 32 KiB file /tmp/hsperfdata_USER/PID for its counters. Where /tmp or the writable layer of the container is full, touching it raises SIGBUS early in the life of the process, in frames such as PerfLongVariant::sample, PerfMemory or memset.',
  prior: -3,
  triggers: ['perf-data-in-stack'],
  evidence: {
    'perf-data-in-stack': { present: 4, absent: -6 },
    'mapped-page-lost': { present: 3, absent: -6 },
    'disk-full-reported': { present: 1 },
    'signal-not-a-fault': { present: -8 },
  },
  proof: [['perf-data-in-stack', 'mapped-page-lost']],
  symptoms: ['crash-signal-received'],
  remedies: [
    { when: 'now', action: 'Free space in /tmp.', command: 'df -h /tmp; du -xsh /tmp/* | sort -h | tail' },
    {
      when: 'for-good',
      action: 'Keep the counters out of the file system.',
      command: 'java -XX:+PerfDisableSharedMem …',
    },
  ],
  references: ['https://github.com/camunda/camunda/issues/8099 (reproduced)'],
})
