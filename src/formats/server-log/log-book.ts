// What a log says, kept: events, markers, statements, traces and settings, by run. The reader brings records here; facts
// come out at the end.

import type { AnyFact } from '../../model/fact.ts'
import type { Instant } from '../../model/instant.ts'
import type { Note } from '../../model/note.ts'
import type { LineCursor } from '../../source/block.ts'
import { spanOf } from '../../source/excerpt.ts'
import { EventBook, type LogEvent } from './event-book.ts'
import { type Gate, levelColumn } from './gate.ts'
import { isAlarming } from './level.ts'
import type { LineParser, LogLine } from './log-line.ts'
import { MarkerBook } from './marker-book.ts'
import { isOnlyCounted, markerOf } from './markers.ts'
import type { Tally } from './occurrence.ts'
import { instantOfLine, spanAt } from './record.ts'
import { factOf, type Run } from './run.ts'
import { settingsIn } from './settings.ts'
import { ShapeCache, ShapeScratch } from './shape.ts'
import type { LogSource } from './source.ts'
import { statementsIn } from './statements.ts'
import { TraceBook, type Under } from './trace-book.ts'

const MAX_STORIES = 1000
const MAX_STORY_BYTES = 1 << 18
const MAX_SETTINGS = 5000
/** An informational line that looks like a marker and is none. */
const NO_STORY = null

export class LogBook {
  readonly #uri: string
  readonly #events = new EventBook()
  readonly #markers = new MarkerBook()
  readonly #traces = new TraceBook()
  readonly #settings: AnyFact[] = []
  readonly #shape = new ShapeScratch()
  /** Speeds up the counting of informational lines; knows nothing that reading them again would not tell. */
  readonly #stories = new ShapeCache<Tally | typeof NO_STORY>(MAX_STORIES, MAX_STORY_BYTES)

  /** An event without words, whose record goes on: Spring Boot's failure analysis begins with an empty line. */
  #silent: LogEvent | undefined
  #cutRecords = 0
  #firstCutLine = 0

  constructor(uri: string) {
    this.#uri = uri
  }

  /** Counts a WARN or worse of a known shape from its bytes. False: it must be read. */
  countEvent(run: Run, cursor: LineCursor, gate: Gate): boolean {
    const { levelAt } = gate
    const event = this.#events.get(this.#shapeOf(run, cursor, levelAt))
    if (event === undefined) return this.#countLate(run, cursor, gate)
    if (event.isMarker) return false
    event.tally.seeBytes(cursor.line, cursor.bytes, cursor.start, levelAt, cursor.origin?.epochMs)
    run.count(event.level)
    return true
  }

  /** What a full book cannot tell apart need not be read either, unless it may be a marker. */
  #countLate(run: Run, cursor: LineCursor, gate: Gate): boolean {
    if (!this.#events.isFull || gate.mayTellStory(cursor.bytes, cursor.start, cursor.end)) return false
    this.#events.addLate(cursor, run)
    run.count(gate.alarmLevel(cursor.bytes, cursor.start))
    run.last.keep(cursor.bytes, cursor.start, gate.levelAt, cursor.origin?.epochMs)
    return true
  }

  /** The same for an informational line. */
  countStory(run: Run, cursor: LineCursor, levelAt: number): boolean {
    const tally = this.#stories.get(this.#shapeOf(run, cursor, levelAt))
    if (tally === undefined) return false
    tally?.seeBytes(cursor.line, cursor.bytes, cursor.start, levelAt, cursor.origin?.epochMs)
    return true
  }

  /** Keeps what a record's first line says. */
  add(run: Run, cursor: LineCursor, line: LogLine, at: Instant | undefined): void {
    const marker = line.message === '' ? undefined : markerOf(line.message, line.logger)
    const said = statementsIn(line.message)
    if (line.level !== undefined && isAlarming(line.level)) this.#addEvent(run, cursor, line, at, marker !== undefined)
    let tally: Tally | undefined
    if (marker !== undefined) {
      run.mark(marker)
      tally = this.#markers.mark(marker, line.message, at, run, () => spanOf(this.#uri, cursor))
      tally?.see(cursor.line, at)
    }
    for (const statement of said) this.#markers.state(statement, at, spanOf(this.#uri, cursor), run)
    if (line.stackTrace !== undefined) this.#addEmbedded(run, cursor, line, line.stackTrace, at)
    if (said.length === 0 && (marker === undefined || isOnlyCounted(marker))) this.#story = tally ?? NO_STORY
    else this.#story = undefined
  }

  /** Of the record last added. */
  #story: Tally | typeof NO_STORY | undefined

  /** Lets lines of the shape of the one last added be counted by `countStory`. */
  rememberStory(run: Run, cursor: LineCursor, levelAt: number): void {
    if (this.#story !== undefined) this.#stories.add(this.#shapeOf(run, cursor, levelAt), this.#story)
  }

  /** A record had more lines than are kept together. */
  noteCut(line: number): void {
    this.#cutRecords++
    if (this.#firstCutLine === 0) this.#firstCutLine = line
  }

  /** Keeps what the lines behind a record's head say. */
  endRecord(source: LogSource, parser: LineParser, levelAt: number): void {
    this.#giveWords(source)
    if (source.following.holdTrace) this.#addTraces(source, parser, levelAt)
    else if (source.head.isOpen && source.following.count > 2) this.#addSettings(source, parser)
    source.following.clear()
  }

  #addEvent(run: Run, cursor: LineCursor, line: LogLine, at: Instant | undefined, isMarker: boolean): void {
    run.count(line.level as NonNullable<LogLine['level']>)
    const { bytes, start, end } = cursor
    const from = line.layout === 'json' ? 0 : Math.max(0, levelColumn(bytes, start, end))
    const shape = this.#shapeOf(run, cursor, from)
    const known = this.#events.get(shape)
    if (known !== undefined) known.tally.see(cursor.line, at)
    else if (this.#events.isFull) this.#events.addLate(cursor, run)
    else {
      const event = this.#events.add(shape, line, at, spanOf(this.#uri, cursor), run, isMarker)
      if (line.message === '') this.#silent = event
    }
  }

  #giveWords({ run, following }: LogSource): void {
    const event = this.#silent
    if (event === undefined || event.run !== run) return
    this.#silent = undefined
    event.line = { ...event.line, message: following.text.trim() }
  }

  #shapeOf(run: Run, { bytes, start, end }: LineCursor, from: number): ShapeScratch {
    this.#shape.begin(run.id)
    this.#shape.add(bytes, start + from, end, false)
    return this.#shape
  }

  #addTraces({ head, following, run }: LogSource, parser: LineParser, levelAt: number): void {
    const shape = this.#shape
    shape.begin(run.id)
    if (following.startWithFrame && head.isOpen) shape.add(head.bytes, head.start, head.end, false)
    following.shape(shape)
    const seen = this.#traces.seen(shape)
    if (seen !== undefined && head.isOpen && head.isUnread) {
      for (const { told, line } of seen) {
        told.tally.seeBytes(following.lineAt(line - 1), head.bytes, head.start, levelAt, head.epochMs)
      }
      return
    }
    const line = head.isOpen ? head.parse(parser) : undefined
    const at = instantOfLine(line, head.isOpen ? head.epochMs : following.epochMs)
    if (seen !== undefined) for (const { told, line } of seen) told.tally.see(following.lineAt(line - 1), at)
    else {
      const under = line === undefined ? {} : underOf(line)
      this.#traces.add(shape, { uri: this.#uri, text: following.text, places: following.places(), under, at, run })
    }
  }

  /** A trace within a JSON line: all of its lines are that one. */
  #addEmbedded(run: Run, cursor: LineCursor, line: LogLine, text: string, at: Instant | undefined): void {
    const bytes = new TextEncoder().encode(text)
    this.#shape.begin(run.id)
    this.#shape.add(bytes, 0, bytes.length, true)
    const seen = this.#traces.seen(this.#shape)
    if (seen !== undefined) for (const { told } of seen) told.tally.see(cursor.line, at)
    else {
      const places = [{ line: cursor.line, endLine: cursor.endLine, byteOffset: cursor.byteOffset }]
      this.#traces.add(this.#shape, { uri: this.#uri, text, places, under: underOf(line), at, run })
    }
  }

  #addSettings({ head, following, run }: LogSource, parser: LineParser): void {
    const line = head.parse(parser)
    const settings = settingsIn(line?.message ?? '', () => following.text)
    if (settings.length === 0 || this.#settings.length > MAX_SETTINGS) return
    const at = instantOfLine(line, head.epochMs)
    const places = following.places()
    for (const { index, value } of settings) {
      const place = places[index]
      if (place === undefined) continue
      this.#settings.push(
        factOf('kafka.setting', value, spanAt(this.#uri, place, `${value.key} = ${value.value}`), at, run),
      )
    }
  }

  facts(parser: LineParser): AnyFact[] {
    return [
      ...this.#events.facts(this.#uri, parser),
      ...this.#markers.facts(),
      ...this.#traces.facts(),
      ...this.#settings,
    ]
  }

  /** What was too much to be kept, and what could not be read. */
  notes(): Note[] {
    const notes: Note[] = []
    if (this.#events.untold > 0) {
      notes.push({
        code: 'server-log/events-capped',
        severity: 'warning',
        line: this.#events.firstUntoldLine,
        message: `More distinct warnings and errors than are kept: ${this.#events.untold} were counted only. The last ones are kept.`,
      })
    }
    if (this.#traces.untold > 0) {
      notes.push({
        code: 'server-log/traces-capped',
        severity: 'warning',
        line: this.#traces.firstUntoldLine,
        message: `More distinct stack traces than are kept: ${this.#traces.untold} were not read. The last ones were.`,
      })
    }
    if (this.#cutRecords > 0) {
      notes.push({
        code: 'server-log/record-cut',
        severity: 'warning',
        line: this.#firstCutLine,
        message: `${this.#cutRecords} record(s) had more lines than are kept together; what follows was read as a trace of its own.`,
      })
    }
    const [leftover] = this.#traces.leftoverLines
    if (leftover !== undefined) {
      notes.push({
        code: 'server-log/trace-unread',
        severity: 'warning',
        line: leftover,
        message: `${this.#traces.leftoverLines.length} line(s) look like a part of a stack trace and could not be read.`,
      })
    }
    return notes
  }
}

function underOf({ thread, level, logger, message }: LogLine): Under {
  return {
    ...(thread === undefined ? {} : { thread }),
    ...(level === undefined ? {} : { level }),
    ...(logger === undefined ? {} : { logger }),
    ...(message === '' ? {} : { message }),
  }
}
