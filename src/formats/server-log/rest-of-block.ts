import type { Block } from '../../source/block.ts'

/** A block without the lines that were left out of it, as blocks of the lines between them. */
export class RestOfBlock {
  readonly #block: Block
  readonly #parts: Block[] = []
  #start: number
  #line: number

  constructor(block: Block) {
    this.#block = block
    this.#start = block.start
    this.#line = block.firstLine
  }

  /** Leaves out the line in [start, end), the end of it included. */
  leaveOut(start: number, end: number, line: number): void {
    if (start > this.#start) this.#keep(start)
    this.#start = end
    this.#line = line + 1
  }

  /** Undefined where nothing was left out. */
  parts(): readonly Block[] | undefined {
    if (this.#start === this.#block.start) return undefined
    if (this.#start < this.#block.end) this.#keep(this.#block.end)
    return this.#parts
  }

  #keep(end: number): void {
    const { bytes, start, byteOffset } = this.#block
    const from = this.#start
    this.#parts.push({ bytes, start: from, end, firstLine: this.#line, byteOffset: byteOffset - start + from })
  }
}
