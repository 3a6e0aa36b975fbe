import { type Block, type LineCursor, lineText } from '../../source/block.ts'
import type { LineEnds } from '../../source/line-ends.ts'

/** A text that is kept keeps the whole piece that it was cut out of. */
const MOST_BYTES_OF_PIECE = 1 << 16
const DASH = 45
const LETTER_F = 102

const utf8 = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true })

/** The lines of a block as text, decoded many at a time: all up to the next row of a memory map, which is read from its bytes. */
export class BlockText {
  readonly #bytes: Uint8Array
  readonly #lineEnds: LineEnds
  /** Of the piece that was decoded last; no text where not each of its bytes is one character. */
  #start = 0
  #end = 0
  #text: string | undefined

  constructor({ bytes }: Block, lineEnds: LineEnds) {
    this.#bytes = bytes
    this.#lineEnds = lineEnds
  }

  /** The block's line `index`, where the cursor stands; each line is behind the one before. */
  line(cursor: LineCursor, index: number): string {
    if (cursor.end > this.#end) this.#decode(cursor.start, this.#endOfPiece(cursor.start, index))
    return this.#text?.slice(cursor.start - this.#start, cursor.end - this.#start) ?? lineText(cursor)
  }

  #endOfPiece(start: number, index: number): number {
    const { at, count } = this.#lineEnds
    let end = at[index] as number
    for (let next = index + 1; next < count && !mayBeMapRow(this.#bytes, end + 1); next++) {
      const behind = at[next] as number
      if (behind - start > MOST_BYTES_OF_PIECE) break
      end = behind
    }
    return end
  }

  #decode(start: number, end: number): void {
    const text = utf8.decode(this.#bytes.subarray(start, end))
    this.#start = start
    this.#end = end
    this.#text = text.length === end - start && !text.includes('\ufffd') ? text : undefined
  }
}

/** `7f246c800000-7f…`: a dash behind 8 to 16 digits. A piece that ends too early is no harm. */
function mayBeMapRow(bytes: Uint8Array, start: number): boolean {
  if ((bytes[start] as number) > LETTER_F) return false
  for (let at = start + 8; at <= start + 16; at++) if (bytes[at] === DASH) return true
  return false
}
