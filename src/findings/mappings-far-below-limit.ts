import { defineFinding } from '../model/finding.ts'
import { amount } from '../model/wording.ts'
import { mappingCounts } from './evidence/mappings.ts'

export const mappingsFarBelowLimit = defineFinding({
  id: 'mappings-far-below-limit',
  title: 'At the crash the process had less than half of the mappings it may have',
  needs: [],
  reads: ['maps.census', 'maps.count', 'sysctl'],
  test(facts) {
    // A cut list proves nothing, and neither does a snapshot taken before the crash.
    const crash = mappingCounts(facts).filter(({ moment, complete }) => moment === 'crash' && complete)
    const most = crash[0]
    if (most === undefined)
      return { state: 'unknown', statement: 'no complete list of mappings was taken at the crash' }
    const statement = `only ${amount(most.counted)} mappings at the crash, limit ${amount(most.limit)}${most.isAssumed ? ' (assumed)' : ''}`
    return { state: most.counted < most.limit / 2 ? 'present' : 'absent', statement, cites: most.cites }
  },
})
