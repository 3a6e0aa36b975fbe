import { defineFinding } from '../model/finding.ts'
import { crashFrames, frameText } from './evidence/crash.ts'

export const frameInCompiledCode = defineFinding({
  id: 'frame-in-compiled-code',
  title: 'The fault happened in code that the JIT compiler made of a Java method',
  needs: [],
  reads: ['crash.problematic-frame', 'crash.stack'],
  test(facts) {
    const { frames, cites } = crashFrames(facts)
    const [top] = frames
    if (top === undefined) return { state: 'unknown' }
    return top.kind === 'J'
      ? { state: 'present', statement: `the fault is in compiled Java code: ${frameText(top)}`, cites }
      : { state: 'absent', statement: `the faulting frame is ${frameText(top)}`, cites }
  },
})
