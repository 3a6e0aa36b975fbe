import { MAP_ROWS } from '../../../grammars/hs-err/index.ts'
import { MappingTable } from '../../mappings/table.ts'
import type { Span } from '../../model/span.ts'
import { type LineCursor, lineText } from '../../source/block.ts'
import { copyText } from '../../source/copy-text.ts'
import { excerptOf } from '../../source/excerpt.ts'

const MAX_TEXT = 32 << 20

/** One crash log on its way in: its map rows in columns, all other lines as text, and where each line stands. */
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
  readonly #endLines: number[] = []
  readonly #offsets: number[] = []
  readonly #spans = new Map<number, Span>()
  #table: MappingTable | undefined
  #length = 0

  /** The map rows; made when they are asked for, as the line before a log is a text without any. */
  get table(): MappingTable {
    this.#table ??= new MappingTable()
    return this.#table
  }

  add(text: string, cursor: LineCursor): void {
    this.#length += text.length + 1
    if (this.#length > MAX_TEXT) {
      this.droppedLines++
      this.firstDroppedLine ||= cursor.line
      return
    }
    this.rows.push(copyText(text))
    this.#lines.push(cursor.line)
    this.#endLines.push(cursor.endLine)
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
    if (last === undefined || last === MAP_ROWS || /^END\.|^elapsed time:/.test(last)) return
    for (const column of [this.rows, this.#lines, this.#endLines, this.#offsets]) column.pop()
  }

  /** Takes back the lone `#` lines at the end: they open the next log's banner. */
  moveFrameTo(next: LogText): void {
    let at = this.rows.length
    while (at > 0 && (this.rows[at - 1] as string).trim() === '#') at--
    next.rows.push(...this.rows.splice(at))
    next.#lines.push(...this.#lines.splice(at))
    next.#endLines.push(...this.#endLines.splice(at))
    next.#offsets.push(...this.#offsets.splice(at))
  }

  lineOf(row: number): number {
    return this.#lines[row] ?? 1
  }

  /** The last line of the log. */
  get lastLine(): number {
    return Math.max(this.#lines.at(-1) ?? 1, this.table.lastLine)
  }

  /** One and the same for all that is read at a row. */
  span(artifact: string, row: number): Span {
    const known = this.#spans.get(row)
    if (known !== undefined) return known
    const span = {
      artifact,
      line: this.lineOf(row),
      endLine: this.#endLines[row] ?? this.lineOf(row),
      byteOffset: this.#offsets[row] ?? 0,
      excerpt: excerptOf(this.rows[row] ?? ''),
    }
    this.#spans.set(row, span)
    return span
  }

  mapSpan(artifact: string): Span {
    const { firstLine, lastLine, firstByteOffset } = this.table
    return { artifact, line: firstLine, endLine: lastLine, byteOffset: firstByteOffset, excerpt: this.mapExcerpt }
  }
}
