import { defineFinding } from '../model/finding.ts'

/** Guard and shadow zones of a Java thread take about 100 KiB (stackShadowPages, StackYellowPages …). */
const NEARLY_NOTHING_KB = 120
/** A free space beyond any stack: sp stood below the stack, the difference wrapped. */
const ABSURD_KB = 1e9

export const stackExhausted = defineFinding({
  id: 'stack-exhausted',
  title: "The crashing thread's stack was used up",
  needs: [],
  reads: ['crash.stack-bounds', 'crash.signal', 'crash.thread', 'jvm.warning'],
  test(facts) {
    const overflow = facts['crash.signal'].filter(({ value }) => value.name === 'EXCEPTION_STACK_OVERFLOW')
    if (overflow.length > 0) return { state: 'present', statement: 'Windows reports a stack overflow', cites: overflow }
    const redZone = facts['jvm.warning'].filter(({ value }) => value.topic === 'stack-red-zone')
    if (redZone.length > 0)
      return {
        state: 'present',
        statement: 'the JVM says that a thread reached the red zone of its stack',
        cites: redZone,
      }
    const [bounds] = facts['crash.stack-bounds']
    const isFault = facts['crash.signal'].some(
      ({ value }) => value.sentBy === undefined && /SEGV|BUS|ACCESS_VIOLATION/.test(value.name),
    )
    if (bounds === undefined || !isFault) return { state: 'unknown' }
    const { freeKb, outside, low, sp } = bounds.value
    const isBelow = low !== undefined && sp !== undefined && BigInt(sp) < BigInt(low)
    const signal = facts['crash.signal'][0]
    const cites = signal === undefined ? [bounds] : [bounds, signal]
    if (outside === true || isBelow || (freeKb !== undefined && freeKb > ABSURD_KB)) {
      return { state: 'present', statement: 'the stack pointer stood outside the stack of the thread', cites }
    }
    if (freeKb === undefined) return { state: 'unknown' }
    return {
      state: freeKb < NEARLY_NOTHING_KB ? 'present' : 'absent',
      statement: `${freeKb} KiB of the thread's stack were free`,
      cites,
    }
  },
})
