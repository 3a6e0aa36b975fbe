import type { Block } from '../../source/block.ts'
import type { LineEnds } from '../../source/line-ends.ts'

/** A block without the lines that were left out of it, as blocks of the lines between them. */
export class RestOfBlock {
  readonly #block: Block
  readonly #lineEnds: LineEnds
  readonly #parts: Block[] = []
  /** The first line behind those that were left out last. */
  #next = 0

  constructor(block: Block, lineEnds: LineEnds) {
    this.#block = block
    this.#lineEnds = lineEnds
  }

  /** Leaves out the lines from `first` on, up to `behind`, counted from the block's first one. */
  leaveOut(first: number, behind: number): void {
    if (first > this.#next) this.#keep(first)
    this.#next = behind
  }

  /** Undefined where nothing was left out. */
  parts(): readonly Block[] | undefined {
    if (this.#next === 0) return undefined
    if (this.#next < this.#lineEnds.count) this.#keep(this.#lineEnds.count)
    return this.#parts
  }

  #keep(behind: number): void {
    const { bytes, start, firstLine, byteOffset } = this.#block
    const from = this.#startOf(this.#next)
    const end = this.#startOf(behind)
    this.#parts.push({
      bytes,
      start: from,
      end,
      firstLine: firstLine + this.#next,
      byteOffset: byteOffset - start + from,
    })
  }

  #startOf(line: number): number {
    const { start, end } = this.#block
    return line === 0 ? start : Math.min(end, (this.#lineEnds.at[line - 1] as number) + 1)
  }
}
