import { defineFinding } from '../model/finding.ts'
import { durationOf, sizeOf } from '../model/wording.ts'

/** Not vm-size: a JVM reserves gigabytes of addresses when it starts. */
const METRICS = new Set(['rss', 'vm-data', 'off-heap', 'rss-anon'])
const MEANINGFUL_BYTES = 200 * 1024 * 1024

export const nativeMemoryClimbing = defineFinding({
  id: 'native-memory-climbing',
  title: 'The memory of the process outside the heap grows and does not come back',
  needs: ['series'],
  reads: ['memory.heap'],
  collect: [
    {
      what: "the process's memory over time",
      collect: "while sleep 1; do echo $(date +%s) $(grep -E 'VmRSS|VmData' /proc/$PID/status); done",
    },
  ],
  test(facts) {
    const readings = facts.series.filter(({ value }) => METRICS.has(value.metric) && value.points.length >= 3)
    const climbing = readings.filter(
      ({ value }) => climbs(value.points, value.max) && !heapExplains(value.last - value.first, facts.series),
    )
    const [steepest] = [...climbing].sort((a, b) => b.value.slopePerSecond - a.value.slopePerSecond)
    if (steepest !== undefined) {
      const { metric, first, last, seconds } = steepest.value
      return {
        state: 'present',
        statement: `${metric} rose from ${sizeOf(first)} to ${sizeOf(last)}${steepest.value.untimed ? '' : ` in ${durationOf(seconds)}`}`,
        cites: climbing,
      }
    }
    // What JMX calls non-heap knows nothing of malloc: only the kernel's figures can say that nothing grew.
    const whole = readings.filter(({ value }) => value.metric !== 'off-heap')
    return whole.length > 0
      ? { state: 'absent', statement: 'the memory of the process stayed level', cites: whole }
      : { state: 'unknown' }
  },
})

/** Growth that goes on: what is taken once, when the JVM starts, is over after the first quarter of the time. */
function climbs(points: readonly (readonly [number, number])[], max: number): boolean {
  const at = (share: number) => points[Math.floor(share * (points.length - 1))]?.[1] ?? 0
  const growth = at(1) - at(0.25)
  return growth > MEANINGFUL_BYTES && at(1) - at(0.6) > 0.2 * growth && at(1) > 0.85 * max
}

/** The heap filling up for the first time is growth too, but no leak. */
function heapExplains(
  growth: number,
  series: readonly { readonly value: { readonly metric: string; readonly first: number; readonly last: number } }[],
): boolean {
  return series.some(({ value }) => value.metric === 'heap-used' && value.last - value.first > 0.7 * growth)
}
