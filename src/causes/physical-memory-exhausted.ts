import { defineCause } from '../model/cause.ts'

export const physicalMemoryExhausted = defineCause({
  id: 'physical-memory-exhausted',
  family: 'memory',
  title: 'The host had not enough memory and swap left',
  summary:
    'The JVM asked for more memory than the host could give: what was available (with the page cache, which the kernel gives back) and the free swap did not hold the request, or the OOM killer ended the process. "Physical free" alone is no sign of it: page cache is not counted there. Either the JVM itself is too large for the host, or a neighbour took the memory.',
  prior: -3,
  triggers: ['native-allocation-failed', 'host-oom-kill', 'oom-kill-of-either-kind'],
  evidence: {
    'host-oom-kill': { present: 8 },
    'oom-kill-of-either-kind': { present: 4 },
    'memory-exhausted': { present: 6, absent: -2 },
    'request-exceeds-memory': { present: 5, absent: -2 },
    'large-request-refused': { present: 5 },
    'memory-to-spare': { present: -6 },
    'map-count-at-limit': { present: -6 },
    'commit-limit-exceeded': { present: -4 },
    'address-space-at-limit': { present: -5 },
    'address-space-limited': { present: -3 },
    'guard-pages-refused': { present: -4 },
    'heap-mapping-refused': { present: -4 },
    'jvm-32-bit': { present: -4 },
    'compiler-arena-huge': { present: -6 },
    'large-pages-refused': { present: -3 },
    'executable-memory-refused': { present: -8 },
  },
  proof: [['host-oom-kill']],
  // Windows refuses a commit by its commit limit alone (page-file-exhausted), however much memory is free.
  refutedBy: ['windows-host'],
  symptoms: ['native-allocation-failed', 'host-oom-kill', 'oom-kill-of-either-kind'],
  remedies: [
    { when: 'now', action: 'See who holds the memory.', command: 'ps --sort=-rss -eo pid,rss,args | head; free -m' },
    {
      when: 'now',
      action:
        'Free memory or start the JVM with a smaller heap (Kafka commonly needs 4 to 6 GiB), without -XX:+AlwaysPreTouch.',
    },
    {
      when: 'for-good',
      action:
        'Size the host for heap + metaspace + code cache + direct memory + thread stacks + page cache, or add memory or swap; move neighbours away.',
    },
    {
      when: 'for-good',
      action: 'Protect the broker from the OOM killer.',
      command: 'systemctl edit kafka  # [Service] OOMScoreAdjust=-900',
    },
  ],
  references: ['https://docs.kernel.org/mm/overcommit-accounting.html'],
})
