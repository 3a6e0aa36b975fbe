import { measureOf } from './measure.ts'
import { metricOf } from './metric-name.ts'
import { samplePairs } from './pairs.ts'
import { leadingTime, type ReadingTime } from './reading-time.ts'
import type { Sample } from './sample.ts'
import { rowOf, type Table, tableOf } from './table.ts'

/** What one line of a file of readings is. */
export type Row =
  | { readonly kind: 'sample'; readonly sample: Sample; readonly table?: Table }
  | { readonly kind: 'heading'; readonly table: Table }
  /** Known to carry no reading: a stamp, a rule, a summary, a process that is no JVM. */
  | { readonly kind: 'passed' }

// top's and sar's lines around their tables; vmstat's first heading; rules of dashes.
const FURNITURE =
  /^\s*(top - |Tasks:|Threads:\s+\d+ total|%?Cpu\(s\)|(?:[KMG]iB )?(?:Mem|Swap)\s*:|Average:|Linux \d\S* \(|procs -|[-=+|\s]{4,}$)/

/** Understands line after line: remembers the heading that stands over the rows, and a time that stands before them. */
export function createRowParser(): (line: string) => Row | undefined {
  let table: Table | undefined
  let clock: ReadingTime | undefined
  return (line) => {
    const row = table && rowOf(line, table)
    if (row === 'other-process') return { kind: 'passed' }
    if (row !== undefined) return { kind: 'sample', sample: timed(row, clock), table: table as Table }
    const stamped = leadingTime(line.replace(/^\s*top - /, ''))
    if (stamped?.rest === '' || /^\s*top - /.test(line)) {
      clock = stamped?.time ?? clock
      return { kind: 'passed' }
    }
    if (FURNITURE.test(line)) return { kind: 'passed' }
    const pairs = samplePairs(line)
    if (pairs !== undefined) return { kind: 'sample', sample: timed(pairs, clock) }
    const bare = table === undefined && stamped !== undefined ? bareNumbers(stamped) : undefined
    if (bare !== undefined) return { kind: 'sample', sample: bare }
    const heading = tableOf(line)
    if (heading === undefined) return undefined
    table = heading
    return { kind: 'heading', table: heading }
  }
}

/** A time and nothing but numbers: what they measure is not said. */
function bareNumbers({ time, rest }: { time: ReadingTime; rest: string }): Sample | undefined {
  const measures = rest
    .trim()
    .split(/[\s,;]+/)
    .map(measureOf)
  if (!measures.every((measure) => measure !== undefined)) return undefined
  const values = measures.map((measure, index) => ({
    metric: metricOf(measures.length === 1 ? 'value' : `value ${index + 1}`),
    measure,
  }))
  return { time, values }
}

function timed(sample: Sample, clock: ReadingTime | undefined): Sample {
  return sample.time === undefined && clock !== undefined ? { ...sample, time: clock } : sample
}
