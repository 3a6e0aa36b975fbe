import { defineFinding } from '../model/finding.ts'
import { amountOf } from '../model/wording.ts'
import { LOG_FACTS, searchLogs, totalCount } from './evidence/log-search.ts'

const PATTERN =
  /Stopping serving (?:replicas|logs) in dir|Shutdown broker because all log dirs|Halting broker because dir|because they are in the failed log directory|Halting due to unrecoverable I\/O error|Error while (?:appending records|rolling log segment|flushing log|deleting segments|renaming dir|writing to checkpoint file|truncating log|loading log dir|checking|reading|adding)[^\n]* in (?:log )?dir |Failed to (?:lock|create|clean up) (?:file|log|directory)[^\n]*(?:dir|log)|Disk error while (?:locking|writing|reading)/i

export const logDirFailed = defineFinding({
  id: 'log-dir-failed',
  title: 'A Kafka log directory went offline',
  needs: [],
  reads: [...LOG_FACTS],
  test(facts) {
    const cites = searchLogs(facts, PATTERN)
    if (cites.length === 0) return { state: 'unknown' }
    return { state: 'present', statement: `a log directory failed (${amountOf(totalCount(cites), 'time')})`, cites }
  },
})
