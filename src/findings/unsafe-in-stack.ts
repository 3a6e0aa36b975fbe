import type { CrashFrame } from '../model/fact-types.ts'
import { defineFinding } from '../model/finding.ts'
import { crashFrames, frameText } from './evidence/crash.ts'

// copy.cpp has these four for unsafe.cpp alone: copyMemory, copySwapMemory and setMemory.
const UNSAFE =
  /Unsafe_(?:Put|Get|Set|Copy|CompareAnd)|(?:sun\.misc|jdk\.internal\.misc)\.Unsafe\.(?:put|get|copy|set|compareAnd)|ScopedMemoryAccess|Copy::(?:fill_to_memory_atomic|conjoint_memory_atomic|conjoint_swap|conjoint_copy)/
/**
 * The compiler puts Unsafe's methods into their caller, so that the frame is the one of a class built on them, which as
 * a rule says so: netty's PooledUnsafeDirectByteBuf and PlatformDependent0, Agrona's UnsafeBuffer, Spark's unsafe.Platform.
 */
const BUILT_ON_UNSAFE = /[.$][A-Za-z]*Unsafe[A-Za-z]*\d?[.$]|\.unsafe\.|\.PlatformDependent0\./

export const unsafeInStack = defineFinding({
  id: 'unsafe-in-stack',
  title: 'The fault happened in sun.misc.Unsafe or its kin: Java code used a bad address',
  needs: [],
  reads: ['crash.problematic-frame', 'crash.stack'],
  test(facts) {
    const { frames, cites } = crashFrames(facts)
    if (frames.length === 0) return { state: 'unknown' }
    const [top] = frames
    const isInlined = top?.kind === 'J' && BUILT_ON_UNSAFE.test(top.symbol ?? '')
    const found = isInlined ? top : frames.slice(0, 5).find(({ symbol }) => UNSAFE.test(symbol ?? ''))
    if (found === undefined) return { state: 'absent', statement: 'Unsafe is not at the top of the stack', cites }
    return COPIES.test(found.symbol ?? '') && frames.every(isMachinery)
      ? { state: 'unknown' }
      : { state: 'present', statement: `raw memory was accessed: ${frameText(found)}`, cites }
  },
})

/** Buffers copy through Unsafe as well: for whom it copies must be in the stack. */
const COPIES = /Unsafe_Copy|\.copy|Copy::conjoint/

function isMachinery({ kind, symbol }: CrashFrame): boolean {
  return kind === 'v' || kind === 'V' || /Unsafe|ScopedMemoryAccess/.test(symbol ?? '')
}
