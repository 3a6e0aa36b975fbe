import { defineFinding } from '../model/finding.ts'
import { sizeOf } from '../model/wording.ts'

/** What a growing brk area commonly asks for at once (glibc: M_TOP_PAD and thresholds). */
const CLOSE_BYTES = 64 * 1024 * 1024

export const heapBlocksBrk = defineFinding({
  id: 'heap-blocks-brk',
  title: 'The Java heap lies directly above the native heap ([heap]) and blocks its growth',
  needs: ['maps.census'],
  test(facts) {
    const fact = facts['maps.census'].find(({ value }) => value.brkEnd !== undefined && value.javaHeap !== undefined)
    if (fact === undefined) return { state: 'unknown' }
    const { brkEnd = 0, javaHeap = { low: 0 } } = fact.value
    const gap = javaHeap.low - brkEnd
    const statement =
      gap >= 0
        ? `${sizeOf(gap)} lie between the native heap and the Java heap above it`
        : 'the Java heap lies below the native heap'
    return { state: gap >= 0 && gap < CLOSE_BYTES ? 'present' : 'absent', statement, cites: [fact] }
  },
})
