// One line of text to its parts, by the first layout that fits; the layout that fitted last is tried first.

import { parseJsonLine } from './json-line.ts'
import { JUL_HEAD, type Layout, layouts } from './layouts.ts'
import { type Level, levelOf } from './level.ts'

export interface LogLine {
  readonly layout: string
  /** Absent in the first of java.util.logging's two lines. */
  readonly level?: Level
  /** As printed. */
  readonly time?: string
  /** JSON layouts: epoch milliseconds instead of a stamp. */
  readonly epochMs?: number
  readonly logger?: string
  readonly thread?: string
  readonly message: string
  /** JSON layouts carry the whole trace within the line. */
  readonly stackTrace?: string
}

/** A level word in upper case must be there, or a JSON object, or java.util.logging's date. */
const MAY_BE_HEAD =
  /\b(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|FATAL|SEVERE|CRITICAL|CRIT|CONFIG|FINE(?:R|ST)?)\b|^\s*\{|[AP]M \S/
/** Beyond this a line's head is not looked for: keeps patterns from running over a megabyte. */
const HEAD_CHARACTERS = 4096

export class LineParser {
  #likely: Layout = layouts[0] as Layout

  /** Undefined for a line that does not start a record. */
  parse(text: string): LogLine | undefined {
    if (!MAY_BE_HEAD.test(text.length > 256 ? text.slice(0, 256) : text)) return undefined
    const head = text.length > HEAD_CHARACTERS ? text.slice(0, HEAD_CHARACTERS) : text
    return this.#byLayout(head) ?? julHead(head) ?? parseJsonLine(text)
  }

  #byLayout(text: string): LogLine | undefined {
    const likely = match(this.#likely, text)
    if (likely !== undefined && this.#likely.id !== 'level-first' && this.#likely.id !== 'stamp-level') return likely
    for (const layout of layouts) {
      const line = match(layout, text)
      if (line === undefined) continue
      this.#likely = layout
      return line
    }
    return undefined
  }
}

export function layoutOf(line: LogLine): Layout | undefined {
  return layouts.find(({ id }) => id === line.layout)
}

function match(layout: Layout, text: string): LogLine | undefined {
  const groups = layout.pattern.exec(text)?.groups
  if (groups === undefined) return undefined
  return {
    layout: layout.id,
    level: levelOf(groups.level as string) as Level,
    message: (groups.message ?? '').trimEnd(),
    ...filled('time', groups.time),
    ...filled('logger', groups.logger?.trim()),
    ...filled('thread', groups.thread?.trim()),
  }
}

function filled<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
  return value === undefined || value === '' ? {} : ({ [key]: value } as Record<K, string>)
}

function julHead(text: string): LogLine | undefined {
  const groups = JUL_HEAD.exec(text)?.groups
  if (groups === undefined) return undefined
  return { layout: 'jul', message: '', ...filled('time', groups.time), ...filled('logger', groups.logger) }
}
