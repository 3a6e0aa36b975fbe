import { defineFinding } from '../model/finding.ts'
import { callerOfSystemLibrary, crashFrames, frameText, JDK_LIBRARY } from './evidence/crash.ts'

export const frameInJdkLibrary = defineFinding({
  id: 'frame-in-jdk-library',
  title: 'The fault happened in a native library of the JDK (libzip, libnio, libjava, …)',
  needs: [],
  reads: ['crash.problematic-frame', 'crash.stack'],
  test(facts) {
    const { frames, cites } = crashFrames(facts)
    const [top] = frames
    if (top === undefined) return { state: 'unknown' }
    const own = callerOfSystemLibrary(frames) ?? top
    return own.kind === 'C' && JDK_LIBRARY.test(own.library ?? '')
      ? { state: 'present', statement: `the fault is in a library of the JDK: ${frameText(own)}`, cites }
      : { state: 'absent', statement: `the faulting frame is ${frameText(top)}`, cites }
  },
})
