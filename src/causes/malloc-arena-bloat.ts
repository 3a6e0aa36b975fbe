import { defineCause } from '../model/cause.ts'

export const mallocArenaBloat = defineCause({
  id: 'malloc-arena-bloat',
  family: 'memory',
  title: "glibc's malloc keeps memory in many arenas",
  summary:
    'glibc gives threads arenas of their own, up to 8 a core, each growing in 64 MiB steps, and seldom returns what was freed. The resident memory of the process climbs far above what the JVM accounts for, until a container limit or the OOM killer ends it; it is no crash by itself.',
  prior: -5,
  triggers: ['arena-mappings-many'],
  evidence: {
    'arena-mappings-many': { present: 3, absent: -5 },
    'nmt-misses-memory': { present: 3, absent: -3 },
    'native-memory-climbing': { present: 1, absent: -3 },
    'cgroup-oom-kill': { present: 1 },
    'zlib-allocation-failed': { present: -2 },
    'map-count-at-limit': { present: -3 },
  },
  symptoms: ['cgroup-oom-kill', 'killed-without-crash-log', 'native-allocation-failed', 'arena-mappings-many'],
  remedies: [
    {
      when: 'now',
      action: 'Return what is free (JDK 17.0.9, 21 and later).',
      command: 'jcmd $PID System.trim_native_heap',
    },
    {
      when: 'for-good',
      action:
        'Have fewer arenas, or another allocator such as jemalloc; JDK 21.0.3 and later can trim by themselves (-XX:TrimNativeHeapInterval=60000).',
      command: 'export MALLOC_ARENA_MAX=2',
    },
  ],
  references: ['HADOOP-7154', 'JDK-8293114 (native heap trimming)'],
})
