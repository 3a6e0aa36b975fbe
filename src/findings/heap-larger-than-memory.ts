import { defineFinding } from '../model/finding.ts'
import { sizeOf } from '../model/wording.ts'

export const heapLargerThanMemory = defineFinding({
  id: 'heap-larger-than-memory',
  title: 'The Java heap may grow beyond the memory of the host',
  needs: ['memory.host'],
  reads: ['jvm.flag', 'memory.heap'],
  test(facts) {
    const total = facts['memory.host']
      .map(({ value }) => value.totalKb ?? value.physicalTotalKb)
      .find((kb) => kb !== undefined)
    const flag = facts['jvm.flag'].find(({ value }) => value.name === 'MaxHeapSize' && typeof value.value === 'number')
    const heap = facts['memory.heap'].find(({ value }) => value.maxBytes !== undefined)
    const maximum = typeof flag?.value.value === 'number' ? flag.value.value : heap?.value.maxBytes
    const cite = flag ?? heap
    if (total === undefined || maximum === undefined || cite === undefined) return { state: 'unknown' }
    const statement = `the heap may grow to ${sizeOf(maximum)}, the host has ${sizeOf(total * 1024)}`
    const isLarger = maximum / 1024 > 0.9 * total
    return { state: isLarger ? 'present' : 'absent', statement, cites: [cite, ...facts['memory.host'].slice(0, 1)] }
  },
})
