import type { Fact } from '../model/fact.ts'
import { defineFinding } from '../model/finding.ts'
import { crashFrames, frameText, JDK_LIBRARY, JVM_LIBRARY, SYSTEM_LIBRARY } from './evidence/crash.ts'

// musl's dlopen leaves the slot of a symbol that it cannot resolve as it was linked and tries again later (ldso/dynlink.c,
// do_relocs with lazy relocations): a call through it jumps to an offset in the library's file, such as 0x3f40.
const LEAST_OFFSET = 0x1000
const MOST_OFFSET = 0x100_0000

export const callToUnrelocatedAddress = defineFinding({
  id: 'call-to-unrelocated-address',
  title: 'A native library called an address that the loader had not resolved',
  needs: ['crash.signal'],
  reads: ['crash.problematic-frame', 'crash.stack'],
  test(facts) {
    const [signal] = facts['crash.signal']
    const { frames } = crashFrames(facts)
    if (signal?.value.pc === undefined || frames.length === 0) return { state: 'unknown' }
    if (!isOffset(signal))
      return { state: 'absent', statement: `the code ran at ${signal.value.pc}, a usual address`, cites: [signal] }
    const caller = frames.find(({ library }) => library !== undefined)
    if (caller === undefined) return { state: 'unknown' }
    const cites = [signal, ...facts['crash.problematic-frame'], ...facts['crash.stack']]
    if ([SYSTEM_LIBRARY, JVM_LIBRARY, JDK_LIBRARY].some((own) => own.test(caller.library ?? '')))
      return { state: 'absent', statement: `the caller is ${frameText(caller)}, which the loader did resolve`, cites }
    return {
      state: 'present',
      statement: `${frameText(caller)} called ${signal.value.pc}, which is no address but an offset that the loader left unresolved`,
      cites,
    }
  },
})

/** Nothing is mapped there, and it is no null pointer with an offset either. */
function isOffset({ value: { pc, siAddress, siCodeName } }: Fact<'crash.signal'>): boolean {
  const at = Number(pc)
  const isFetch = siAddress === undefined || Number(siAddress) === at
  return isFetch && at >= LEAST_OFFSET && at < MOST_OFFSET && (siCodeName ?? 'SEGV_MAPERR') === 'SEGV_MAPERR'
}
