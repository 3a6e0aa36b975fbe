import { defineFinding } from '../model/finding.ts'
import { amount } from '../model/wording.ts'
import { isAtLimit, type MappingCount, mappingCounts } from './evidence/mappings.ts'

export const mapCountAtLimit = defineFinding({
  id: 'map-count-at-limit',
  title: 'The process has as many memory mappings as vm.max_map_count allows',
  needs: [],
  reads: ['maps.census', 'maps.count', 'sysctl'],
  collect: [
    { what: 'the number of mappings of the process while it still lives', collect: 'wc -l < /proc/$PID/maps' },
    { what: 'the mapping limit on the host at the time', collect: 'sysctl vm.max_map_count' },
  ],
  test(facts) {
    const counts = mappingCounts(facts)
    const reached = counts.find(({ counted, limit }) => isAtLimit(counted, limit))
    if (reached !== undefined) return { state: 'present', statement: statementOf(reached), cites: reached.cites }
    // Only the list that the dying JVM wrote is taken at the failure; a snapshot lags behind a growing process.
    const crash = counts.find(({ moment, complete }) => moment === 'crash' && complete)
    if (crash !== undefined && crash.counted < 0.9 * crash.limit)
      return { state: 'absent', statement: statementOf(crash), cites: crash.cites }
    return { state: 'unknown' }
  },
})

function statementOf({ counted, limit, isAssumed }: MappingCount): string {
  return `${amount(counted)} mappings, limit ${amount(limit)}${isAssumed ? ' (assumed: the usual value of vm.max_map_count, the log does not print it)' : ''}`
}
