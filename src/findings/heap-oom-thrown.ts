import { defineFinding } from '../model/finding.ts'
import { LOG_FACTS, searchLogs, statedBy } from './evidence/log-search.ts'

// "Map failed", zlib and thread errors are OutOfMemoryErrors too, and no heap exhaustion: only these messages are.
const HEAP =
  /running out of JVM heap space|JVM garbage collector is thrashing|(?:OutOfMemoryError|OutOfMemory encountered): (?:Java heap space|GC overhead limit exceeded|Requested array size exceeds VM limit)/
const AT_END_SECONDS = 5
const KIND = /Java heap space|GC overhead limit|Requested array size/

export const heapOomThrown = defineFinding({
  id: 'heap-oom-thrown',
  title: 'The Java heap was exhausted (Java heap space, GC overhead limit exceeded)',
  needs: [],
  reads: [...LOG_FACTS, 'crash.internal-error', 'jvm.oom-action', 'gc.heap-exhausted', 'gc.run'],
  collect: [
    {
      what: 'what fills the heap',
      collect: 'jcmd $PID GC.class_histogram | head -30; jcmd $PID GC.heap_dump /path/heap.hprof',
    },
    { what: 'the GC log', collect: 'ls -l $LOG_DIR/kafkaServer-gc.log*' },
  ],
  test(facts) {
    const cites = [
      ...searchLogs(facts, HEAP),
      ...facts['crash.internal-error'].filter(({ value }) => HEAP.test(value.message ?? '')),
      ...facts['jvm.oom-action'].filter(({ value }) => KIND.test(value.kind)),
    ]
    if (cites.length > 0)
      return {
        state: 'present',
        statement: statedBy('the Java heap was exhausted', cites, HEAP),
        cites,
      }
    // A heap that had room again later, or a process that ended in order, outlived it. Where the end follows at once, it
    // is the JVM that ends because its main thread did.
    const isOrderly = facts['gc.run'].length > 0 && facts['gc.run'].every(({ value }) => value.ending === 'orderly')
    const exhausted = facts['gc.heap-exhausted'].filter(({ value }) => {
      const isAtEnd = (value.gapToEndSeconds ?? Number.POSITIVE_INFINITY) <= AT_END_SECONDS
      return value.recovered !== true && (isAtEnd || !isOrderly)
    })
    return exhausted.length > 0
      ? {
          state: 'present',
          statement: `the collector could free nothing more: ${exhausted[0]?.value.how}`,
          cites: exhausted,
        }
      : { state: 'unknown' }
  },
})
