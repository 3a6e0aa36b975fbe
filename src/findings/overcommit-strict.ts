import { defineFinding } from '../model/finding.ts'

export const overcommitStrict = defineFinding({
  id: 'overcommit-strict',
  title: 'vm.overcommit_memory is 2: the kernel refuses commits beyond CommitLimit',
  needs: [],
  reads: ['sysctl'],
  collect: [
    { what: 'the overcommit mode', collect: 'sysctl vm.overcommit_memory vm.overcommit_ratio vm.overcommit_kbytes' },
  ],
  test(facts) {
    const mode = facts.sysctl.find(({ value }) => value.key === 'vm.overcommit_memory')
    if (mode === undefined) return { state: 'unknown' }
    return {
      state: mode.value.value === 2 ? 'present' : 'absent',
      statement: `vm.overcommit_memory is ${mode.value.value}`,
      cites: [mode],
    }
  },
})
