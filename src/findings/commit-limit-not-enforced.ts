import { defineFinding } from '../model/finding.ts'
import { sizeOf } from '../model/wording.ts'

export const commitLimitNotEnforced = defineFinding({
  id: 'commit-limit-not-enforced',
  title: 'More memory is committed than CommitLimit: the kernel does not enforce it',
  needs: [],
  reads: ['memory.host', 'sysctl'],
  test(facts) {
    const mode = facts.sysctl.find(({ value }) => value.key === 'vm.overcommit_memory')
    if (mode !== undefined) {
      return {
        state: mode.value.value === 2 ? 'absent' : 'present',
        statement: `vm.overcommit_memory is ${mode.value.value}`,
        cites: [mode],
      }
    }
    const fact = facts['memory.host'].find(
      ({ value }) => value.commitLimitKb !== undefined && value.committedAsKb !== undefined,
    )
    if (fact === undefined) return { state: 'unknown' }
    const { commitLimitKb = 0, committedAsKb = 0 } = fact.value
    if (committedAsKb <= commitLimitKb) return { state: 'unknown' }
    return {
      state: 'present',
      statement: `Committed_AS of ${sizeOf(committedAsKb * 1024)} exceeds CommitLimit of ${sizeOf(commitLimitKb * 1024)}, so it is not enforced`,
      cites: [fact],
    }
  },
})
