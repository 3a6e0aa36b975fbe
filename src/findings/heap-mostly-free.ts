import { defineFinding } from '../model/finding.ts'
import { percentOf, sizeOf } from '../model/wording.ts'

export const heapMostlyFree = defineFinding({
  id: 'heap-mostly-free',
  title: 'Most of the Java heap was free at the crash',
  needs: ['memory.heap'],
  test(facts) {
    const heap = facts['memory.heap'].find(({ value }) => value.usedBytes !== undefined && value.maxBytes !== undefined)
    if (heap === undefined) return { state: 'unknown' }
    const { usedBytes = 0, maxBytes = 1 } = heap.value
    return {
      state: usedBytes < 0.6 * maxBytes ? 'present' : 'absent',
      statement: `${sizeOf(usedBytes)} of ${sizeOf(maxBytes)} heap were in use (${percentOf(usedBytes / maxBytes)})`,
      cites: [heap],
    }
  },
})
