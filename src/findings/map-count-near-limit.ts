import { defineFinding } from '../model/finding.ts'
import { amount, percentOf } from '../model/wording.ts'
import { mappingCounts } from './evidence/mappings.ts'

const WARNING_SHARE = 0.8

export const mapCountNearLimit = defineFinding({
  id: 'map-count-near-limit',
  title: 'The process uses more than 80 % of the mappings it may have',
  needs: [],
  reads: ['maps.census', 'maps.count', 'sysctl'],
  collect: [{ what: 'the number of mappings of the process', collect: 'wc -l < /proc/$PID/maps' }],
  test(facts) {
    const [most] = mappingCounts(facts)
    if (most === undefined) return { state: 'unknown' }
    const share = most.counted < most.limit ? ` (${percentOf(most.counted / most.limit)} of it)` : ''
    const statement = `${amount(most.counted)} mappings, limit ${amount(most.limit)}${share}`
    // No process has more mappings than it may: the limit was changed since, or its figure is cut.
    if (most.counted > most.limit + 4) return { state: 'unknown', statement }
    if (most.counted >= WARNING_SHARE * most.limit) return { state: 'present', statement, cites: most.cites }
    // A cut list may hold a small part of them.
    return most.complete ? { state: 'absent', statement, cites: most.cites } : { state: 'unknown', statement }
  },
})
