import { defineFinding } from '../model/finding.ts'
import { amountOf } from '../model/wording.ts'
import { LOG_FACTS, searchLogs, totalCount } from './evidence/log-search.ts'

const PATTERN =
  /Encountered fatal fault|ProcessTerminatingFaultHandler|Unexpected error in raft IO thread|fatal error occurred in the (?:raft|metadata)|Fatal error .*(?:Raft|metadata log)/i

export const kraftFaultReported = defineFinding({
  id: 'kraft-fault-reported',
  title: 'KRaft met a fatal fault and ended the process',
  needs: [],
  reads: [...LOG_FACTS],
  test(facts) {
    const cites = searchLogs(facts, PATTERN)
    if (cites.length === 0) return { state: 'unknown' }
    return { state: 'present', statement: `KRaft met a fatal fault (${amountOf(totalCount(cites), 'time')})`, cites }
  },
})
