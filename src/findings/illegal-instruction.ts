import { defineFinding } from '../model/finding.ts'

export const illegalInstruction = defineFinding({
  id: 'illegal-instruction',
  title: 'The processor met an instruction that it does not know (SIGILL)',
  needs: ['crash.signal'],
  test(facts) {
    const [signal] = facts['crash.signal']
    if (signal === undefined) return { state: 'unknown' }
    const { name, sentBy, siPid, siPidSelf } = signal.value
    const isFault =
      (name === 'SIGILL' || name === 'EXCEPTION_ILLEGAL_INSTRUCTION') &&
      sentBy === undefined &&
      siPid === undefined &&
      siPidSelf !== true
    return {
      state: isFault ? 'present' : 'absent',
      statement: isFault ? 'the processor met an illegal instruction' : `the signal is ${name}, no illegal instruction`,
      cites: [signal],
    }
  },
})
