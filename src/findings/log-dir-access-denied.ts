import { defineFinding } from '../model/finding.ts'
import { amountOf } from '../model/wording.ts'
import { LOG_FACTS, searchLogs, totalCount } from './evidence/log-search.ts'

const PATTERN =
  /AccessDeniedException|Permission denied|being used by another process|The process cannot access the file|NoSuchFileException: .*(?:kafka-logs|-\d+[/\\]\d{20}|checkpoint|meta\.properties)/i

export const logDirAccessDenied = defineFinding({
  id: 'log-dir-access-denied',
  title: 'The broker may not access its log directory',
  needs: [],
  reads: [...LOG_FACTS],
  test(facts) {
    const cites = searchLogs(facts, PATTERN)
    if (cites.length === 0) return { state: 'unknown' }
    return {
      state: 'present',
      statement: `access to a file of the log directory was refused (${amountOf(totalCount(cites), 'time')})`,
      cites,
    }
  },
})
