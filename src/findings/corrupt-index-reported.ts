import { defineLogFinding } from './evidence/log-search.ts'

export const corruptIndexReported = defineLogFinding({
  id: 'corrupt-index-reported',
  title: 'An index of a log segment is corrupt',
  pattern:
    /Found a corrupted index file|Corrupt (?:index|time ?index) found|CorruptIndexException|requirement failed: Corrupt index|has non-zero size but the last offset is|index file .* is corrupt|CorruptSnapshotException|Corrupted index/i,
  statement: 'an index file is corrupt',
})
