import { defineFinding } from '../model/finding.ts'
import { crashFrames, frameText } from './evidence/crash.ts'

export const frameInJvm = defineFinding({
  id: 'frame-in-jvm',
  title: 'The fault happened inside the JVM (libjvm)',
  needs: [],
  reads: ['crash.problematic-frame', 'crash.stack'],
  test(facts) {
    const { frames, cites } = crashFrames(facts)
    const [top] = frames
    if (top === undefined) return { state: 'unknown' }
    return top.kind === 'V'
      ? { state: 'present', statement: `the fault is in the JVM: ${frameText(top)}`, cites }
      : { state: 'absent', statement: `the faulting frame is ${frameText(top)}`, cites }
  },
})
