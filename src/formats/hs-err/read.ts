// Finds the crash logs in a file and has each of them read. Rows of the memory map go from the bytes into columns and
// leave one placeholder in the text, so that a log of 150 MB with a million mappings is a text of 100 KB.

import { type HsErr, type HsErrReading, RECOGNIZED, readHsErr, UNKNOWN } from '../../../grammars/hs-err/index.ts'
import type { AnyFact } from '../../model/fact.ts'
import type { Note } from '../../model/note.ts'
import { type Block, cursorOf, type LineCursor, moveToLine } from '../../source/block.ts'
import { copyText } from '../../source/copy-text.ts'
import { excerptOf } from '../../source/excerpt.ts'
import { LineEnds } from '../../source/line-ends.ts'
import { LinesOfBlock } from '../../source/lines-of-block.ts'
import type { Reader, Reading, ReadingContext } from '../format.ts'
import { BlockText } from './block-text.ts'
import { takeCensusOf } from './census.ts'
import { factsOf } from './facts.ts'
import { extentBehind, type LogExtent } from './log-extent.ts'
import { isPlaceholder, LogText } from './log-text.ts'
import { logsCapped, notesOf } from './notes.ts'
import { hsErrValue, type ReadLog } from './value.ts'

const NEWLINE = 10
const MAX_LOGS = 100
/** Bytes of memory, about, for the logs before the one that is being read. */
const MAX_SIZE_BEFORE = 8 << 20
const MAX_SAMPLES = 10
/** In a file of another kind a log is over when so many lines in a row look like no part of it. */
const MOST_FOREIGN_LINES = 1000

const HEADLINE =
  /^# (?:A fatal|An unexpected) error has been detected by |^# There is insufficient memory for the Java Runtime/
/** Behind the map, of which a log whose beginning is cut off may be the first that is left. */
const BEHIND_MAP = /^Total number of mappings: |^-{5,} {2}S Y S T E M {2}-{5,}/
/** Also of lines that a section may be full of. */
const SIGN_OF_LIFE = /^(?:[#| \t]|0x|Event: |[A-Z][\w /[\]()-]*:|\[|=>|-{5})/

export function open(context: ReadingContext): Reader {
  return new HsErrReader(context)
}

class HsErrReader implements Reader {
  readonly #context: ReadingContext
  readonly #logs: LogText[] = []
  /** The log being read; none outside of logs in a file of another kind. */
  #log: LogText | undefined
  #frame = new LogText()
  #foreignLines = 0
  #lines = 0
  #skippedLines = 0
  #droppedLogs = 0
  #endsMidLine = false
  readonly #lineEnds = new LineEnds()
  #extent: LogExtent | undefined
  #rest: LinesOfBlock | undefined

  constructor(context: ReadingContext) {
    this.#context = context
    if (context.primary) this.#open()
  }

  block(block: Block): void {
    this.#rest = this.#context.owner && block.origins === undefined ? new LinesOfBlock(block) : undefined
    const lineEnds = this.#lineEnds.of(block)
    const text = new BlockText(block, lineEnds)
    const cursor = cursorOf(block)
    for (let index = 0; index < lineEnds.count; ) {
      const rows = this.#log?.table.addRun(block, lineEnds, index) ?? 0
      moveToLine(cursor, block, lineEnds, index)
      if (rows > 0) this.#log?.addMapRows(cursor)
      else this.#line(text.line(cursor, index), cursor)
      index += Math.max(rows, 1)
    }
    this.#lines += lineEnds.count
    this.#endsMidLine = block.bytes[block.end - 1] !== NEWLINE
  }

  /** In a file that begins with a log, what is no log's. */
  get rest(): readonly Block[] | undefined {
    return this.#rest?.parts()
  }

  end({ complete }: { readonly complete: boolean }): Reading {
    const last = this.#logs.at(-1)
    if (this.#endsMidLine && last === this.#log && last?.hasBody) last.dropCutLine()
    const read = this.#logs.map((text) => ({ text, ...readHsErr(text.rows) }))
    const told = read
      .filter(({ text }) => this.#isTold(text))
      .map(({ text, log }) => ({ text, log, census: takeCensusOf(log, text) }))
    const facts: AnyFact[] = []
    const notes: Note[] = []
    told.forEach(({ log, text, census }, index) => {
      const place = { uri: this.#context.uri, ...(told.length > 1 && { run: index }) }
      if (!isShortBanner(log, text)) facts.push(...factsOf(log, text, census, place))
      notes.push(...notesOf(log, text, complete))
    })
    if (this.#droppedLogs > 0) notes.push(logsCapped(this.#droppedLogs))
    return new LogsReading(told, facts, this.#coverage(read), notes)
  }

  /** A log begins, with the lone `#` lines at the end of what stands before. */
  #open(before?: LogText): void {
    const log = new LogText()
    before?.moveFrameTo(log)
    this.#makeRoom()
    this.#logs.push(log)
    this.#foreignLines = 0
    this.#log = log
  }

  /** The first log stays, and the latest ones do; short copies of the banner go before whole logs. */
  #makeRoom(): void {
    let size = this.#logs.reduce((sum, log) => sum + log.size, 0)
    while (this.#logs.length >= MAX_LOGS || (size > MAX_SIZE_BEFORE && this.#logs.length > 1)) {
      const short = this.#logs.findLastIndex((log) => !log.hasBody)
      const [dropped] = this.#logs.splice(Math.max(1, short), 1) as [LogText]
      size -= dropped.size
      this.#skippedLines += dropped.lineCount
      if (this.#isTold(dropped)) this.#droppedLogs++
    }
  }

  #isTold(log: LogText): boolean {
    return this.#context.primary || log.hasBody
  }

  #line(text: string, cursor: LineCursor): void {
    if (this.#rest !== undefined && !this.#isOwn(text, cursor.line)) this.#rest.add(cursor)
    if (text.startsWith('# ')) this.#splitAt(text)
    if (this.#log === undefined && BEHIND_MAP.test(text)) this.#open()
    const log = this.#log
    if (log === undefined) {
      this.#keepFrame(text, cursor)
      return
    }
    log.add(text, cursor)
    if (text.startsWith('END.')) log.hasEnd = true
    if (!this.#context.primary && this.#isOver(text, log)) this.#log = undefined
  }

  /** The lines of the head are known to be, or the format would not own it. */
  #isOwn(text: string, line: number): boolean {
    const { lines } = this.#context.head
    if (line < lines.length) return true
    this.#extent ??= extentBehind(lines.slice(0, -1))
    return this.#extent.isOwn(text)
  }

  /** A headline opens a log, and so do the versions at the head of VM.info when there are some already. */
  #splitAt(text: string): void {
    const isHeadline = HEADLINE.test(text)
    const isVersion = text.startsWith('# JRE version:')
    if (!isHeadline && !isVersion) return
    const before = this.#log
    if (before === undefined) {
      if (isHeadline) this.#open(this.#frame)
    } else if (isHeadline ? before.hasHeadline || before.hasVersion || before.hasEnd : before.hasVersion)
      this.#open(before)
    if (this.#log === undefined) return
    if (isHeadline) this.#log.hasHeadline = true
    else this.#log.hasVersion = true
  }

  /** The lone `#` before a headline. */
  #keepFrame(text: string, cursor: LineCursor): void {
    this.#skippedLines++
    if (this.#frame.rows.length > 0) this.#frame = new LogText()
    if (text === '#') this.#frame.add(text, cursor)
  }

  #isOver(text: string, log: LogText): boolean {
    if (log.hasEnd) return true
    this.#foreignLines = SIGN_OF_LIFE.test(text) ? 0 : this.#foreignLines + 1
    return this.#foreignLines > MOST_FOREIGN_LINES
  }

  #coverage(read: readonly (HsErrReading & { readonly text: LogText })[]): Reading['coverage'] {
    let recognized = 0
    let unknown = this.#skippedLines
    const samples: { line: number; text: string }[] = []
    for (const { text: lines, marks } of read) {
      recognized += lines.table.rows
      unknown += lines.droppedLines
      lines.rows.forEach((text, row) => {
        if (isPlaceholder(text)) return
        if (marks[row] === RECOGNIZED) recognized++
        else if (marks[row] === UNKNOWN) {
          unknown++
          if (samples.length < MAX_SAMPLES) samples.push({ line: lines.lineOf(row), text: excerptOf(copyText(text)) })
        }
      })
    }
    const lines = this.#lines
    return { lines, recognized, ignored: lines - recognized - unknown, unknown, ...(samples.length > 0 && { samples }) }
  }
}

/**
 * A class, because V8 keeps a getter of an object literal, with the whole log behind it, in the literal's hidden class until
 * the next full garbage collection.
 */
class LogsReading implements Reading {
  readonly facts: readonly AnyFact[]
  readonly coverage: Reading['coverage']
  readonly notes: readonly Note[]
  readonly empty: boolean
  readonly #logs: readonly ReadLog[]

  constructor(
    logs: readonly ReadLog[],
    facts: readonly AnyFact[],
    coverage: Reading['coverage'],
    notes: readonly Note[],
  ) {
    this.#logs = logs
    this.facts = facts
    this.coverage = coverage
    this.notes = notes
    this.empty = logs.length === 0
  }

  /** Made when asked for: only `inspect` prints it. */
  get value(): object {
    return hsErrValue(this.#logs)
  }
}

/** The few lines that the console shows too: `jvm-console` states their facts, whichever format is the primary one. */
function isShortBanner(log: HsErr, text: LogText): boolean {
  const saysError = log.headline !== undefined || log.error !== undefined || log.allocation !== undefined
  return saysError && log.sections.length === 0 && log.nativeFrames.length === 0 && !text.hasBody
}
