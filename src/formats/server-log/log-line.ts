// One line of text to its parts, by the first layout that fits; the one that most of a log's first lines have is tried
// before the others.

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

const SAMPLE_LINES = 50

export class LineParser {
  readonly #layouts: readonly Layout[]

  constructor(firstLines: readonly string[] = []) {
    const common = commonest(firstLines.slice(0, SAMPLE_LINES))
    this.#layouts = common === undefined ? layouts : [common, ...layouts.filter((layout) => layout !== common)]
  }

  /** Undefined for a line that does not start a record. */
  parse(text: string): LogLine | undefined {
    if (!MAY_BE_HEAD.test(text.length > 256 ? text.slice(0, 256) : text)) return undefined
    const head = text.length > HEAD_CHARACTERS ? text.slice(0, HEAD_CHARACTERS) : text
    for (const layout of this.#layouts) {
      const line = match(layout, head)
      if (line !== undefined) return line
    }
    return julHead(head) ?? parseJsonLine(text)
  }
}

/** The layout of most lines; none of those that take what the others leave. */
function commonest(lines: readonly string[]): Layout | undefined {
  const counts = new Map<Layout, number>()
  for (const line of lines) {
    if (!MAY_BE_HEAD.test(line)) continue
    const layout = layouts.find((candidate) => match(candidate, line) !== undefined)
    if (layout !== undefined) counts.set(layout, (counts.get(layout) ?? 0) + 1)
  }
  const [first] = [...counts].sort((a, b) => b[1] - a[1])
  return first === undefined || first[0].isLoose ? undefined : first[0]
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
