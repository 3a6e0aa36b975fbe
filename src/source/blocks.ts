// Chunks of any size to blocks of whole lines, in constant memory: what is behind the last line end of a chunk is
// carried to the front of the next block. A line over 1 MiB is cut and counted.

import type { Block } from './block.ts'
import { LineEnds } from './line-ends.ts'
import { MAX_BLOCK_BYTES } from './line-memory.ts'

export const MAX_LINE_BYTES: number = 1 << 20
const NEWLINE = 10

export class BlockBuilder {
  /** Lines that were cut at 1 MiB. */
  cutLines = 0
  firstCutLine = 0
  bytesSeen = 0
  linesSeen = 0

  readonly #lineEnds = new LineEnds()
  #carry = new Uint8Array(0)
  #carryLength = 0
  #skipping = false
  #offset = 0;

  /** The whole lines of this chunk, together with what was carried: at most two blocks for each part of it. */
  *push(chunk: Uint8Array): Generator<Block> {
    for (let at = 0; at < chunk.length; at += MAX_BLOCK_BYTES)
      yield* this.#push(chunk.subarray(at, at + MAX_BLOCK_BYTES))
  }

  *#push(chunk: Uint8Array): Generator<Block> {
    this.bytesSeen += chunk.length
    let start = 0
    if (this.#skipping) {
      const newline = chunk.indexOf(NEWLINE)
      if (newline < 0) {
        this.#offset += chunk.length
        return
      }
      start = newline + 1
      this.#offset += start
      this.#skipping = false
    }
    if (this.#carryLength > 0) {
      const newline = chunk.indexOf(NEWLINE, start)
      const stop = newline < 0 ? chunk.length : newline + 1
      this.#append(chunk, start, stop)
      if (newline < 0) {
        if (this.#carryLength > MAX_LINE_BYTES) yield this.#cut()
        return
      }
      yield this.#carried()
      start = stop
    }
    const last = chunk.lastIndexOf(NEWLINE)
    if (last >= start) {
      yield this.#block(chunk, start, last + 1)
      start = last + 1
    }
    this.#append(chunk, start, chunk.length)
    if (this.#carryLength > MAX_LINE_BYTES) yield this.#cut()
  }

  /** The last line, where it has no end. */
  *finish(): Generator<Block> {
    if (this.#carryLength > 0) yield this.#carried()
  }

  #append(chunk: Uint8Array, start: number, stop: number): void {
    const length = stop - start
    if (length <= 0) return
    const needed = this.#carryLength + length
    if (this.#carry.length < needed) {
      const grown = new Uint8Array(Math.max(needed, this.#carry.length * 2, 4096))
      grown.set(this.#carry.subarray(0, this.#carryLength))
      this.#carry = grown
    }
    this.#carry.set(chunk.subarray(start, stop), this.#carryLength)
    this.#carryLength = needed
  }

  #carried(): Block {
    const length = this.#carryLength
    this.#carryLength = 0
    return this.#block(this.#carry, 0, length)
  }

  #cut(): Block {
    this.cutLines++
    this.firstCutLine ||= this.linesSeen + 1
    const rest = this.#carryLength - MAX_LINE_BYTES
    this.#carryLength = MAX_LINE_BYTES
    const block = this.#carried()
    this.#offset += rest
    this.#skipping = true
    return block
  }

  #block(bytes: Uint8Array, start: number, end: number): Block {
    const lineEnds = this.#lineEnds
    lineEnds.find(bytes, start, end)
    const block = { bytes: plain(bytes), start, end, firstLine: this.linesSeen + 1, byteOffset: this.#offset, lineEnds }
    this.#offset += end - start
    this.linesSeen += lineEnds.count
    return block
  }
}

/** The same bytes as an array that is no Buffer: the engine compiles the loops of the readers for one kind. */
function plain({ buffer, byteOffset, byteLength }: Uint8Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}
