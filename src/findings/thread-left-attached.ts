import { defineFinding } from '../model/finding.ts'
import { crashFrames, frameText } from './evidence/crash.ts'

export const threadLeftAttached = defineFinding({
  id: 'thread-left-attached',
  title: 'The JVM asked for the CPU time of a thread that native code ended without detaching it',
  needs: [],
  reads: ['crash.problematic-frame', 'crash.stack'],
  test(facts) {
    const { frames, cites } = crashFrames(facts)
    const [top] = frames
    if (top === undefined) return { state: 'unknown' }
    return top.symbol === 'pthread_getcpuclockid'
      ? {
          state: 'present',
          statement: `the fault is in ${frameText(top)}: the thread that was asked for its CPU time had ended without being detached from the JVM`,
          cites,
        }
      : { state: 'absent', statement: `the faulting frame is ${frameText(top)}`, cites }
  },
})
