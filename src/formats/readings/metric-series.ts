// Readings over time, from whatever was at hand: pidstat, sar, vmstat, `top -b`, jstat, a loop around ps, a script's
// TSV or CSV, an export of a monitoring system, or lines of `name=value`. A line that is neither a heading, a row nor
// such pairs is unknown.
//
// Lost on the way: often the unit (inferred from the numbers, with a note), the zone, the day, or the time altogether.

import { eachLine, lineText } from '../../source/block.ts'
import { firstLines, type Head } from '../../source/head.ts'
import { LineCount } from '../../source/line-count.ts'
import type { Format, Reader, ReadingContext } from '../format.ts'
import { looksLikeJmx } from './jmx-lines.ts'
import { createRowParser, type Row } from './row-parser.ts'
import { SeriesSet } from './series-set.ts'

export const metricSeries: Format = {
  id: 'metric-series',
  title: 'Readings over time (pidstat, sar, top, ps, scripts, exports)',
  detect,
  load: async () => ({ open }),
}

const LOOKED_AT = 100
/** top's own lines above its table, and a few of a script. */
const BEFORE_ANY_ROW = 12

/** Rows of one kind must make up most of the file, and have a time or a metric that we know. */
function detect(head: Head): number {
  const parse = createRowParser()
  const rowsByKind = new Map<string, number>()
  let lines = 0
  let understood = 0
  let processHeadings = 0
  let isTimed = false
  for (const line of firstLines(head, LOOKED_AT)) {
    if (++lines > BEFORE_ANY_ROW && understood === 0) return 0
    const row = parse(line)
    if (row === undefined || !isTelling(row)) continue
    understood++
    if (row.kind === 'heading' && row.table.isOfProcesses) processHeadings++
    if (row.kind === 'sample') {
      isTimed ||= row.sample.time !== undefined
      const kind = row.sample.values.map(({ metric }) => metric.name).join()
      rowsByKind.set(kind, (rowsByKind.get(kind) ?? 0) + 1)
    }
  }
  if (understood <= lines / 2 || looksLikeJmx(head)) return 0
  const share = understood / lines
  // One list of processes is a snapshot; top's begins with its time, and may have its only JVM far down.
  if (processHeadings > 0) return processHeadings > 1 || /^top - /m.test(head.text) || isTimed ? 0.85 * share : 0
  if (Math.max(0, ...rowsByKind.values()) < 2) return 0
  return ([...rowsByKind.keys()].some((kind) => !/^value/.test(kind)) ? 0.85 : 0.4) * share
}

/** Pairs without a time are readings only if we know what they measure: sysctl prints pairs too. */
function isTelling(row: Row): boolean {
  return row.kind !== 'sample' || row.sample.time !== undefined || row.sample.values.some(({ metric }) => metric.known)
}

function open({ uri }: ReadingContext): Reader {
  const lines = new LineCount()
  const series = new SeriesSet(uri)
  const parse = createRowParser()
  return {
    block(block) {
      eachLine(block, (cursor) => {
        const text = lineText(cursor)
        const row = parse(text)
        if (row === undefined || !isTelling(row)) return lines.addUnknown(cursor)
        if (row.kind === 'passed') lines.ignored++
        else lines.recognized++
        if (row.kind === 'sample') series.add(row.sample, cursor, text)
      })
    },
    end() {
      const facts = series.facts()
      return {
        value: { series: series.summary() },
        facts,
        coverage: lines.coverage(),
        notes: series.notes('metric-series'),
        empty: facts.length === 0,
      }
    },
  }
}
