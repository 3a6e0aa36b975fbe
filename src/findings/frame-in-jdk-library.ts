import { defineFinding } from '../model/finding.ts'
import { crashFrames, frameText, JDK_LIBRARY, SYSTEM_LIBRARY } from './evidence/crash.ts'

export const frameInJdkLibrary = defineFinding({
  id: 'frame-in-jdk-library',
  title: 'The fault happened in a native library of the JDK (libzip, libnio, libjava, …)',
  needs: [],
  reads: ['crash.problematic-frame', 'crash.stack'],
  test(facts) {
    const { frames, cites } = crashFrames(facts)
    const [top] = frames
    if (top === undefined) return { state: 'unknown' }
    // The C library faults, and Windows raises C++ exceptions, on behalf of a caller.
    const caller = frames.slice(0, 4).find(({ library }) => !SYSTEM_LIBRARY.test(library ?? ''))
    const isCallers = SYSTEM_LIBRARY.test(top.library ?? '') && caller?.kind === 'C'
    const own = isCallers ? caller : top
    return own.kind === 'C' && JDK_LIBRARY.test(own.library ?? '')
      ? { state: 'present', statement: `the fault is in a library of the JDK: ${frameText(own)}`, cites }
      : { state: 'absent', statement: `the faulting frame is ${frameText(top)}`, cites }
  },
})
