import { defineFinding } from '../model/finding.ts'
import { amount, sizeOf } from '../model/wording.ts'

/** An idle JVM changes protections some hundred times while it starts. */
const MANY_MPROTECTS = 5000

export const arenasGrowUnreleased = defineFinding({
  id: 'arenas-grow-unreleased',
  title: 'The trace shows memory taken by mprotect, mmap or brk and not given back',
  needs: ['trace.balance'],
  test(facts) {
    const growing = facts['trace.balance'].filter(
      ({ value }) =>
        (value.mprotects > MANY_MPROTECTS && value.mprotects > 5 * value.munmaps) ||
        value.mappedBytes - value.unmappedBytes + value.growthByMprotectBytes > 512 * 1024 * 1024,
    )
    const [first] = growing
    if (first !== undefined) {
      const { mprotects, mmaps, munmaps, growthByMprotectBytes } = first.value
      const grown = growthByMprotectBytes > 0 ? ` (${sizeOf(growthByMprotectBytes)})` : ''
      return {
        state: 'present',
        statement: `${amount(mprotects)} mprotect calls${grown}, ${amount(mmaps)} mmap and ${amount(munmaps)} munmap: arenas grow and are not released`,
        cites: growing,
      }
    }
    return { state: 'absent', statement: 'the trace shows no growth without release', cites: facts['trace.balance'] }
  },
})
