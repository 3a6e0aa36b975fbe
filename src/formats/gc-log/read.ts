// Reads a GC log line by line. The common line is passed over by its head (DullHeads), the rest goes through the shape
// cache to the grammar; what it says is told to the run it stands in.

import { tellingHeads } from '../../../grammars/gc-log/dull-line.ts'
import type { Detail, Message, Quantity, Statement } from '../../../grammars/gc-log/message.ts'
import type { Note } from '../../model/note.ts'
import { type Block, type LineCursor, moveToLine, newCursor } from '../../source/block.ts'
import { LineCount } from '../../source/line-count.ts'
import { LineEnds } from '../../source/line-ends.ts'
import { ShapeCache } from '../../source/shape-cache.ts'
import type { Reader, Reading, ReadingContext } from '../format.ts'
import { epochOf, findLayout, fits, isWarning, type Layout, UNDECORATED, uptimeOf } from './decorators.ts'
import { DullHeads } from './dull-heads.ts'
import type { Moment } from './moment.ts'
import { RecordReader } from './records.ts'
import { Runs } from './runs.ts'
import { type Parsed, UnifiedShapes } from './shapes.ts'
import { UnifiedEvents } from './unified-events.ts'

const NEWLINE = 10
const LEFT_BRACKET = 91
const RIGHT_PAREN = 41
const SPACE = 32
const MAX_MESSAGE_BYTES = 8192
/** A stop of the threads that is worth telling. */
const LONG_STOP_MS = 1000

export interface GcLogOptions {
  /** False: no line is passed over by its head. The reading is the same, and slower. */
  readonly gate: boolean
}

export function open(context: ReadingContext, options: GcLogOptions = { gate: true }): Reader {
  return new GcLogReader(context, options.gate)
}

class GcLogReader implements Reader {
  readonly #gate: boolean
  readonly #lines = new LineCount()
  readonly #dull = new DullHeads()
  readonly #grammar = new UnifiedShapes()
  readonly #shapes = new ShapeCache(this.#grammar)
  readonly #runs: Runs
  readonly #events = new UnifiedEvents()
  readonly #records: RecordReader
  readonly #cursor: LineCursor = newCursor()
  readonly #lineEnds = new LineEnds()
  readonly #read = (quantity: Quantity) => this.#shapes.number(quantity.at) * quantity.scale
  #layout: Layout = UNDECORATED
  #isUndecorated = false
  #isRecordLog = false
  #tellingLines = 0
  /** Lines that may be another format's as well. */
  #doubtful = 0
  claimed = false
  /** The start of the last line, for its clocks. */
  #lastLine = new Uint8Array(0)
  #endsInLine = false
  #lastLineTells = false

  constructor({ uri }: ReadingContext, gate: boolean) {
    this.#gate = gate
    this.#runs = new Runs(uri)
    this.#records = new RecordReader(this.#runs)
  }

  block(block: Block): void {
    const { bytes, end } = block
    const lineEnds = this.#lineEnds.of(block)
    const { at: ends, count } = lineEnds
    if (this.#gate) this.#dull.take(lineEnds, block.start)
    const doubtfulBefore = this.#doubtful
    for (let index = 0; index < count; index++) {
      const telling = this.#gate ? this.#dull.firstTelling(index, count, this.#layout.messageAt) : index
      if (telling > index) {
        this.#lines.recognized += telling - index
        this.#lastLineTells = false
      }
      index = telling
      if (index < count) this.#line(moveToLine(this.#cursor, block, lineEnds, index))
    }
    const last = count > 1 ? (ends[count - 2] as number) + 1 : block.start
    this.#lastLine = new Uint8Array(bytes.subarray(last, Math.min(end, last + 256)))
    this.#endsInLine = bytes[end - 1] !== NEWLINE
    this.claimed = this.#layout.isJvm && this.#doubtful === doubtfulBefore
  }

  #line(cursor: LineCursor): void {
    this.#lastLineTells = false
    const { bytes, end } = cursor
    let start = cursor.start
    while (start < end && bytes[start] === 0) start++
    if (isBlank(bytes, start, end)) {
      this.#lines.ignored++
      return
    }
    const isKnown = this.#isRecordLog
      ? this.#record(cursor, start) || this.#unified(cursor, start, end)
      : this.#unified(cursor, start, end) || this.#record(cursor, start)
    if (!isKnown || !this.#layout.isJvm || bytes[start] !== LEFT_BRACKET) this.#doubtful++
    if (isKnown) this.#lines.recognized++
    else if (isFiner(this.#layout, bytes, start, end)) this.#lines.ignored++
    else this.#lines.addUnknown(cursor)
  }

  #record(cursor: LineCursor, start: number): boolean {
    const isRecord = this.#records.line(cursor, start, this.#isRecordLog)
    if (isRecord) {
      this.#isRecordLog = true
      this.#isUndecorated = true
      this.#lastLineTells = !this.#records.isOpen
    }
    return isRecord
  }

  #unified(cursor: LineCursor, start: number, end: number): boolean {
    if (end - start > MAX_MESSAGE_BYTES) return false
    const { bytes } = cursor
    if (fits(this.#layout, bytes, start, end)) {
      if (this.#message(cursor, start, end, this.#layout)) return true
    }
    const layout = findLayout(bytes, start, end)
    if (layout === undefined) return this.#undecorated(cursor, start, end)
    if (!this.#message(cursor, start, end, layout)) {
      if (layout.isJvm && layout.messageAt > 0 && bytes[start] === LEFT_BRACKET) this.#layout = layout
      return start + layout.messageAt >= end && layout.isJvm
    }
    if (layout.decorators.length === 0) this.#isUndecorated = true
    else if (bytes[start] === LEFT_BRACKET) this.#layout = layout
    return true
  }

  /** With -Xlog:…:none a line is a message from its first byte on, whatever stands there; else only if it tells. */
  #undecorated(cursor: LineCursor, start: number, end: number): boolean {
    if (!this.#isUndecorated && !beginsMessage(cursor.bytes, start)) return false
    return this.#message(cursor, start, end, UNDECORATED)
  }

  #message(cursor: LineCursor, start: number, end: number, layout: Layout): boolean {
    const { bytes } = cursor
    const at = start + layout.messageAt
    if (at >= end) return layout.isJvm
    const parsed = this.#shapes.find(bytes, at, end)
    if (parsed === undefined) return false
    const { kind, message, duration } = parsed
    if (message === undefined) {
      const head = this.#message(cursor, start, at + parsed.gluedAt, layout)
      return this.#unified(cursor, at + parsed.gluedAt, end) || head
    }
    if (kind === 'detail') return this.#detail(message.says as Detail, parsed.id, cursor, at, end, layout)
    if (kind === 'pause' && duration === undefined) return this.#announced(bytes, at, end)
    if (kind === 'cycle' && duration !== undefined) return true
    if (kind === 'safepoint' && this.#isShort(message.says)) return true
    this.#tell(parsed, message, cursor, start, layout)
    return true
  }

  #isShort(says: Statement): boolean {
    return says.kind === 'safepoint' && this.#read(says.total) < LONG_STOP_MS
  }

  /** Figures and phrases count as the JVM's only where it is known to speak. */
  #detail(
    detail: Detail,
    id: Quantity | undefined,
    cursor: LineCursor,
    at: number,
    end: number,
    layout: Layout,
  ): boolean {
    if (!layout.isJvm && id === undefined && !this.#isUndecorated) return false
    // Warnings are the console's reader's too, each time that they are printed.
    if (isWarning(layout, cursor.bytes, at - layout.messageAt)) {
      this.#doubtful++
      return true
    }
    if (!this.#gate) return true
    const body = bodyAt(cursor.bytes, at)
    if (Number.isFinite(detail.headEnd)) this.#dull.learn(body, end, at + detail.headEnd - body)
    else if (detail.isWhole) this.#dull.learnWhole(body, end)
    return true
  }

  /** `Pause Young (Normal) (G1 Evacuation Pause)` without figures: more will be said when it ends. */
  #announced(bytes: Uint8Array, at: number, end: number): boolean {
    this.#runs.isDetailed = true
    if (this.#gate) this.#dull.learnWhole(bodyAt(bytes, at), end)
    return true
  }

  #tell(parsed: Parsed, message: Message, cursor: LineCursor, start: number, layout: Layout): void {
    this.#tellingLines++
    if (parsed.kind === 'vm-warning') this.#doubtful++
    this.#lastLineTells = true
    const moment = momentOf(layout, cursor, start)
    const id = parsed.id ? this.#read(parsed.id) : -1
    if (this.#runs.startsAnew(parsed.kind, message, moment, id, this.#events.lastPauseId)) {
      this.#runs.close('abrupt')
      this.#events.startRun()
    }
    const run = this.#runs.current(cursor)
    run.pid ??= layout.pid
    run.host ??= layout.host
    run.at(moment)
    run.endLine = cursor.endLine
    this.#events.apply(parsed.kind, message, id, this.#read, run, moment, cursor)
  }

  end({ complete }: { readonly complete: boolean }): Reading {
    this.#records.finish(this.#cursor)
    this.#readLastClock()
    const isCut = !complete || (this.#endsInLine && !this.#lastLineTells)
    const notes: Note[] = []
    if (this.#lines.unknown > 0 && this.#tellingLines + this.#records.count === 0) {
      notes.push({
        code: 'gc-log/no-events',
        severity: 'warning',
        message: 'No line of this file says anything of a collection.',
      })
    }
    if (this.#grammar.skipped > 0) notes.push(skippedNote(this.#grammar.skipped))
    const { value, facts, notes: runNotes } = this.#runs.conclude(isCut)
    return {
      value,
      facts,
      coverage: this.#lines.coverage(),
      notes: [...notes, ...runNotes],
      empty: this.#tellingLines + this.#records.count === 0,
    }
  }

  /** The end of the window is the last line's time, also if that line tells nothing. */
  #readLastClock(): void {
    const bytes = this.#lastLine
    const layout = findLayout(bytes, 0, bytes.length)
    if (layout?.isJvm) this.#runs.extend({ uptime: uptimeOf(layout, bytes, 0), epochMs: epochOf(layout, bytes, 0) })
  }
}

function skippedNote(lines: number): Note {
  return {
    code: 'gc-log/lines-skipped',
    severity: 'warning',
    message: `Too many lines tell nothing of a collection; ${lines} more of unknown shape were not looked at closely.`,
  }
}

/** Behind `GC(12) `, where there is one. */
function bodyAt(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== 71 || bytes[at + 1] !== 67 || bytes[at + 2] !== 40) return at
  let body = at + 3
  while (isDigit(bytes[body] as number)) body++
  return bytes[body] === RIGHT_PAREN && bytes[body + 1] === SPACE ? body + 2 : at
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57
}

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if ((bytes[at] as number) > SPACE) return false
  return true
}

const BEGINNINGS: ReadonlySet<string> = new Set(tellingHeads.map((text) => text.slice(0, 3)))

function beginsMessage(bytes: Uint8Array, at: number): boolean {
  return BEGINNINGS.has(String.fromCharCode(bytes[at] as number, bytes[at + 1] as number, bytes[at + 2] as number))
}

/** Debug and trace lines, and those of other parts of the JVM, are not modelled one by one. */
function isFiner(layout: Layout, bytes: Uint8Array, start: number, end: number): boolean {
  const own = fits(layout, bytes, start, end) ? findLayout(bytes, start, end) : undefined
  if (own === undefined) return false
  if (own.level === 'debug' || own.level === 'trace') return true
  return own.tags !== undefined && !/^(?:gc|safepoint)/.test(own.tags)
}

function momentOf(layout: Layout, cursor: LineCursor, start: number): Moment {
  const epochMs = epochOf(layout, cursor.bytes, start)
  return {
    uptime: uptimeOf(layout, cursor.bytes, start),
    epochMs: epochMs >= 0 ? epochMs : (cursor.origin?.epochMs ?? -1),
  }
}
