import type { Fact } from '../model/fact.ts'
import type { CrashFrame } from '../model/fact-types.ts'
import { defineFinding, type Verdict } from '../model/finding.ts'
import { callerOfSystemLibrary, crashFrames, frameText, isForeignLibrary, SYSTEM_LIBRARY } from './evidence/crash.ts'

export const frameInNativeLibrary = defineFinding({
  id: 'frame-in-native-library',
  title: 'The fault happened in a native library that belongs neither to the JVM nor to the system',
  needs: [],
  reads: ['crash.problematic-frame', 'crash.stack', 'kernel.segfault'],
  collect: [
    {
      what: 'the stack of the crashing thread, from the whole crash log',
      collect: "sed -n '/^Native frames/,/^siginfo/p' hs_err_pid*.log",
    },
  ],
  test(facts) {
    const { frames, cites } = crashFrames(facts)
    const [top] = frames
    if (top === undefined) return toldByKernel(facts['kernel.segfault'])
    if (top.kind === 'C' && isForeign(top.library))
      return { state: 'present', statement: `the fault is in ${frameText(top)}`, cites }
    const caller = callerOfSystemLibrary(frames)
    if (top.kind === 'C' && caller !== undefined && isForeign(caller.library))
      return { state: 'present', statement: `the fault is in ${frameText(top)}, called by ${frameText(caller)}`, cites }
    const method = nativeMethodBelow(frames)
    if (method !== undefined)
      return {
        state: 'present',
        statement: `the fault is in ${frameText(top)}, called by the library of the native method ${method.symbol}`,
        cites,
      }
    const jni = callThroughJni(frames)
    if (jni !== undefined)
      return {
        state: 'present',
        statement: `the fault is in ${frameText(jni.entry)}, called by ${frameText(jni.caller)}`,
        cites,
      }
    // Outside every library, or in the C library with no caller printed: it may be anyone's.
    if (top.kind === 'C' && (top.library === undefined || (SYSTEM_LIBRARY.test(top.library) && frames.length === 1)))
      return { state: 'unknown' }
    return { state: 'absent', statement: `the faulting frame is ${frameText(top)}`, cites }
  },
})

/**
 * Libraries without frame pointers are left out of the stack: right below the C library stands the native method, which
 * has no bytecode (`(0 bytes)` where compiled, index +0 where interpreted).
 */
function nativeMethodBelow([top, below]: readonly CrashFrame[]): CrashFrame | undefined {
  if (!SYSTEM_LIBRARY.test(top?.library ?? '') || below?.symbol === undefined) return undefined
  const isNative =
    (below.kind === 'J' && / \(0 bytes\)/.test(below.text)) || (below.kind === 'j' && /\)\S*\+0\b/.test(below.text))
  return isNative && !JDK_CLASS.test(below.symbol) ? below : undefined
}

const JDK_CLASS = /^(?:java|javax|jdk|sun|com\.sun)\./

/** A JNI function does not check what it is given: a stale or wrong reference faults in the JVM, on the caller's behalf. */
function callThroughJni(frames: readonly CrashFrame[]): { entry: CrashFrame; caller: CrashFrame } | undefined {
  const outside = frames.findIndex(({ kind }) => kind !== 'V')
  const [entry, caller] = [frames[outside - 1], frames[outside]]
  if (entry === undefined || caller?.kind !== 'C' || !isForeign(caller.library)) return undefined
  return JNI_FUNCTION.test(entry.symbol ?? '') ? { entry, caller } : undefined
}

// What a JNI function asks first of the handle that it is given is compiled into it.
const JNI_FUNCTION = /^(?:(?:checked_)?jni_[A-Z]\w+|.*\bJNIHandles::resolve)/

function isForeign(library: string | undefined): boolean {
  return library !== undefined && isForeignLibrary(library)
}

/** Where no crash log was written: `java[2423]: segfault at 0 ip … in librocksdbjni1.so[…]`. */
function toldByKernel(faults: readonly Fact<'kernel.segfault'>[]): Verdict {
  const cites = faults.filter(({ value }) => isForeign(value.library) && /^java\b/.test(value.command ?? ''))
  return cites.length > 0
    ? { state: 'present', statement: `the kernel saw the fault in ${cites[0]?.value.library}`, cites }
    : { state: 'unknown' }
}
