// Reads a broker's or application's log: records, and what they say that a diagnosis can use. Lines go through the gate
// first; a line that the gate does not know is decoded and tried against the layouts; what starts no record follows the
// record before it.

import type { Coverage } from '../../model/artifact.ts'
import type { AnyFact } from '../../model/fact.ts'
import type { Instant } from '../../model/instant.ts'
import type { Note } from '../../model/note.ts'
import type { Span } from '../../model/span.ts'
import type { Block, LineOrigin } from '../../source/block.ts'
import type { Reader, Reading, ReadingContext } from '../format.ts'
import { EventBook } from './event-book.ts'
import { ALARM, DULL, Gate, levelColumn, OTHER, type Verdict } from './gate.ts'
import { isAlarming, type Level } from './level.ts'
import { LineParser, type LogLine } from './log-line.ts'
import { MarkerBook } from './marker-book.ts'
import { markerOf } from './markers.ts'
import { isOfOtherFormat } from './other-formats.ts'
import { decode, instantOfLine, type Place, spanAt } from './record.ts'
import { factOf, Run } from './run.ts'
import { settingsIn } from './settings.ts'
import { ShapeScratch } from './shape.ts'
import { LogSource } from './source.ts'
import { statementsIn } from './statements.ts'
import { TraceBook, type Under } from './trace-book.ts'

const NEWLINE = 10
const CARRIAGE_RETURN = 13
const MAX_SOURCES = 64
/** A line longer than this is shortened before it is decoded. */
const MAX_LINE_BYTES = 1 << 16
/** Behind so many lines without a trace a message is over. */
const MAX_MESSAGE_LINES = 200
const MAX_SAMPLES = 10

export function open(context: ReadingContext): Reader {
  return new ServerLogReader(context)
}

export class ServerLogReader implements Reader {
  readonly #uri: string
  readonly #usesGate: boolean
  readonly #gate = new Gate()
  readonly #parser = new LineParser()
  readonly #events = new EventBook()
  readonly #traces = new TraceBook()
  readonly #markers = new MarkerBook()
  readonly #settings: AnyFact[] = []
  readonly #shape = new ShapeScratch()
  readonly #sources = new Map<string, LogSource>()
  readonly #layouts = new Map<string, number>()
  readonly #samples: { line: number; text: string }[] = []
  #source: LogSource
  #lines = 0
  #recognized = 0
  #ignored = 0
  #runs = 0

  /** `gate` false reads every line the slow way; the tests prove that it makes no difference. */
  constructor(context: ReadingContext, { gate = true }: { readonly gate?: boolean } = {}) {
    this.#uri = context.uri
    this.#usesGate = gate
    this.#source = this.#sourceNamed('')
  }

  block(block: Block): void {
    const { bytes, end, origins } = block
    const shift = block.byteOffset - block.start
    let start = block.start
    for (let index = 0; start < end; index++) {
      const newline = bytes.indexOf(NEWLINE, start)
      const stop = newline < 0 || newline >= end ? end : newline
      const lineEnd = stop > start && bytes[stop - 1] === CARRIAGE_RETURN ? stop - 1 : stop
      this.#lines++
      const verdict = this.#usesGate ? this.#gate.judge(bytes, start, lineEnd) : OTHER
      if (origins !== undefined) this.#wrapped(bytes, start, lineEnd, origins[index] as LineOrigin, verdict)
      else if (verdict === DULL && this.#source.run.records > 0)
        this.#pass(bytes, start, lineEnd, block.firstLine + index, shift + start)
      else
        this.#read(
          bytes,
          start,
          lineEnd,
          { line: block.firstLine + index, endLine: block.firstLine + index, byteOffset: shift + start },
          undefined,
          verdict,
        )
      start = stop + 1
    }
    for (const source of this.#sources.values()) this.#keepHead(source, bytes)
  }

  /** A line with an origin of its own, of one of several services. */
  #wrapped(bytes: Uint8Array, start: number, end: number, origin: LineOrigin, verdict: Verdict): void {
    const name = origin.source ?? ''
    if (this.#source.name !== name) this.#source = this.#sourceNamed(name)
    this.#read(bytes, start, end, origin, origin.epochMs, verdict)
  }

  /** An informational record that tells no story. */
  #pass(bytes: Uint8Array, start: number, end: number, line: number, byteOffset: number): void {
    const { head, following, run } = this.#source
    if (following.count > 0) this.#endRecord(this.#source)
    head.put(bytes, start, end, undefined)
    head.line = line
    head.endLine = line
    head.byteOffset = byteOffset
    run.records++
    run.lastLine = line
    this.#recognized++
  }

  #read(
    bytes: Uint8Array,
    start: number,
    end: number,
    place: Place,
    epochMs: number | undefined,
    verdict: Verdict,
  ): void {
    const source = this.#source
    if (verdict === ALARM && this.#countAgain(source, bytes, start, end, place, epochMs)) return
    const at = firstInk(bytes, start, end)
    if (at === end) this.#blank(source, bytes, start, place)
    else if (isTraceLine(bytes, at, end)) this.#follow(source, bytes, start, end, place, true)
    else {
      const text = decode(bytes, start, Math.min(end, start + MAX_LINE_BYTES))
      const line = isOfOtherFormat(text) ? null : this.#parse(source, text)
      if (line === null) this.#ignored++
      else if (line === undefined) this.#readText(source, bytes, start, end, place, text)
      else this.#open(source, bytes, start, end, place, epochMs, line)
    }
  }

  /** An alarm of a known shape is counted from its bytes. */
  #countAgain(
    source: LogSource,
    bytes: Uint8Array,
    start: number,
    end: number,
    place: Place,
    epochMs: number | undefined,
  ): boolean {
    const { levelAt } = this.#gate
    const shape = this.#shape
    shape.begin(source.run.id)
    shape.add(bytes, start + levelAt, end, false)
    const event = this.#events.get(shape)
    if (event === undefined || event.isMarker) return false
    this.#beginRecord(source, bytes, start, end, place, epochMs, undefined)
    event.tally.count++
    event.tally.lastLine = place.line
    event.tally.last.keep(bytes, start, levelAt, epochMs)
    source.run.last.keep(bytes, start, levelAt, epochMs)
    source.run.count(event.level)
    return true
  }

  #parse(source: LogSource, text: string): LogLine | undefined {
    const line = this.#parser.parse(text)
    const jul = source.julHead
    source.julHead = undefined
    if (line?.layout === 'jul') source.julHead = line
    if (jul === undefined || line?.layout !== 'level-first') return line
    return { ...jul, ...line, layout: 'jul', ...(jul.logger === undefined ? {} : { logger: jul.logger }) }
  }

  #beginRecord(
    source: LogSource,
    bytes: Uint8Array,
    start: number,
    end: number,
    place: Place,
    epochMs: number | undefined,
    line: LogLine | undefined,
  ): void {
    if (source.following.count > 0) this.#endRecord(source)
    const { head, run } = source
    if (head.isOpen && head.isUnread) run.last.keep(head.bytes, head.start, this.#gate.levelAt, head.epochMs)
    head.put(bytes, start, end, line)
    head.line = place.line
    head.endLine = place.endLine
    head.byteOffset = place.byteOffset
    head.epochMs = epochMs
    source.plainLines = 0
    run.records++
    run.firstLine ||= place.line
    run.lastLine = place.endLine
    this.#recognized++
  }

  /** A record whose first line was read by a layout. */
  #open(
    source: LogSource,
    bytes: Uint8Array,
    start: number,
    end: number,
    place: Place,
    epochMs: number | undefined,
    line: LogLine,
  ): void {
    const marker = line.message === '' ? undefined : markerOf(line.message, line.logger)
    if (marker !== undefined && source.run.isOverBy(marker)) this.#startRun(source)
    this.#beginRecord(source, bytes, start, end, place, epochMs, line)
    this.#layouts.set(line.layout, (this.#layouts.get(line.layout) ?? 0) + 1)
    if (this.#usesGate) this.#gate.learn(bytes, start, end, line)
    const { run } = source
    const at = instantOfLine(line, epochMs)
    run.first ??= at
    run.start ??= spanAt(this.#uri, place, place.endLine, decode(bytes, start, end))
    run.last.set(at)
    const span = (): Span => spanAt(this.#uri, place, place.endLine, decode(bytes, start, end))
    if (line.level !== undefined && isAlarming(line.level))
      this.#alarm(run, bytes, start, end, line, line.level, at, span, marker !== undefined)
    if (marker !== undefined) {
      run.mark(marker)
      this.#markers.mark(marker, line.message, at, span(), run)
    }
    for (const said of statementsIn(line.message)) this.#markers.state(said, at, span(), run)
    if (line.stackTrace !== undefined) this.#readEmbedded(run, line, line.stackTrace, place, at)
  }

  #alarm(
    run: Run,
    bytes: Uint8Array,
    start: number,
    end: number,
    line: LogLine,
    level: Level,
    at: Instant | undefined,
    span: () => Span,
    isMarker: boolean,
  ): void {
    run.count(level)
    const from = line.layout === 'json' ? 0 : Math.max(0, levelColumn(bytes, start, end))
    const shape = this.#shape
    shape.begin(run.id)
    shape.add(bytes, start + from, end, false)
    const known = this.#events.get(shape)
    if (known === undefined) this.#events.add(shape, line, at, span(), run, isMarker)
    else known.tally.see(span().line, at)
  }

  #blank(source: LogSource, bytes: Uint8Array, start: number, place: Place): void {
    this.#ignored++
    if (source.following.holdTrace) source.following.add(bytes, start, start, place)
  }

  #readText(source: LogSource, bytes: Uint8Array, start: number, end: number, place: Place, text: string): void {
    const isThrowable = THROWABLE_LINE.test(text)
    const belongs = isThrowable || source.head.isOpen || source.following.holdTrace
    if (isThrowable || (belongs && ++source.plainLines <= MAX_MESSAGE_LINES)) {
      this.#follow(source, bytes, start, end, place, isThrowable)
      return
    }
    if (source.following.count > 0) this.#endRecord(source)
    source.head.isOpen = false
    if (this.#samples.length < MAX_SAMPLES) this.#samples.push({ line: place.line, text: text.slice(0, 200) })
  }

  /** A line that belongs to the record before it. */
  #follow(source: LogSource, bytes: Uint8Array, start: number, end: number, place: Place, isTrace: boolean): void {
    const { following } = source
    if (following.isFull) {
      this.#endRecord(source)
      source.head.isOpen = false
    }
    if (isTrace) {
      if (following.count === 0 && !THROWABLE_START.test(decode(bytes, start, Math.min(end, start + 200))))
        following.startWithFrame = true
      following.holdTrace = true
      source.plainLines = 0
    }
    following.add(bytes, start, Math.min(end, start + MAX_LINE_BYTES), place)
    source.run.firstLine ||= place.line
    source.run.lastLine = place.endLine
    this.#recognized++
  }

  #endRecord(source: LogSource): void {
    const { head, following, run } = source
    if (following.holdTrace) this.#readTraces(source)
    else if (head.isOpen && following.count > 2) {
      const heading = head.parse(this.#parser)?.message ?? ''
      const at = head.instant(head.parse(this.#parser))
      for (const { line, value } of settingsIn(heading, following.text)) {
        const text = `${value.key} = ${value.value}`
        const place = following.place(line)
        this.#settings.push(factOf('kafka.setting', value, spanAt(this.#uri, place, place.endLine, text), at, run))
      }
    }
    following.clear()
  }

  #readTraces({ head, following, run }: LogSource): void {
    const shape = this.#shape
    shape.begin(run.id)
    if (following.startWithFrame && head.isOpen) {
      const from = Math.max(0, levelColumn(head.bytes, head.start, head.end))
      shape.add(head.bytes, head.start + from, head.end, false)
    }
    following.shape(shape)
    const line = head.isOpen ? head.parse(this.#parser) : undefined
    const at = head.isOpen ? head.instant(line) : undefined
    const seen = this.#traces.seen(shape)
    if (seen !== undefined) this.#traces.count(seen, (index) => following.place(index - 1).line, at)
    else
      this.#traces.add(shape, {
        uri: this.#uri,
        ...following.snapshot(),
        under: line === undefined ? {} : underOf(line),
        at,
        run,
      })
  }

  /** A trace within a JSON line: all of its lines are that one. */
  #readEmbedded(run: Run, line: LogLine, text: string, place: Place, at: Instant | undefined): void {
    const shape = this.#shape
    const bytes = new TextEncoder().encode(text)
    shape.begin(run.id)
    shape.add(bytes, 0, bytes.length, true)
    const seen = this.#traces.seen(shape)
    if (seen !== undefined) this.#traces.count(seen, () => place.line, at)
    else this.#traces.add(shape, { uri: this.#uri, text, places: [place], under: underOf(line), at, run })
  }

  /** What is still needed of this block's bytes. */
  #keepHead(source: LogSource, bytes: Uint8Array): void {
    const { head, run } = source
    if (!head.isOpen || head.bytes !== bytes) return
    if (head.isUnread) run.last.keep(head.bytes, head.start, this.#gate.levelAt, head.epochMs)
    head.keep()
  }

  #startRun(source: LogSource): void {
    if (source.following.count > 0) this.#endRecord(source)
    const { head, run } = source
    if (head.isOpen && head.isUnread) run.last.keep(head.bytes, head.start, this.#gate.levelAt, head.epochMs)
    head.isOpen = false
    source.run = new Run(source.runs.length, this.#runs++)
    source.runs.push(source.run)
  }

  #sourceNamed(name: string): LogSource {
    const known = this.#sources.get(name)
    if (known !== undefined) return known
    if (this.#sources.size >= MAX_SOURCES) return this.#sources.values().next().value as LogSource
    const source = new LogSource(name, new Run(0, this.#runs++))
    this.#sources.set(name, source)
    return source
  }

  end({ complete }: { readonly complete: boolean }): Reading {
    for (const source of this.#sources.values()) if (source.following.count > 0) this.#endRecord(source)
    const runs = [...this.#sources.values()].flatMap(({ runs }) => runs).filter(({ records }) => records > 0)
    nameProcesses([...this.#sources.values()].filter(({ run }) => run.lastLine > 0))
    const windows = runs.map((run) => run.window(complete))
    const facts = [
      ...windows,
      ...this.#events.facts(),
      ...this.#markers.facts(),
      ...this.#traces.facts(),
      ...this.#settings,
    ]
    return {
      value: this.#value(facts),
      facts,
      coverage: this.#coverage(),
      notes: this.#notes(),
      empty: windows.length === 0 && facts.length === 0,
    }
  }

  #value(facts: readonly AnyFact[]): object {
    const of = (type: AnyFact['type']): unknown[] =>
      facts.filter((fact) => fact.type === type).map(({ value, span }) => ({ line: span.line, ...value }))
    return {
      layouts: Object.fromEntries(this.#layouts),
      runs: of('log.window'),
      markers: of('log.marker'),
      events: of('log.event'),
      exceptions: of('log.exception'),
      versions: of('application.version'),
      settings: of('kafka.setting').length,
    }
  }

  #coverage(): Coverage {
    const unknown = this.#lines - this.#recognized - this.#ignored
    return { lines: this.#lines, recognized: this.#recognized, ignored: this.#ignored, unknown, samples: this.#samples }
  }

  #notes(): Note[] {
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
    const leftover = this.#traces.leftoverLines
    if (leftover.length > 0) {
      notes.push({
        code: 'server-log/trace-unread',
        severity: 'warning',
        line: leftover[0] as number,
        message: `${leftover.length} line(s) look like a part of a stack trace and could not be read.`,
      })
    }
    return notes
  }
}

const THROWABLE_LINE =
  /^\s*(?:Exception in thread "|Exception: \S+ thrown from|(?:[\w$\u0080-\uffff-]+\.)+[\w$]*(?:Exception|Error|Throwable|Failure|Fault|Death)[\w$]*(?::|\s*$)|\.\.\. \d+ |(?:Suppressed|Wrapped by): |\[CIRCULAR|(?:[\w$@.-]*\/){0,2}[\w$]+(?:\.[\w$<>-]+)+\([^()\s]*(?:\.(?:java|scala|kt)(?::\d+)?|Native Method|Unknown Source)\))/
const THROWABLE_START = /^\s*(?:Exception|[\w$\u0080-\uffff-]+\.[\w$.\u0080-\uffff-]*(?::|\s*$)|Wrapped by)/

function underOf({ thread, level, logger, message }: LogLine): Under {
  return {
    ...(thread === undefined ? {} : { thread }),
    ...(level === undefined ? {} : { level }),
    ...(logger === undefined ? {} : { logger }),
    ...(message === '' ? {} : { message }),
  }
}

/** Runs are numbered where there are several; services are told apart by name, and by the pid that journald prints. */
function nameProcesses(sources: readonly LogSource[]): void {
  for (const { name, runs } of sources) {
    const pid = /\[(\d+)\]$/.exec(name)?.[1]
    for (const run of runs) {
      const process = {
        ...(sources.length > 1 && name !== '' ? { host: name } : {}),
        ...(pid === undefined ? {} : { pid: Number(pid) }),
        ...(runs.length > 1 ? { run: run.index } : {}),
      }
      if (Object.keys(process).length > 0) run.process = process
    }
  }
}

/** The first byte that is no blank. */
function firstInk(bytes: Uint8Array, start: number, end: number): number {
  let at = start
  while (at < end && (bytes[at] as number) <= 32) at++
  return at
}

/** `at `, `Caused by:` or `...`: told from bytes, for these are most of the lines that start no record. */
function isTraceLine(bytes: Uint8Array, at: number, end: number): boolean {
  const first = bytes[at]
  if (first === 97)
    return (
      bytes[at + 1] === 116 &&
      bytes[at + 2] === 32 &&
      at + 6 < end &&
      bytes.indexOf(40, at) < end &&
      bytes.indexOf(40, at) > 0
    )
  if (first === 67) return bytes[at + 1] === 97 && bytes[at + 3] === 115 && bytes[at + 7] === 98 && bytes[at + 9] === 58
  return first === 46 && bytes[at + 1] === 46 && bytes[at + 2] === 46 && isDigit(bytes[at + 4])
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 48 && byte <= 57
}
