import { defineFinding } from '../model/finding.ts'
import { amountOf } from '../model/wording.ts'
import { LOG_FACTS, searchLogs, totalCount } from './evidence/log-search.ts'

const PATTERN =
  /unclean (?:leader )?election|No broker in ISR is alive|There.s potential data loss|UncleanLeaderElection/i

export const uncleanElectionReported = defineFinding({
  id: 'unclean-election-reported',
  title: 'A leader was elected that was not in sync: records may be lost',
  needs: [],
  reads: [...LOG_FACTS],
  test(facts) {
    const cites = searchLogs(facts, PATTERN)
    if (cites.length === 0) return { state: 'unknown' }
    return {
      state: 'present',
      statement: `a leader that was not in sync was elected (${amountOf(totalCount(cites), 'time')})`,
      cites,
    }
  },
})
