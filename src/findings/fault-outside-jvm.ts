import { defineFinding } from '../model/finding.ts'
import { crashFrames, frameText, JDK_LIBRARY, SYSTEM_LIBRARY } from './evidence/crash.ts'

export const faultOutsideJvm = defineFinding({
  id: 'fault-outside-jvm',
  title: 'The fault happened in native code outside the JVM, whose owner is not printed',
  needs: ['crash.signal'],
  reads: ['crash.problematic-frame', 'crash.stack'],
  test(facts) {
    const { frames, cites } = crashFrames(facts)
    const [top] = frames
    if (top === undefined) return { state: 'unknown' }
    if (top.kind !== 'C' || JDK_LIBRARY.test(top.library ?? ''))
      return { state: 'absent', statement: `the faulting frame is ${frameText(top)}`, cites }
    if (top.library === undefined)
      return {
        state: 'present',
        statement: `the fault is at ${addressOf(top.text)}, outside every library`,
        cites,
      }
    return SYSTEM_LIBRARY.test(top.library) && frames.length === 1
      ? { state: 'present', statement: `the fault is in ${frameText(top)}; who called it is not printed`, cites }
      : { state: 'absent', statement: `the faulting frame is ${frameText(top)}`, cites }
  },
})

/** `C  0x0000000000000000` */
function addressOf(text: string): string {
  return /0x[0-9a-f]+/i.exec(text)?.[0] ?? 'an address'
}
