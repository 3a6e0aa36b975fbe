// Tables of readings: a heading, then rows. Columns are found by their names: those of pidstat, ps, top, sar, vmstat and
// jstat, and of whatever script someone ran for the occasion.

import { type Measure, measureOf } from './measure.ts'
import { type Metric, metricOf } from './metric-name.ts'
import { leadingTime, type ReadingTime, readingTime } from './reading-time.ts'
import type { Sample } from './sample.ts'

type Column =
  | { readonly role: 'time'; readonly secondsPerUnit: number }
  | { readonly role: 'pid' | 'command' }
  | { readonly role: 'metric'; readonly metric: Metric }

export interface Table {
  readonly delimiter: Delimiter
  readonly columns: readonly Column[]
  /** The time stands before the columns and has no heading of its own (sar, pidstat). */
  readonly isTimeUnnamed: boolean
  readonly hasTime: boolean
  readonly isOfProcesses: boolean
  /** Printed by a tool whose other columns are no matter of ours. */
  readonly isOfTool: boolean
}

type Delimiter = '\t' | ',' | ';' | '|' | ' '

const MAX_COLUMNS = 256
const TIME_NAME =
  /^#?\s*(@?timestamp|time(?:_?stamp)?|date(?:[ _-]?time)?|ts|epoch|elapsed|uptime|seconds?|secs?|minutes?|mins?|hours?|days?|t)(?:[\s_.([-]*(utc|local|ms|millis|s|sec|seconds|min|minutes|h|hours|d|days))?[\s)\]]*$/i
const ONLY_TIME_NAME = /^(@?timestamp|date_?time)$/i
const PID_NAME = /^#?(pid|tgid|process_?id)$/i
const COMMAND_NAME = /^(command|cmd|comm|args)$/i

/** vmstat, sar, jstat */
const TOOL_NAME = /^(swpd|kb(?:mem|swp)free|kbavail|OU|O)$/

/** The line as a heading, if it can be one: names throughout, with a time in front or a metric that we know. */
export function tableOf(line: string): Table | undefined {
  const stamped = leadingTime(line)
  const text = (stamped?.rest ?? line).replace(/^#\s*(?=\S+\s)/, '')
  const delimiter = delimiterOf(text)
  const names = split(text, delimiter)
  if (names.length < (stamped ? 1 : 2) || names.length > MAX_COLUMNS || !names.every(isName)) return undefined
  const columns = columnsOf(names)
  const hasTime = stamped !== undefined || columns.some(({ role }) => role === 'time')
  const metrics = columns.flatMap((column) => (column.role === 'metric' ? [column.metric] : []))
  const hasKnownMetric = metrics.some(({ known }) => known)
  if (metrics.length === 0 || !(hasKnownMetric || (hasTime && stamped === undefined))) return undefined
  const isOfProcesses = columns.some(({ role }) => role === 'pid')
  const isOfTool = isOfProcesses || names.some((name) => TOOL_NAME.test(name))
  return { delimiter, columns, isTimeUnnamed: stamped !== undefined, hasTime, isOfProcesses, isOfTool }
}

function delimiterOf(line: string): Delimiter {
  for (const delimiter of ['\t', ',', ';', '|'] as const) if (line.includes(delimiter)) return delimiter
  return ' '
}

function isName(text: string): boolean {
  return text.length <= 200 && /[A-Za-z%]/.test(text) && measureOf(text) === undefined && !/[{}<>=]\s/.test(text)
}

/** A time stands first, may take two columns (date and time), or has a name that means nothing else. */
function columnsOf(names: readonly string[]): Column[] {
  let timeMayFollow = true
  return names.map((name) => {
    const column = columnOf(name, timeMayFollow)
    timeMayFollow &&= column.role === 'time'
    return column
  })
}

function columnOf(name: string, timeMayFollow: boolean): Column {
  const time = TIME_NAME.exec(name)
  if (time !== null && (timeMayFollow || ONLY_TIME_NAME.test(name))) {
    return { role: 'time', secondsPerUnit: secondsIn(time[2] ?? time[1] ?? '') }
  }
  if (PID_NAME.test(name)) return { role: 'pid' }
  if (COMMAND_NAME.test(name)) return { role: 'command' }
  return { role: 'metric', metric: metricOf(name) }
}

function secondsIn(unit: string): number {
  if (/^(ms|millis)/i.test(unit)) return 0.001
  if (/^min/i.test(unit)) return 60
  if (/^(h|hours?)$/i.test(unit)) return 3600
  return /^(d|days?)$/i.test(unit) ? 86_400 : 1
}

/** The line as a row of the table, or nothing when it is none, or one of a process that is no JVM. */
export function rowOf(line: string, table: Table): Sample | 'other-process' | undefined {
  const { time, fields } = fieldsOf(line, table)
  const last = table.columns.length - 1
  const endsInCommand = table.columns[last]?.role === 'command'
  if (fields.length !== table.columns.length && !(endsInCommand && fields.length > last)) return undefined
  const values: { metric: Metric; measure: Measure }[] = []
  const stamps: string[] = []
  let secondsPerUnit = 1
  let pid: number | undefined
  for (const [index, column] of table.columns.entries()) {
    const field = fields[index] as string
    if (column.role === 'metric') {
      const measure = measureOf(field)
      if (measure !== undefined && (column.metric.known || !table.isOfTool))
        values.push({ metric: column.metric, measure })
      else if (measure === undefined && column.metric.known && !MISSING.test(field)) return undefined
    } else if (column.role === 'time') {
      stamps.push(field)
      secondsPerUnit = column.secondsPerUnit
    } else if (column.role === 'pid') {
      if (!/^\d+$/.test(field)) return undefined
      pid = Number(field)
    } else if (!IS_JVM.test(fields.slice(index).join(' '))) return 'other-process'
  }
  const stamp = time ?? scaled(readingTime(stamps.join(' ')), secondsPerUnit)
  if (values.length === 0 || (stamp === undefined && stamps.length > 0)) return undefined
  return { values, ...(stamp && { time: stamp }), ...(pid !== undefined && { pid }) }
}

const MISSING = /^(-|n\/?a|null|none|nan|)$/i
const IS_JVM = /java|jsvc|kafka/i

/** vmstat -t, under a heading that names the time zone. */
const TIME_AT_END = /\s(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)$/

/** A time with blanks in it is one field. */
function fieldsOf(line: string, table: Table): { time?: ReadingTime; fields: string[] } {
  const atEnd = TIME_AT_END.exec(line)
  const zone = table.columns.length - 1
  if (atEnd !== null && table.delimiter === ' ' && !table.hasTime) {
    const time = readingTime(atEnd[1] as string)
    const fields = split(line.slice(0, atEnd.index), ' ')
    return { ...(time && { time }), fields: fields.length === zone ? [...fields, ''] : fields }
  }
  const isTimeFirst = table.isTimeUnnamed || table.columns[0]?.role === 'time'
  const stamped = isTimeFirst && (table.delimiter === ' ' || table.isTimeUnnamed) ? leadingTime(line) : undefined
  if (stamped === undefined) return { fields: table.isTimeUnnamed ? [] : split(line, table.delimiter) }
  const fields = split(stamped.rest, table.delimiter)
  const named = table.columns.filter(({ role }) => role === 'time').map(() => '')
  return { time: stamped.time, fields: [...named, ...fields] }
}

function scaled(time: ReadingTime | undefined, secondsPerUnit: number): ReadingTime | undefined {
  return time?.kind === 'elapsed' ? { ...time, seconds: time.seconds * secondsPerUnit } : time
}

function split(line: string, delimiter: Delimiter): string[] {
  if (delimiter === ' ') return line.trim().split(/\s+/)
  if (!line.includes('"')) return line.split(delimiter).map((field) => field.trim())
  const fields: string[] = []
  const field = new RegExp(
    `\\s*(?:"((?:[^"]|"")*)"\\s*|([^${delimiter}]*))(${delimiter === '|' ? '\\|' : delimiter}|$)`,
    'y',
  )
  for (let end = ''; field.lastIndex < line.length || end === delimiter; ) {
    const match = field.exec(line)
    if (match === null) break
    fields.push((match[1]?.replaceAll('""', '"') ?? match[2] ?? '').trim())
    end = match[3] as string
    if (end === '') break
  }
  return fields
}
