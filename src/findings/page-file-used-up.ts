import { defineFinding } from '../model/finding.ts'
import { amount } from '../model/wording.ts'
import { LOG_FACTS, searchLogs, statedBy } from './evidence/log-search.ts'
import { refusedRequests } from './evidence/requests.ts'

/** ERROR_COMMITMENT_LIMIT (winerror.h): the paging file is too small for this operation to complete. */
const ERROR_COMMITMENT_LIMIT = 1455

/** The launcher of a child process, OpenJ9's loader: `CreateProcess error=1455, The paging file is too small …`. */
const TOLD = /CreateProcess error=1455|The paging file is too small for this operation/

export const pageFileUsedUp = defineFinding({
  id: 'page-file-used-up',
  title: "Windows' commit limit (memory and page file) was reached",
  needs: [],
  reads: ['memory.windows', 'jvm.commit-failed', 'crash.native-oom', ...LOG_FACTS],
  collect: [{ what: 'the commit charge and limit', collect: 'wmic OS get TotalVirtualMemorySize,FreeVirtualMemory' }],
  test(facts) {
    const refused = facts['jvm.commit-failed'].filter(
      ({ value }) => value.windows === true && value.errno === ERROR_COMMITMENT_LIMIT,
    )
    if (refused.length > 0)
      return {
        state: 'present',
        statement: 'Windows refused the commit: the paging file is too small (error 1455)',
        cites: refused,
      }
    const minidump = facts['memory.windows'].filter(({ value }) => /0x5af|paging file/i.test(value.minidumpError ?? ''))
    if (minidump.length > 0)
      return { state: 'present', statement: 'even the minidump failed: the paging file is too small', cites: minidump }
    const told = searchLogs(facts, TOLD)
    if (told.length > 0)
      return {
        state: 'present',
        statement: statedBy('Windows says that the paging file is too small', told, TOLD),
        cites: told,
      }
    const fact = facts['memory.windows'].find(
      ({ value }) => value.pageFileFreeMb !== undefined && value.pageFileTotalMb !== undefined,
    )
    if (fact === undefined) return { state: 'unknown' }
    const { pageFileFreeMb = 0, pageFileTotalMb = 0 } = fact.value
    const requestMb = (refusedRequests(facts)[0]?.bytes ?? 0) / 1_048_576
    const statement = `${amount(pageFileFreeMb)} of ${amount(pageFileTotalMb)} MB commit were free${requestMb > 1 ? `, ${amount(requestMb)} MB were asked for` : ''}`
    const isUsedUp = pageFileFreeMb < Math.max(requestMb, 0.02 * pageFileTotalMb)
    return { state: isUsedUp ? 'present' : 'absent', statement, cites: [fact] }
  },
})
