import { defineFinding } from '../model/finding.ts'
import { amountOf } from '../model/wording.ts'
import { LOG_FACTS, searchLogs, totalCount } from './evidence/log-search.ts'

const PATTERN =
  /kafka-log-cleaner-thread-\d+\]: (?:Error due to|Stopped)|Error due to[^\n]*LogCleaner|Marking its partition .* as uncleanable|offset map can fit only|LogCleaningException/i

export const logCleanerStopped = defineFinding({
  id: 'log-cleaner-stopped',
  title: 'The log cleaner died or gave up a partition',
  needs: [],
  reads: [...LOG_FACTS],
  collect: [{ what: 'log-cleaner.log', collect: 'grep -n "Error due to" log-cleaner.log' }],
  test(facts) {
    const cites = searchLogs(facts, PATTERN)
    if (cites.length === 0) return { state: 'unknown' }
    return { state: 'present', statement: `the log cleaner stopped (${amountOf(totalCount(cites), 'time')})`, cites }
  },
})
