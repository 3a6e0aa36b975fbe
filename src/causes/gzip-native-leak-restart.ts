import { defineCause } from '../model/cause.ts'

export const gzipNativeLeakRestart = defineCause({
  id: 'gzip-native-leak-restart',
  family: 'native-leaks',
  title: 'Log recovery opens GZIP streams and never closes them',
  summary:
    'After an unclean stop, Kafka before 0.10.0.1 opened a GZIPInputStream for each compressed message set to read its first offset, and dropped it unclosed. The native state of zlib (about 30 kB of address space each) is freed only when the garbage collector finds the stream, and the heap is so idle during recovery that it hardly runs. Native memory climbs by hundreds of megabytes a second until malloc or mmap is refused, seconds to minutes after each start, with a nearly empty heap and GC log. Native memory tracking does not see it: zlib calls malloc itself. On glibc 2.26 and later the growth shows as mprotect, not mmap.',
  refines: 'native-memory-leak',
  prior: -5,
  triggers: ['gzip-streams-in-recovery', 'kafka-leaks-gzip-streams', 'log-recovery-running'],
  evidence: {
    'gzip-streams-in-recovery': { present: 4 },
    'kafka-leaks-gzip-streams': { present: 3 },
    'zlib-allocation-failed': { present: 3 },
    'log-recovery-running': { present: 2, absent: -4 },
    'gzip-in-use': { present: 2, absent: -6 },
    'native-memory-climbing': { present: 2, absent: -4 },
    'died-soon-after-start': { present: 1, absent: -3 },
    'heap-idle': { present: 1, absent: -3 },
    'arenas-grow-unreleased': { present: 1, absent: -1 },
    'nmt-misses-memory': { present: 1 },
    'native-allocation-failed': { present: 1 },
    'map-count-at-limit': { present: -6 },
  },
  proof: [
    ['kafka-leaks-gzip-streams', 'gzip-streams-in-recovery', 'native-allocation-failed'],
    ['kafka-leaks-gzip-streams', 'gzip-streams-in-recovery', 'zlib-allocation-failed'],
    ['kafka-leaks-gzip-streams', 'zlib-allocation-failed', 'log-recovery-running'],
  ],
  refutedBy: ['kafka-closes-gzip-streams'],
  symptoms: [
    'native-allocation-failed',
    'zlib-allocation-failed',
    'killed-without-crash-log',
    'native-memory-climbing',
  ],
  tell: ({ findings }) => {
    const parts = [
      'native-memory-climbing',
      'zlib-allocation-failed',
      'gzip-streams-in-recovery',
      'log-recovery-running',
      'heap-idle',
      'kafka-leaks-gzip-streams',
    ]
      .map((id) => findings.get(id))
      .filter((finding) => finding?.state === 'present')
      .slice(0, 4)
      .map((finding) => finding?.statement)
    return parts.length === 0
      ? undefined
      : `recovery leaks native memory through unclosed GZIP streams: ${parts.join('; ')}.`
  },
  remedies: [
    {
      when: 'now',
      action:
        'Give the restart more room (memory, swap, container limit) and recover with one thread (num.recovery.threads.per.data.dir=1 in server.properties), so that the collector keeps up.',
    },
    {
      when: 'now',
      action: 'A smaller heap helps here: it is collected more often, and each collection frees streams.',
      command: 'export KAFKA_HEAP_OPTS="-Xms512m -Xmx512m"',
    },
    { when: 'for-good', action: 'Upgrade Kafka to 0.10.0.1 or later (KAFKA-3933).' },
    { when: 'for-good', action: 'Stop brokers in order (SIGTERM, and wait), so that there is nothing to recover.' },
  ],
  references: ['KAFKA-3933', 'https://github.com/apache/kafka/commit/c47c3b0b583'],
})
