import { type Block, type LineCursor, lineText } from './block.ts'

/** Decoding all of a larger block would cost more than it saves where few of its lines are asked for. */
const MOST_BYTES = 1 << 16

const utf8 = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true })

/** The lines of a block as text. A small block where each byte is one character is decoded once and cut into its lines. */
export class BlockText {
  readonly #start: number
  readonly #text: string | undefined

  constructor({ bytes, start, end }: Block) {
    this.#start = start
    if (end - start > MOST_BYTES) return
    const text = utf8.decode(bytes.subarray(start, end))
    if (text.length === end - start && !text.includes('\ufffd')) this.#text = text
  }

  /** As `lineText`; the text may keep that of the whole block in memory. */
  line(cursor: LineCursor): string {
    return this.#text?.slice(cursor.start - this.#start, cursor.end - this.#start) ?? lineText(cursor)
  }
}
