import { defineFinding } from '../model/finding.ts'

export const addressNotMapped = defineFinding({
  id: 'address-not-mapped',
  title: 'The faulting address is not mapped at all (SEGV_MAPERR)',
  needs: ['crash.signal'],
  test(facts) {
    const signal = facts['crash.signal'].find(({ value }) => value.siCodeName !== undefined)
    if (signal === undefined) return { state: 'unknown' }
    const isUnmapped = signal.value.siCodeName === 'SEGV_MAPERR'
    return {
      state: isUnmapped ? 'present' : 'absent',
      statement: `the fault is ${signal.value.siCodeName}`,
      cites: [signal],
    }
  },
})
