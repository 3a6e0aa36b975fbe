import type { Block } from './block.ts'

const NEWLINE = 10

/** Where the lines of a block end: found once, for all its readers. */
export class LineEnds {
  /** The place of each \n, or of the block's end behind a last line without one; more room than lines. */
  at: Int32Array = new Int32Array(1 << 10)
  count = 0

  /** The line ends that come with the block, or else these, found in it. */
  of({ bytes, start, end, lineEnds }: Block): LineEnds {
    if (lineEnds !== undefined) return lineEnds
    this.find(bytes, start, end)
    return this
  }

  find(bytes: Uint8Array, start: number, end: number): void {
    let count = 0
    for (let from = start; from < end; ) {
      const newline = bytes.indexOf(NEWLINE, from)
      const stop = newline < 0 || newline >= end ? end : newline
      if (count === this.at.length) this.#grow()
      this.at[count++] = stop
      from = stop + 1
    }
    this.count = count
  }

  #grow(): void {
    const grown = new Int32Array(this.at.length * 2)
    grown.set(this.at)
    this.at = grown
  }
}
