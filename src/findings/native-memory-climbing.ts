import { defineFinding } from '../model/finding.ts'
import { durationOf, sizeOf } from '../model/wording.ts'

const METRICS = new Set(['rss', 'vm-data', 'vm-size', 'off-heap', 'rss-anon'])
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
      ({ value }) =>
        value.last - value.first > MEANINGFUL_BYTES &&
        value.last > 1.3 * value.first &&
        value.last > 0.85 * value.max &&
        !heapExplains(value.last - value.first, facts.series),
    )
    const [steepest] = [...climbing].sort((a, b) => b.value.slopePerSecond - a.value.slopePerSecond)
    if (steepest !== undefined) {
      const { metric, first, last, seconds } = steepest.value
      return {
        state: 'present',
        statement: `${metric} rose from ${sizeOf(first)} to ${sizeOf(last)} in ${durationOf(seconds)}`,
        cites: climbing,
      }
    }
    return readings.length > 0
      ? { state: 'absent', statement: 'the memory of the process stayed level', cites: readings }
      : { state: 'unknown' }
  },
})

/** The heap filling up for the first time is growth too, but no leak. */
function heapExplains(
  growth: number,
  series: readonly { readonly value: { readonly metric: string; readonly first: number; readonly last: number } }[],
): boolean {
  return series.some(({ value }) => value.metric === 'heap-used' && value.last - value.first > 0.7 * growth)
}
