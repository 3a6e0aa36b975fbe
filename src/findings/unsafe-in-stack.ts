import { defineFinding } from '../model/finding.ts'
import { crashFrames, frameText } from './evidence/crash.ts'

const UNSAFE =
  /Unsafe_(?:Put|Get|Set|Copy|CompareAnd)|(?:sun\.misc|jdk\.internal\.misc)\.Unsafe\.(?:put|get|copy|set|compareAnd)|ScopedMemoryAccess/

export const unsafeInStack = defineFinding({
  id: 'unsafe-in-stack',
  title: 'The fault happened in sun.misc.Unsafe or its kin: Java code used a bad address',
  needs: [],
  reads: ['crash.problematic-frame', 'crash.stack'],
  test(facts) {
    const { frames, cites } = crashFrames(facts)
    if (frames.length === 0) return { state: 'unknown' }
    const found = frames.slice(0, 5).find(({ symbol }) => UNSAFE.test(symbol ?? ''))
    return found === undefined
      ? { state: 'absent', statement: 'Unsafe is not at the top of the stack', cites }
      : { state: 'present', statement: `raw memory was accessed: ${frameText(found)}`, cites }
  },
})
