import type { Fact } from '../model/fact.ts'
import type { CrashFrame } from '../model/fact-types.ts'
import { defineFinding } from '../model/finding.ts'
import { crashFrames, frameText, isForeignLibrary } from './evidence/crash.ts'

// musl's dlopen leaves the slot of a symbol that it cannot resolve as it was linked and tries again later (ldso/dynlink.c,
// do_relocs with lazy relocations): a call through it jumps to an offset in the library's file, such as 0x3f40.
const LEAST_OFFSET = 0x1000
const MOST_OFFSET = 0x100_0000
/** Executables that cannot be moved have their code from here on (x86-64 ABI), the JDK's launcher up to 8 among them. */
const FIXED_EXECUTABLE = 0x40_0000

export const callToUnrelocatedAddress = defineFinding({
  id: 'call-to-unrelocated-address',
  title: 'A native library called an address that the loader had not resolved',
  needs: ['crash.signal'],
  reads: ['crash.problematic-frame', 'crash.stack', 'jvm.version'],
  test(facts) {
    const [signal] = facts['crash.signal']
    const { frames } = crashFrames(facts)
    const isElsewhere = facts['jvm.version'].some(({ value }) => value.platform?.startsWith('linux') === false)
    if (signal?.value.pc === undefined || frames.length === 0 || isElsewhere) return { state: 'unknown' }
    if (!isOffset(signal, frames))
      return { state: 'absent', statement: `the code ran at ${signal.value.pc}, a usual address`, cites: [signal] }
    const caller = frames.find(({ library }) => library !== undefined)
    const cites = [signal, ...facts['crash.problematic-frame'], ...facts['crash.stack']]
    if (caller !== undefined && !mayCallUnresolved(caller))
      return { state: 'absent', statement: `the caller is ${frameText(caller)}, which the loader did resolve`, cites }
    const who = caller === undefined ? 'native code' : frameText(caller)
    return {
      state: 'present',
      statement: `${who} called ${signal.value.pc}, which is no address but an offset that the loader left unresolved`,
      cites,
    }
  },
})

/** Nothing is mapped there, and it is no null pointer with an offset either. */
function isOffset(signal: Fact<'crash.signal'>, [top]: readonly CrashFrame[]): boolean {
  const { pc, siAddress, siCodeName } = signal.value
  const at = Number(pc)
  const isFetch = siAddress === undefined || Number(siAddress) === at
  const most = top?.library === undefined ? MOST_OFFSET : FIXED_EXECUTABLE
  return isFetch && at >= LEAST_OFFSET && at < most && (siCodeName ?? 'SEGV_MAPERR') === 'SEGV_MAPERR'
}

/** Any library that was loaded later, or musl's dlopen, which runs its constructors. */
function mayCallUnresolved({ library = '' }: CrashFrame): boolean {
  return library.startsWith('ld-musl') || isForeignLibrary(library)
}
