import { defineFinding } from '../model/finding.ts'
import { amountOf } from '../model/wording.ts'
import { LOG_FACTS, searchLogs, totalCount } from './evidence/log-search.ts'

const PATTERN =
  /Found a corrupted index file|Corrupt (?:index|time ?index) found|CorruptIndexException|requirement failed: Corrupt index|has non-zero size but the last offset is|index file .* is corrupt|CorruptSnapshotException|Corrupted index/i

export const corruptIndexReported = defineFinding({
  id: 'corrupt-index-reported',
  title: 'An index of a log segment is corrupt',
  needs: [],
  reads: [...LOG_FACTS],
  test(facts) {
    const cites = searchLogs(facts, PATTERN)
    if (cites.length === 0) return { state: 'unknown' }
    return { state: 'present', statement: `an index file is corrupt (${amountOf(totalCount(cites), 'time')})`, cites }
  },
})
