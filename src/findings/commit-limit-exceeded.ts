import { defineFinding } from '../model/finding.ts'
import { sizeOf } from '../model/wording.ts'
import { refusedRequests } from './evidence/requests.ts'

/** Kept back from ordinary processes under strict accounting: vm.admin_reserve_kbytes and user_reserve_kbytes (mm/util.c). */
const RESERVE_KB = 136 * 1024

export const commitLimitExceeded = defineFinding({
  id: 'commit-limit-exceeded',
  title: 'The request did not fit under CommitLimit, and Committed_AS stayed below it: strict accounting',
  needs: ['memory.host'],
  reads: ['crash.native-oom', 'jvm.commit-failed'],
  collect: [
    { what: 'the commit accounting of the host', collect: 'grep -i commit /proc/meminfo; sysctl vm.overcommit_memory' },
  ],
  test(facts) {
    const fact = facts['memory.host'].find(
      ({ value }) => value.commitLimitKb !== undefined && value.committedAsKb !== undefined,
    )
    const [request] = refusedRequests(facts)
    if (fact === undefined || request === undefined) return { state: 'unknown' }
    const { commitLimitKb = 0, committedAsKb = 0 } = fact.value
    const figures = `${sizeOf(committedAsKb * 1024)} of ${sizeOf(commitLimitKb * 1024)} were committed`
    if (committedAsKb > commitLimitKb) {
      return {
        state: 'absent',
        statement: `${figures}: more than the limit, so the kernel does not enforce it`,
        cites: [fact],
      }
    }
    const isExceeding = committedAsKb + request.bytes / 1024 > commitLimitKb - RESERVE_KB
    const statement = `${figures}, ${sizeOf(request.bytes)} more were asked for`
    return { state: isExceeding ? 'present' : 'absent', statement, cites: [fact, request.cite] }
  },
})
