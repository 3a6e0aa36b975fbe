import { defineFinding } from '../model/finding.ts'
import { durationOf, percentOf } from '../model/wording.ts'

/** FileChannelImpl.map collects, sleeps 100 ms and tries once more: what kills the process follows within seconds. */
const CLOSE_SECONDS = 30

export const explicitGcBeforeEnd = defineFinding({
  id: 'explicit-gc-before-end',
  title:
    'System.gc() ran right before the end although the heap was not full: what FileChannel.map does before it fails',
  needs: ['gc.run'],
  reads: ['gc.explicit'],
  test(facts) {
    const telling = facts['gc.explicit'].filter(
      ({ value }) => !value.hourly && value.gapToEndSeconds !== null && value.gapToEndSeconds <= CLOSE_SECONDS,
    )
    const roomy = telling.filter(
      ({ value }) =>
        value.heapUsedBeforeBytes === undefined ||
        value.heapMaxBytes === undefined ||
        value.heapUsedBeforeBytes < 0.7 * value.heapMaxBytes,
    )
    const [last] = roomy
    if (last !== undefined) {
      const { gapToEndSeconds, heapUsedBeforeBytes: used, heapMaxBytes: max, count } = last.value
      const heap = used === undefined || max === undefined ? '' : ` with ${percentOf(used / max)} of the heap in use`
      return {
        state: 'present',
        statement: `System.gc() ran ${count === 1 ? 'once' : `${count} times`}, the last time ${durationOf(gapToEndSeconds ?? 0)} before the end of the GC log${heap}`,
        cites: roomy,
      }
    }
    const whole = facts['gc.run'].filter(({ value }) => value.ending !== 'truncated')
    return whole.length > 0
      ? { state: 'absent', statement: 'no System.gc() shortly before the end of the GC log', cites: whole }
      : { state: 'unknown' }
  },
})
