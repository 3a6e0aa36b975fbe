import type { LineCursor } from '../../source/block.ts'
import { lineText } from '../../source/block.ts'
import type { Circumstance, FactLedger } from '../../source/fact-ledger.ts'
import { stampIn } from '../../source/stamp.ts'

/** A line of the console: the text as it stands, and what unified logging (JDK 9+) says around the message. */
export interface ConsoleLine {
  readonly text: string
  /** Without decorations, `#` of the crash banner left in place. */
  readonly message: string
  /** `warning` of `[4.608s][warning][os,thread]`. */
  readonly level?: string
  readonly tags?: string
  readonly cursor: LineCursor
  readonly told: Circumstance
}

/** One kind of console message. */
export interface LineRule {
  /** True when the line was of this kind. */
  read(line: ConsoleLine, facts: FactLedger): boolean
  /** True while the following lines are wanted too, whatever they hold. */
  readonly waiting?: boolean
  /** The file is over: what was kept back is said now. */
  end?(facts: FactLedger): void
}

const DECORATIONS = /^\s*((?:\[[^\][]*\])+) ?/
/** What a supervisor logs of its child's output (Storm, YARN, Flume): `2022-01-10 14:24:14.803 STDERR Thread-0 [INFO] …`. */
const LOGGED = /^\d{4}-\d\d-\d\d[T ][\d:.,]+Z? .{0,60}?\[(?:INFO|WARN|ERROR|STDERR|STDOUT)\] (.*)$/s
const LEVEL = /\[(trace|debug|info|warning|error)\s*\]/

export function consoleLine(cursor: LineCursor): ConsoleLine {
  const text = lineText(cursor)
  const decorations = DECORATIONS.exec(text)?.[1]
  const level = decorations && LEVEL.exec(decorations)?.[1]
  if (decorations === undefined || level === undefined)
    return { text, message: LOGGED.exec(text)?.[1] ?? text, cursor, told: {} }
  const message = text.slice(text.indexOf(decorations) + decorations.length).trimStart()
  const tags = /\[([a-z]+(?:,[a-z0-9]+)*)\s*\]$/.exec(decorations)?.[1] ?? ''
  return { text, message, level, tags: tags === level ? '' : tags, cursor, told: { at: stampIn(decorations) } }
}
