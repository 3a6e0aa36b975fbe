import { defineFinding } from '../model/finding.ts'
import { crashFrames, frameText } from './evidence/crash.ts'

const PERF_FRAME = /Perf(?:Memory|Data|LongVariant|Long|String|TraceTime)|perfMemory_|StatSampler|mmap_create_shared/

export const perfDataInStack = defineFinding({
  id: 'perf-data-in-stack',
  title: "The fault happened in the JVM's performance counters (/tmp/hsperfdata_…)",
  needs: [],
  reads: ['crash.problematic-frame', 'crash.stack'],
  test(facts) {
    const { frames, cites } = crashFrames(facts)
    if (frames.length === 0) return { state: 'unknown' }
    const found = frames.slice(0, 10).find(({ symbol }) => PERF_FRAME.test(symbol ?? ''))
    return found === undefined
      ? { state: 'absent', statement: 'no performance counter in the stack', cites }
      : { state: 'present', statement: `the JVM's counters were being written: ${frameText(found)}`, cites }
  },
})
