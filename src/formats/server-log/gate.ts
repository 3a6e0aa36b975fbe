// The gate: tells from bytes which lines are informational and tell no story, so that they are counted and never
// decoded. It learns where the level stands from a line that a layout has read, and compares every byte before it, so
// a line that passes is one that the layout would have read the same way (gate on = gate off).

import { copyBytes } from '../../source/copy-bytes.ts'
import { maskOf, withoutDigits } from '../../source/digit-words.ts'
import type { Level } from './level.ts'
import type { LogLine } from './log-line.ts'
import { layoutOf } from './log-line.ts'
import { markers } from './markers.ts'
import { QuietRecords } from './quiet-records.ts'
import { statements } from './statements.ts'

/** What the gate makes of a line: not the learned layout, nothing to see, to be read, or WARN and above. */
export const OTHER = 0
export const DULL = 1
export const STORY = 2
export const ALARM = 3
export type Verdict = typeof OTHER | typeof DULL | typeof STORY | typeof ALARM

const LINES_BEFORE_RELEARNING = 64
const KEY_BYTES = 4
const WORD_BYTES = 4

// Which four-byte beginnings may be a marker's or a statement's: a table by hash, so that a miss costs one look.
const TABLE_BITS = 12
const FACTOR = 0x9e3779b1
const beginnings = new Uint8Array(1 << TABLE_BITS)
for (const { starts } of [...markers, ...statements]) beginnings[slotOf(new TextEncoder().encode(starts), 0)] = 1

export class Gate {
  /** What stands before the level, four bytes at a time, with every digit as 0. */
  #skeleton = new Int32Array(0)
  /** Selects the bytes of the last word that still stand before the level. */
  #lastMask = 0
  #levelAt = -1
  #messageAfter = new Uint8Array(0)
  #missed = 0
  /** Passes over most of what is DULL. */
  readonly quiet: QuietRecords = new QuietRecords({
    table: beginnings,
    hash: { factor: FACTOR, shift: 32 - TABLE_BITS },
  })

  /** Takes the line that `line` was read from as the pattern for those to come. */
  learn(bytes: Uint8Array, start: number, end: number, line: LogLine): void {
    if (this.#levelAt >= 0 && ++this.#missed < LINES_BEFORE_RELEARNING) return
    const after = layoutOf(line)?.messageAfter ?? null
    const levelAt = after === null ? -1 : levelColumn(bytes, start, end)
    if (after === null || levelAt < 0) return
    const head = new DataView(copyBytes(bytes, start, start + levelAt + WORD_BYTES).buffer)
    const words = Math.max(1, Math.ceil(levelAt / WORD_BYTES))
    this.#skeleton = Int32Array.from({ length: words }, (_, index) =>
      withoutDigits(head.getInt32(index * WORD_BYTES, true)),
    )
    this.#lastMask = maskOf(levelAt - (words - 1) * WORD_BYTES)
    this.#levelAt = levelAt
    this.#messageAfter = new TextEncoder().encode(after)
    this.#missed = 0
    this.quiet.learn(after === '' ? copyBytes(bytes, start, start + levelAt).map(withoutDigits) : undefined)
  }

  /** Offset of the level word in a line of the learned layout. */
  get levelAt(): number {
    return this.#levelAt
  }

  /** `view` looks at the same bytes. */
  judge(bytes: Uint8Array, view: DataView, start: number, end: number): Verdict {
    const level = start + this.#levelAt
    if (this.#levelAt < 0 || level + 6 > end || !this.#hasSkeleton(view, start)) return OTHER
    const length = quietLevelLength(bytes, level)
    if (length === 0) return isAlarmWord(bytes, level) ? ALARM : OTHER
    return this.#findsBeginning(bytes, level + length, end) ? STORY : DULL
  }

  #hasSkeleton(view: DataView, start: number): boolean {
    const skeleton = this.#skeleton
    const last = skeleton.length - 1
    for (let index = 0; index < last; index++) {
      if (withoutDigits(view.getInt32(start + index * WORD_BYTES, true)) !== skeleton[index]) return false
    }
    const rest = withoutDigits(view.getInt32(start + last * WORD_BYTES, true)) ^ (skeleton[last] as number)
    return (rest & this.#lastMask) === 0
  }

  /** True when a line of the learned layout may be a marker or a statement. */
  mayTellStory(bytes: Uint8Array, start: number, end: number): boolean {
    const level = start + this.#levelAt
    return this.#findsBeginning(bytes, level + (bytes[level] === W ? 4 : 5), end)
  }

  /** The level of a line that was judged an alarm. */
  alarmLevel(bytes: Uint8Array, start: number): Level {
    const first = bytes[start + this.#levelAt]
    return first === W ? 'WARN' : first === E ? 'ERROR' : 'FATAL'
  }

  /** Looks behind each separator: a thread's name may hold one too. */
  #findsBeginning(bytes: Uint8Array, from: number, end: number): boolean {
    const after = this.#messageAfter
    if (after.length === 0) return mayBegin(bytes, skipContext(bytes, from, end), end)
    for (let at = from; at <= end - after.length; at++) {
      let same = 0
      while (same < after.length && bytes[at + same] === after[same]) same++
      if (same === after.length && mayBegin(bytes, skipContext(bytes, at + same, end), end)) return true
    }
    return false
  }
}

/**
 * True for a line that ends in its logger, `… (kafka.log.Log)` or `… (kafka.log.Log) [thread]`: nothing is glued to its
 * end by a program that writes to the same console.
 */
export function endsInLogger(bytes: Uint8Array, start: number, end: number): boolean {
  let at = end - 1
  if (bytes[at] === CLOSING_BRACKET) {
    while (at > start && bytes[at] !== OPENING_BRACKET) at--
    at -= 2
  }
  if (bytes[at] !== CLOSING_PARENTHESIS) return false
  at--
  while (at > start && IN_LOGGER[bytes[at] as number] === 1) at--
  return bytes[at] === OPENING_PARENTHESIS && bytes[at - 1] === SPACE
}

const SPACE = 32
const OPENING_PARENTHESIS = 40
const CLOSING_PARENTHESIS = 41
const OPENING_BRACKET = 91
const CLOSING_BRACKET = 93

/** By byte, 1 for what a logger's name is made of. */
const IN_LOGGER = Uint8Array.from({ length: 256 }, (_, byte) => (/[\w.$]/.test(String.fromCharCode(byte)) ? 1 : 0))

/** Behind `[…]`, `(…)`, the commas, colons and spaces between them: the same as CONTEXT in markers.ts, on bytes. */
function skipContext(bytes: Uint8Array, from: number, end: number): number {
  let at = from
  while (at < end) {
    const byte = bytes[at] as number
    if (byte === 32 || byte === 93 || byte === 41 || byte === 44 || byte === 58) at++
    else if (byte === 91 || byte === 40) {
      const close = closing(bytes, at + 1, end, byte === 91 ? 93 : 41)
      if (close < 0) return at
      at = close + 1
    } else return at
  }
  return at
}

function closing(bytes: Uint8Array, from: number, end: number, close: number): number {
  for (let at = from; at < end; at++) if (bytes[at] === close) return at
  return -1
}

const W = 87
const E = 69
const I = 73
const D = 68
const T = 84

/** Length of INFO, DEBUG or TRACE at this place, or 0. */
function quietLevelLength(b: Uint8Array, at: number): number {
  const first = b[at]
  if (first === I) return b[at + 1] === 78 && b[at + 2] === 70 && b[at + 3] === 79 && !isLetter(b[at + 4]) ? 4 : 0
  if (first === D) return b[at + 1] === 69 && b[at + 2] === 66 && b[at + 4] === 71 && !isLetter(b[at + 5]) ? 5 : 0
  if (first === T) return b[at + 1] === 82 && b[at + 2] === 65 && b[at + 4] === 69 && !isLetter(b[at + 5]) ? 5 : 0
  return 0
}

/** WARN, ERROR or FATAL. */
function isAlarmWord(b: Uint8Array, at: number): boolean {
  const word = ((b[at] as number) << 16) | ((b[at + 1] as number) << 8) | (b[at + 2] as number)
  if (word === 0x574152) return b[at + 3] === 78 && !isLetter(b[at + 4])
  if (word === 0x455252) return b[at + 3] === 79 && !isLetter(b[at + 5])
  return word === 0x464154 && b[at + 3] === 65 && !isLetter(b[at + 5])
}

function mayBegin(bytes: Uint8Array, at: number, end: number): boolean {
  return at + KEY_BYTES <= end && beginnings[slotOf(bytes, at)] === 1
}

function slotOf(b: Uint8Array, at: number): number {
  const key =
    (b[at] as number) | ((b[at + 1] as number) << 8) | ((b[at + 2] as number) << 16) | ((b[at + 3] as number) << 24)
  return Math.imul(key, FACTOR) >>> (32 - TABLE_BITS)
}

const LEVEL_WORD = /TRACE|DEBUG|INFO|WARN|ERROR|FATAL/

/** Where the level stands, when all before it is ASCII; -1 otherwise. */
export function levelColumn(bytes: Uint8Array, start: number, end: number): number {
  let head = ''
  for (let at = start; at < Math.min(end, start + 128); at++) head += String.fromCharCode(bytes[at] as number)
  return LEVEL_WORD.exec(head)?.index ?? -1
}

function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122))
}
