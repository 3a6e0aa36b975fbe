import { defineCause } from '../model/cause.ts'

export const nativeMemoryLeak = defineCause({
  id: 'native-memory-leak',
  family: 'native-leaks',
  title: 'Native memory grows outside the Java heap and is not given back',
  summary:
    'Memory that native code takes with malloc or mmap belongs to no Java object that the collector weighs: unclosed Inflater, Deflater and GZIP streams, JNI libraries, direct buffers, agents. The heap stays idle, the collector has no reason to run, and the process grows until the host, a container limit or a ulimit stops it.',
  prior: -4,
  triggers: ['native-memory-climbing', 'arenas-grow-unreleased', 'zlib-allocation-failed', 'nmt-misses-memory'],
  evidence: {
    'native-memory-climbing': { present: 4, absent: -5 },
    'zlib-allocation-failed': { present: 4 },
    'heap-idle': { present: 2, absent: -2 },
    'arenas-grow-unreleased': { present: 3, absent: -2 },
    'nmt-misses-memory': { present: 2, absent: -2 },
    'native-allocation-failed': { present: 1 },
    'map-count-at-limit': { present: -6 },
    'thread-stacks-dominate': { present: -3 },
  },
  symptoms: [
    'native-allocation-failed',
    'zlib-allocation-failed',
    'cgroup-oom-kill',
    'host-oom-kill',
    'killed-without-crash-log',
    'native-memory-climbing',
  ],
  remedies: [
    {
      when: 'now',
      action: 'Find the owner: track native memory, and compare it with the resident size.',
      command: 'jcmd $PID VM.native_memory summary; pmap -x $PID | sort -k3 -n | tail',
    },
    {
      when: 'for-good',
      action:
        'Close streams and (de)compressors (try-with-resources); trace malloc with jemalloc profiling or -XX:NativeMemoryTracking=detail.',
    },
  ],
  references: ['KAFKA-3933 (the same fault in log recovery)', 'JDK-8184306'],
})
