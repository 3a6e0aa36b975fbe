import { defineCause, type Incidence, type Remedy, statementOf } from '../model/cause.ts'
import { applicationIn, heapSizeCommand } from './remedies/heap-size.ts'

export const javaHeapOom = defineCause({
  id: 'java-heap-oom',
  family: 'java-memory',
  title: 'The Java heap is exhausted',
  summary:
    'Live objects fill the heap (-Xmx): the collector runs back to back and frees next to nothing, then allocations fail with "Java heap space" or "GC overhead limit exceeded". It has nothing to do with the memory of the host. "Map failed", zlib and thread errors are OutOfMemoryErrors too and count as java_heap_errors in the crash log, without any heap being full.',
  prior: -3,
  triggers: ['heap-oom-thrown', 'oom-in-uncaught-handler', 'collections-without-gain'],
  evidence: {
    'heap-oom-thrown': { present: 6 },
    'oom-in-uncaught-handler': { present: 5 },
    'collections-without-gain': { present: 3 },
    'heap-idle': { present: -3 },
    'response-size-absurd': { present: -5 },
    'map-count-at-limit': { present: -2 },
  },
  proof: [
    ['heap-oom-thrown', 'crash-on-oom-reported'],
    ['heap-oom-thrown', 'exit-on-oom-reported'],
  ],
  symptoms: [
    'crash-on-oom-reported',
    'exit-on-oom-reported',
    'heap-oom-thrown',
    'oom-in-uncaught-handler',
    'collections-without-gain',
  ],
  tell: statementOf('heap-oom-thrown'),
  remedies: remediesFor,
  references: ['https://docs.oracle.com/en/java/javase/21/troubleshoot/troubleshooting-memory-leaks.html'],
})

function remediesFor(incidence: Incidence): Remedy[] {
  const application = applicationIn(incidence)
  const inBroker =
    'TLS buffers times connections, large fetches and message.max.bytes, producer ids, the dedupe buffer of the log cleaner'
  return [
    {
      when: 'now',
      action: 'Take a histogram or a dump before the restart, then start with a larger heap.',
      command: `jcmd $PID GC.class_histogram | head -30; ${heapSizeCommand(incidence, '6g')}`,
    },
    {
      when: 'for-good',
      action:
        application === undefined || application === 'kafka'
          ? `Find what fills it; in a broker: ${inBroker}.`
          : 'Find what fills it: open the dump by its dominators.',
      command: 'jcmd $PID GC.heap_dump /var/tmp/heap.hprof',
    },
    {
      when: 'for-good',
      action: 'Let the process end at the first such error instead of limping on.',
      command: '-XX:+ExitOnOutOfMemoryError',
    },
  ]
}
