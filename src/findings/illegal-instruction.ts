import type { Fact } from '../model/fact.ts'
import { defineFinding, type Verdict } from '../model/finding.ts'

export const illegalInstruction = defineFinding({
  id: 'illegal-instruction',
  title: 'The processor met an instruction that it does not know (SIGILL)',
  needs: [],
  reads: ['crash.signal', 'kernel.segfault'],
  test(facts) {
    const [signal] = facts['crash.signal']
    if (signal === undefined) return toldByKernel(facts['kernel.segfault'])
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

/** `traps: java[2423] trap invalid opcode ip:… in libtensorflow.so[…]` */
function toldByKernel(faults: readonly Fact<'kernel.segfault'>[]): Verdict {
  const traps = faults.filter(({ value }) => value.trap === 'invalid opcode' && /^java\b/.test(value.command ?? ''))
  const library = traps[0]?.value.library
  const where = library === undefined ? '' : ` in ${library}`
  return traps.length > 0
    ? { state: 'present', statement: `the kernel saw an invalid opcode${where}`, cites: traps }
    : { state: 'unknown' }
}
