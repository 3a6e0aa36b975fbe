// Reads a broker's or application's log: records, and what they say that a diagnosis can use. Lines go through the gate
// first; a line that the gate does not know is decoded and tried against the layouts; what starts no record follows the
// record before it.

import type { Coverage } from '../../model/artifact.ts'
import type { AnyFact } from '../../model/fact.ts'
import { type Block, type LineCursor, moveToLine, newCursor } from '../../source/block.ts'
import { spanOf } from '../../source/excerpt.ts'
import { LineEnds } from '../../source/line-ends.ts'
import type { Reader, Reading, ReadingContext } from '../format.ts'
import { ALARM, DULL, endsInLogger, Gate, OTHER, STORY, type Verdict } from './gate.ts'
import { LogBook } from './log-book.ts'
import { LineParser, type LogLine } from './log-line.ts'
import { markerOf } from './markers.ts'
import { isOfOtherFormat } from './other-formats.ts'
import { decode, instantOfLine } from './record.ts'
import { RestOfBlock } from './rest-of-block.ts'
import { Run } from './run.ts'
import { LogSource } from './source.ts'
import { isHeader, isTraceLine, isWholeFrame, THROWABLE_LINE } from './trace-line.ts'

const MAX_SOURCES = 64
/** Behind so many lines without a trace a message is over. */
const MAX_MESSAGE_LINES = 200
const MAX_SAMPLES = 10

export function open(context: ReadingContext): Reader {
  return new ServerLogReader(context)
}

export class ServerLogReader implements Reader {
  /** Dull records are of no use to other readers. */
  rest: readonly Block[] | undefined
  readonly #uri: string
  readonly #usesGate: boolean
  readonly #gate = new Gate()
  readonly #parser: LineParser
  readonly #book: LogBook
  readonly #sources = new Map<string, LogSource>()
  readonly #layouts = new Set<string>()
  readonly #samples: { line: number; text: string }[] = []
  readonly #cursor: LineCursor = newCursor()
  readonly #lineEnds = new LineEnds()
  #source: LogSource
  /** Dull records right before the line that is looked at, not yet counted. */
  #passed = 0
  #mayPass = false
  #lines = 0
  #recognized = 0
  #ignored = 0
  #runs = 0

  /** `gate` false reads every line the slow way; the tests prove that it makes no difference. */
  constructor(context: ReadingContext, { gate = true }: { readonly gate?: boolean } = {}) {
    this.#uri = context.uri
    this.#usesGate = gate
    this.#parser = new LineParser(context.head.lines)
    this.#book = new LogBook(context.uri)
    this.#source = this.#sourceNamed('')
  }

  block(block: Block): void {
    const { bytes, origins } = block
    const lineEnds = this.#lineEnds.of(block)
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const rest = new RestOfBlock(block, lineEnds)
    if (this.#usesGate) this.#gate.quiet.take(lineEnds, block.start)
    let index = 0
    while (index < lineEnds.count) {
      const other = this.#mayPass && origins === undefined ? this.#gate.quiet.firstOther(index, lineEnds.count) : index
      if (other > index) {
        this.#passed += other - index
        rest.leaveOut(index, other)
        index = other
        continue
      }
      const cursor = moveToLine(this.#cursor, block, lineEnds, index)
      const verdict = this.#usesGate ? this.#gate.judge(bytes, view, cursor.start, cursor.end) : OTHER
      if (origins === undefined && isOfNoUseToOthers(verdict, cursor)) rest.leaveOut(index, index + 1)
      if (verdict === DULL && this.#mayPass && origins === undefined) this.#passed++
      else this.#lineBehindPassed(block, lineEnds, index, verdict)
      index++
    }
    this.#takePassed(block, lineEnds, index)
    this.rest = rest.parts()
    for (const source of this.#sources.values()) {
      source.following.keep()
      this.#keepHead(source, bytes)
    }
  }

  #lineBehindPassed(block: Block, lineEnds: LineEnds, index: number, verdict: Verdict): void {
    this.#takePassed(block, lineEnds, index)
    this.#line(moveToLine(this.#cursor, block, lineEnds, index), verdict)
  }

  /** The run of dull records in front of this line, at once: the last of them is the one that is open. */
  #takePassed(block: Block, lineEnds: LineEnds, index: number): void {
    if (this.#passed === 0) return
    const { run } = this.#source
    run.records += this.#passed - 1
    this.#lines += this.#passed
    this.#recognized += this.#passed - 1
    this.#passed = 0
    this.#begin(moveToLine(this.#cursor, block, lineEnds, index - 1), undefined)
  }

  #line(cursor: LineCursor, verdict: Verdict): void {
    this.#lines++
    if (cursor.origin !== undefined) this.#source = this.#sourceNamed(cursor.origin.source ?? '')
    // Records are read until one says when the run begins.
    if (verdict === OTHER || this.#source.run.first === undefined) this.#read(cursor)
    else if (verdict === DULL || this.#isCounted(cursor, verdict)) this.#begin(cursor, undefined)
    else this.#read(cursor, verdict)
    this.#mayPass = this.#source.run.first !== undefined
  }

  /** True for a record of a known shape, which is counted from its bytes. */
  #isCounted(cursor: LineCursor, verdict: Verdict): boolean {
    const { run } = this.#source
    return verdict === ALARM
      ? this.#book.countEvent(run, cursor, this.#gate)
      : this.#book.countStory(run, cursor, this.#gate.levelAt)
  }

  #read(cursor: LineCursor, verdict: Verdict = OTHER): void {
    const { bytes, start, end } = cursor
    const at = firstInk(bytes, start, end)
    if (at === end) this.#blank(cursor)
    else if (isTraceLine(bytes, at, end)) this.#follow(cursor, true, 'at')
    else {
      const text = decode(bytes, start, end)
      if (isOfOtherFormat(text)) {
        this.#ignored++
        return
      }
      const line = this.#parse(text)
      if (line === undefined) this.#readText(cursor, text)
      else this.#open(cursor, line, verdict)
    }
  }

  #parse(text: string): LogLine | undefined {
    const source = this.#source
    const line = this.#parser.parse(text)
    const jul = source.julHead
    source.julHead = undefined
    if (line?.layout === 'jul') source.julHead = line
    if (jul === undefined || line?.layout !== 'level-first') return line
    return { ...jul, ...line, layout: 'jul', ...(jul.logger === undefined ? {} : { logger: jul.logger }) }
  }

  /** A record whose first line was read by a layout. */
  #open(cursor: LineCursor, line: LogLine, verdict: Verdict): void {
    const marker = markerOf(line.message, line.logger)
    if (marker?.opensRun && this.#source.run.isOverBy(marker)) this.#startRun()
    const { run } = this.#source
    this.#begin(cursor, line)
    this.#layouts.add(line.layout)
    if (this.#usesGate) this.#gate.learn(cursor.bytes, cursor.start, cursor.end, line)
    const at = instantOfLine(line, cursor.origin?.epochMs)
    run.first ??= at
    run.start ??= spanOf(this.#uri, cursor)
    run.last.set(at)
    this.#book.add(run, cursor, line, at)
    if (verdict === STORY) this.#book.rememberStory(run, cursor, this.#gate.levelAt)
  }

  /** Ends the record before, and begins one; `line` undefined where it has not been read. */
  #begin(cursor: LineCursor, line: LogLine | undefined): void {
    const source = this.#source
    const { head, run } = source
    if (line !== undefined) this.#keepStamp(source)
    if (source.following.count > 0) this.#endRecord(source)
    head.put(cursor, line)
    source.plainLines = 0
    run.records++
    if (run.firstLine === 0) run.firstLine = cursor.line
    run.lastLine = cursor.endLine
    this.#recognized++
  }

  /** Blank lines count within a trace alone: a message may hold some. */
  #blank(cursor: LineCursor): void {
    this.#ignored++
    if (this.#source.following.holdTrace) this.#source.following.add(cursor)
  }

  #readText(cursor: LineCursor, text: string): void {
    const source = this.#source
    const isThrowable = THROWABLE_LINE.test(text)
    const belongs = source.head.isOpen || source.following.holdTrace
    if (isThrowable || (belongs && ++source.plainLines <= MAX_MESSAGE_LINES)) {
      this.#follow(cursor, isThrowable, text)
      return
    }
    this.#close(source)
    if (this.#samples.length < MAX_SAMPLES) this.#samples.push({ line: cursor.line, text: text.slice(0, 200) })
  }

  /** A line that belongs to the record before it. */
  #follow(cursor: LineCursor, isTrace: boolean, text: string): void {
    const source = this.#source
    const { following, run } = source
    if (following.isFull) {
      this.#book.noteCut(cursor.line)
      this.#close(source)
    }
    if (isTrace) {
      if (following.count === 0) following.startWithFrame = !isHeader(text)
      following.holdTrace = true
      source.plainLines = 0
    }
    following.add(cursor)
    if (run.firstLine === 0) run.firstLine = cursor.line
    run.lastLine = cursor.endLine
    this.#recognized++
  }

  /** What comes next belongs to no record. */
  #close(source: LogSource): void {
    if (source.following.count > 0) this.#endRecord(source)
    this.#keepStamp(source)
    source.head.isOpen = false
  }

  #endRecord(source: LogSource): void {
    this.#book.endRecord(source, this.#parser, this.#gate.levelAt)
  }

  /** The last record's stamp, where the gate let it pass: it may be the run's last one. */
  #keepStamp({ head, run }: LogSource): void {
    if (!head.isOpen) return
    if (head.isUnread) run.last.keep(head.bytes, head.start, this.#gate.levelAt, head.epochMs)
    else run.last.set(instantOfLine(head.parse(this.#parser), head.epochMs))
  }

  /** What is still needed of this block's bytes. */
  #keepHead(source: LogSource, bytes: Uint8Array): void {
    if (!source.head.isOpen || source.head.bytes !== bytes) return
    this.#keepStamp(source)
    source.head.keep()
  }

  #startRun(): void {
    const source = this.#source
    this.#close(source)
    source.run = new Run(source.runs.length, this.#runs++)
    source.runs.push(source.run)
  }

  #sourceNamed(name: string): LogSource {
    if (this.#source?.name === name) return this.#source
    const known = this.#sources.get(name)
    if (known !== undefined) return known
    if (this.#sources.size >= MAX_SOURCES) return this.#sources.values().next().value as LogSource
    const source = new LogSource(name, new Run(0, this.#runs++))
    this.#sources.set(name, source)
    return source
  }

  end({ complete }: { readonly complete: boolean }): Reading {
    const sources = [...this.#sources.values()].filter(({ run }) => run.lastLine > 0)
    for (const source of sources) if (source.following.count > 0) this.#endRecord(source)
    nameProcesses(sources)
    const runs = sources.flatMap((source) => source.runs).filter(({ records }) => records > 0)
    const facts = [...runs.map((run) => run.window(complete)), ...this.#book.facts(this.#parser)]
    return {
      value: this.#value(facts),
      facts,
      coverage: this.#coverage(),
      notes: this.#book.notes(),
      empty: facts.length === 0,
    }
  }

  #value(facts: readonly AnyFact[]): object {
    const of = (type: AnyFact['type']): object[] =>
      facts.filter((fact) => fact.type === type).map(({ value, span }) => ({ line: span.line, ...value }))
    return {
      layouts: [...this.#layouts],
      runs: of('log.window'),
      versions: of('application.version'),
      markers: of('log.marker'),
      events: of('log.event'),
      exceptions: of('log.exception'),
      settings: of('kafka.setting'),
    }
  }

  #coverage(): Coverage {
    const unknown = this.#lines - this.#recognized - this.#ignored
    return { lines: this.#lines, recognized: this.#recognized, ignored: this.#ignored, unknown, samples: this.#samples }
  }
}

/** Quiet records and frames, whole to their last byte. */
function isOfNoUseToOthers(verdict: Verdict, { bytes, start, end }: LineCursor): boolean {
  if (verdict === OTHER) return isWholeFrame(bytes, start, end)
  return verdict !== ALARM && endsInLogger(bytes, start, end)
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
