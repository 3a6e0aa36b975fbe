import { defineFinding } from '../model/finding.ts'

export const faultAtNull = defineFinding({
  id: 'fault-at-null',
  title: 'The faulting address is zero or nearly so: a null pointer in native code',
  needs: ['crash.signal'],
  test(facts) {
    const division = facts['crash.signal'].filter(({ value }) => /^SIGFPE$|DIVIDE_BY_ZERO/.test(value.name))
    if (division.length > 0)
      return { state: 'absent', statement: 'a division faulted, no access to memory', cites: division }
    const signal = facts['crash.signal'].find(({ value }) => value.siAddress !== undefined)
    if (signal?.value.siAddress === undefined || signal.value.siCodeName === 'SI_KERNEL') return { state: 'unknown' }
    const isNull = BigInt(signal.value.siAddress) < 65_536n
    return {
      state: isNull ? 'present' : 'absent',
      statement: `the faulting address is ${signal.value.siAddress}`,
      cites: [signal],
    }
  },
})
