import { defineFinding } from '../model/finding.ts'
import { amountOf } from '../model/wording.ts'
import { LOG_FACTS, searchLogs, totalCount } from './evidence/log-search.ts'

const PATTERN = /failed to map segment from shared object|UnsatisfiedLinkError: .*(?:Operation not permitted|noexec)/i

export const libraryMappingForbidden = defineFinding({
  id: 'library-mapping-forbidden',
  title: 'A native library could not be mapped: the directory is mounted noexec',
  needs: [],
  reads: [...LOG_FACTS],
  collect: [{ what: 'the mount options of the temporary directory', collect: 'findmnt -T /tmp -o TARGET,OPTIONS' }],
  test(facts) {
    const cites = searchLogs(facts, PATTERN)
    if (cites.length === 0) return { state: 'unknown' }
    return {
      state: 'present',
      statement: `a native library could not be mapped from its directory (${amountOf(totalCount(cites), 'time')})`,
      cites,
    }
  },
})
