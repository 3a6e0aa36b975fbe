import { MAP_ROWS, MISSING_ROWS } from '../../../grammars/hs-err/index.ts'
import { MappingTable } from '../../mappings/table.ts'
import type { Span } from '../../model/span.ts'
import { type LineCursor, lineText } from '../../source/block.ts'
import { copyText } from '../../source/copy-text.ts'
import { excerptOf } from '../../source/excerpt.ts'

/** Bytes of memory, about. */
const MAX_SIZE = 10 << 20
/** So much is kept as it comes: the log of a process with all the 32,768 threads that Linux allows by default. */
const SIZE_OF_BEGINNING = 8 << 20
/** Of the banner's lines, of the JVM's complaints, and behind the beginning of any lines that begin alike. */
const MOST_LINES_ALIKE = 1000
const MOST_KINDS_OF_LINES = 10_000
/** What a line takes beside its characters: where it stands, and while it is read. */
const SIZE_OF_LINE = 64
const SIZE_OF_MAP_ROW = 32
/** One stands before a headline; more are printed by nobody. */
const MOST_LINES_OF_FRAME = 10

/** Printed into the crash log alone, not into its short copy on the console. */
const OF_THE_FILE = /^-{5,} +(?:[A-Z] ){4,}|^# (?:Possible reasons:|This output file may be truncated)/

/**
 * One crash log on its way in: its map rows in columns, all other lines as text, and where each line stands. Of a text that
 * is too long the rows without end are dropped, not its end: the limits and the memory of the machine stand there.
 */
export class LogText {
  readonly rows: string[] = []
  /** Lines that were dropped because the text grew too long. */
  droppedLines = 0
  firstDroppedLine = 0
  /** The first map row, shortened. */
  mapExcerpt = ''
  hasHeadline = false
  hasVersion = false
  hasEnd = false

  readonly #lines: number[] = []
  readonly #offsets: number[] = []
  readonly #columns: readonly unknown[][] = [this.rows, this.#lines, this.#offsets]
  /** Of rows that a wrapper has cut into several lines of the file. */
  readonly #endLines = new Map<number, number>()
  readonly #spans = new Map<number, Span>()
  #table: MappingTable | undefined
  #size = 0
  readonly #alike = new Map<string, number>()

  /** The map rows; made when they are asked for, as the line before a log is a text without any. */
  get table(): MappingTable {
    this.#table ??= new MappingTable()
    return this.#table
  }

  /** The text may be a part of a larger one: what is kept of that are the log's other lines, unless some are dropped. */
  add(text: string, cursor: LineCursor): void {
    if (!this.#hasRoom(text)) {
      if (text !== MAP_ROWS) this.droppedLines++
      this.firstDroppedLine ||= cursor.line
      if (this.rows.at(-1) === MISSING_ROWS) return
      text = MISSING_ROWS
    }
    this.#size += text.length + SIZE_OF_LINE
    this.rows.push(this.droppedLines === 0 ? text : copyText(text))
    if (cursor.endLine !== cursor.line) this.#endLines.set(this.#lines.length, cursor.endLine)
    this.#lines.push(cursor.line)
    this.#offsets.push(cursor.byteOffset)
  }

  /** Rows that the table has taken, the first of them at the cursor: one placeholder stands for all that follow each other. */
  addMapRows(first: LineCursor): void {
    this.mapExcerpt ||= excerptOf(lineText(first))
    if (this.rows.at(-1) !== MAP_ROWS) this.add(MAP_ROWS, first)
  }

  /**
   * Forgets a last line without its end: of a cut log it may be half a number (`max_map_count …: 65`). The lines that end a
   * whole log may stand without one.
   */
  dropCutLine(): void {
    const last = this.rows.at(-1)
    if (last === undefined || isPlaceholder(last) || /^END\.|^elapsed time:/.test(last)) return
    for (const column of this.#columns) column.pop()
  }

  /** Takes back the lone `#` lines at the end: they open the next log's banner. */
  moveFrameTo(next: LogText): void {
    let at = this.rows.length
    const earliest = Math.max(0, at - MOST_LINES_OF_FRAME)
    while (at > earliest && (this.rows[at - 1] as string).trim() === '#') at--
    next.rows.push(...this.rows.splice(at))
    next.#lines.push(...this.#lines.splice(at))
    next.#offsets.push(...this.#offsets.splice(at))
  }

  get hasBody(): boolean {
    return this.table.rows > 0 || this.rows.some((text) => OF_THE_FILE.test(text))
  }

  /** What is kept of it takes so many bytes of memory, about. */
  get size(): number {
    return this.#size + this.table.rows * SIZE_OF_MAP_ROW
  }

  /** Its lines in the file, kept or not. */
  get lineCount(): number {
    return this.rows.filter((text) => !isPlaceholder(text)).length + this.table.rows + this.droppedLines
  }

  lineOf(row: number): number {
    return this.#lines[row] ?? 1
  }

  /** The last line of the log. */
  get lastLine(): number {
    return Math.max(this.#lines.at(-1) ?? 1, this.table.lastLine)
  }

  #hasRoom(text: string): boolean {
    const size = this.#size + text.length + SIZE_OF_LINE
    if (size > MAX_SIZE) return false
    const isOfFew = text.startsWith('#') || text.startsWith('[')
    if (size <= SIZE_OF_BEGINNING && !isOfFew) return true
    const kind = isOfFew ? text.slice(0, 1) : text.slice(0, 24).replace(/[0-9a-f]*\d[0-9a-f]*/g, '0')
    const alike = (this.#alike.get(kind) ?? 0) + 1
    if (alike === 1 && this.#alike.size >= MOST_KINDS_OF_LINES) return false
    this.#alike.set(kind, alike)
    return alike <= MOST_LINES_ALIKE
  }

  /** One and the same for all that is read at a row. */
  span(artifact: string, row: number): Span {
    const known = this.#spans.get(row)
    if (known !== undefined) return known
    const span = {
      artifact,
      line: this.lineOf(row),
      endLine: this.#endLines.get(row) ?? this.lineOf(row),
      byteOffset: this.#offsets[row] ?? 0,
      excerpt: excerptOf(copyText(this.rows[row] ?? '')),
    }
    this.#spans.set(row, span)
    return span
  }

  mapSpan(artifact: string): Span {
    const { firstLine, lastLine, firstByteOffset } = this.table
    return { artifact, line: firstLine, endLine: lastLine, byteOffset: firstByteOffset, excerpt: this.mapExcerpt }
  }
}

/** Of no line of the file. */
export function isPlaceholder(text: string): boolean {
  return text === MAP_ROWS || text === MISSING_ROWS
}
