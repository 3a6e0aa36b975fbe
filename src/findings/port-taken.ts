import { defineFinding } from '../model/finding.ts'
import { amountOf } from '../model/wording.ts'
import { LOG_FACTS, searchLogs, totalCount } from './evidence/log-search.ts'

const PATTERN = /Address already in use(?!: connect)|Socket server failed to bind|EADDRINUSE/i

export const portTaken = defineFinding({
  id: 'port-taken',
  title: 'A port that the process wants to listen on is taken',
  needs: [],
  reads: [...LOG_FACTS],
  collect: [{ what: 'who listens there', collect: 'ss -ltnp' }],
  test(facts) {
    const cites = searchLogs(facts, PATTERN)
    if (cites.length === 0) return { state: 'unknown' }
    return { state: 'present', statement: `a port is already in use (${amountOf(totalCount(cites), 'time')})`, cites }
  },
})
