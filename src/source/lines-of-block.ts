import type { Block, LineCursor } from './block.ts'

const NEWLINE = 10

/** Some of a block's lines, as blocks of consecutive ones; for blocks whose lines stand in the artifact as they are. */
export class LinesOfBlock {
  readonly #block: Block
  readonly #parts: { -readonly [K in keyof Block]: Block[K] }[] = []
  #nextLine = 0

  constructor(block: Block) {
    this.#block = block
  }

  add({ bytes, start, end, line, byteOffset }: LineCursor): void {
    const newline = bytes.indexOf(NEWLINE, end)
    const behind = newline < 0 || newline >= this.#block.end ? this.#block.end : newline + 1
    const last = this.#parts.at(-1)
    if (last !== undefined && this.#nextLine === line) last.end = behind
    else this.#parts.push({ bytes, start, end: behind, firstLine: line, byteOffset })
    this.#nextLine = line + 1
  }

  parts(): readonly Block[] {
    return this.#parts
  }
}
