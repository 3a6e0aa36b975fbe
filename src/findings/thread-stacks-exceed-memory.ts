import { defineFinding } from '../model/finding.ts'
import { amount, sizeOf } from '../model/wording.ts'

/** Default of ThreadStackSize on 64-bit Linux and Windows: 1 MiB (globals_*.hpp). */
const DEFAULT_STACK = 1024 * 1024

export const threadStacksExceedMemory = defineFinding({
  id: 'thread-stacks-exceed-memory',
  title: 'The stacks of all threads together are more than half of the memory',
  needs: ['threads.count'],
  reads: ['jvm.flag', 'memory.host', 'memory.windows'],
  test(facts) {
    const [counted] = [...facts['threads.count']].sort(
      (a, b) => (b.value.total ?? b.value.java ?? 0) - (a.value.total ?? a.value.java ?? 0),
    )
    const totalKb =
      facts['memory.host'].map(({ value }) => value.totalKb ?? value.physicalTotalKb).find((kb) => kb !== undefined) ??
      facts['memory.windows'].map(({ value }) => (value.physicalTotalMb ?? 0) * 1024).find((kb) => kb > 0)
    if (counted === undefined || totalKb === undefined) return { state: 'unknown' }
    const flag = facts['jvm.flag'].find(
      ({ value }) => value.name === 'ThreadStackSize' && typeof value.value === 'number' && value.value > 0,
    )
    const stack = typeof flag?.value.value === 'number' ? flag.value.value : DEFAULT_STACK
    const threads = counted.value.total ?? counted.value.java ?? 0
    const statement = `${amount(threads)} threads with stacks of ${sizeOf(stack)} reserve ${sizeOf(threads * stack)}, the host has ${sizeOf(totalKb * 1024)}`
    return { state: (threads * stack) / 1024 > totalKb / 2 ? 'present' : 'absent', statement, cites: [counted] }
  },
})
