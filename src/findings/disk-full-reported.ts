import { defineFinding } from '../model/finding.ts'
import { LOG_FACTS, searchLogs, statedBy } from './evidence/log-search.ts'

const PATTERN =
  /No space left on device|Disk quota exceeded|There is not enough space on the disk|\bENOSPC\b|\bEDQUOT\b/i

export const diskFullReported = defineFinding({
  id: 'disk-full-reported',
  title: 'The disk or the quota is full (ENOSPC, EDQUOT)',
  needs: [],
  reads: [...LOG_FACTS, 'trace.failed-call', 'disk.usage'],
  collect: [{ what: 'the free space of the log directories', collect: 'df -h; df -i' }],
  test(facts) {
    const cites = [
      ...searchLogs(facts, PATTERN),
      ...facts['trace.failed-call'].filter(({ value }) => /^(?:ENOSPC|EDQUOT)$/.test(value.errno)),
      ...facts['disk.usage'].filter(({ value }) => (value.usePercent ?? 0) >= 100 || value.availableKb === 0),
    ]
    if (cites.length === 0) return { state: 'unknown' }
    return { state: 'present', statement: statedBy('the disk is full', cites, PATTERN), cites }
  },
})
