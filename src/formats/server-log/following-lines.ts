// The lines behind a record's head: a stack trace, more of the message, a printed configuration. Kept until the record
// ends, up to a limit. Places are kept as numbers, for these lines may be a tenth of a log.

import type { LineCursor } from '../../source/block.ts'
import { decode, type Place } from './record.ts'
import type { ShapeScratch } from './shape.ts'

const MAX_LINES = 2048
const MAX_BYTES = 1 << 18
const MAX_LINE_BYTES = 1 << 16
const NEWLINE = 10

export class FollowingLines {
  /** Something in them looks like a part of a stack trace. */
  holdTrace = false
  /** The first of them is a frame or a cause: what was thrown stands in the record's head. */
  startWithFrame = false
  /** The wrapper's stamp of the first one. */
  epochMs: number | undefined
  #bytes = new Uint8Array(4096)
  #length = 0
  /** The last lines, where they stand next to each other in a block: not copied yet. */
  #run: Uint8Array | undefined
  #runStart = 0
  #runEnd = 0
  #lines: number[] = []
  #endLines: number[] = []
  #byteOffsets: number[] = []

  add(cursor: LineCursor): void {
    const { bytes, start } = cursor
    if (this.#lines.length === 0) this.epochMs = cursor.origin?.epochMs
    if (bytes !== this.#run || start !== this.#runEnd + 1) {
      this.keep()
      this.#run = bytes
      this.#runStart = start
    }
    this.#runEnd = Math.min(cursor.end, start + MAX_LINE_BYTES)
    this.#lines.push(cursor.line)
    this.#endLines.push(cursor.endLine)
    this.#byteOffsets.push(cursor.byteOffset)
  }

  /** Copies what is not yet, since a block's bytes do not outlive it. */
  keep(): void {
    if (this.#run === undefined) return
    const length = this.#runEnd - this.#runStart
    this.#reserve(length + 1)
    this.#bytes.set(this.#run.subarray(this.#runStart, this.#runEnd), this.#length)
    this.#length += length
    this.#bytes[this.#length++] = NEWLINE
    this.#run = undefined
  }

  get count(): number {
    return this.#lines.length
  }

  get isFull(): boolean {
    return this.#lines.length >= MAX_LINES || this.#size >= MAX_BYTES
  }

  get #size(): number {
    return this.#run === undefined ? this.#length : this.#length + this.#runEnd - this.#runStart + 1
  }

  get text(): string {
    this.keep()
    return decode(this.#bytes, 0, this.#length)
  }

  /** Number of the artifact's line that the `index`-th one is, from 0. */
  lineAt(index: number): number {
    return this.#lines[Math.min(index, this.#lines.length - 1)] as number
  }

  /** The places of all of them, in a copy that outlives the record. */
  places(): Place[] {
    return this.#lines.map((line, index) => ({
      line,
      endLine: this.#endLines[index] as number,
      byteOffset: this.#byteOffsets[index] as number,
    }))
  }

  /** Adds all lines to a shape. */
  shape(scratch: ShapeScratch): void {
    if (this.#length === 0 && this.#run !== undefined) {
      scratch.add(this.#run, this.#runStart, this.#runEnd, true)
      return
    }
    this.keep()
    scratch.add(this.#bytes, 0, this.#length - 1, true)
  }

  clear(): void {
    this.holdTrace = false
    this.startWithFrame = false
    this.#length = 0
    this.#run = undefined
    this.#lines.length = 0
    this.#endLines.length = 0
    this.#byteOffsets.length = 0
    if (this.#bytes.length > MAX_BYTES) this.#bytes = new Uint8Array(4096)
  }

  #reserve(more: number): void {
    const needed = this.#length + more
    if (needed <= this.#bytes.length) return
    const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2))
    grown.set(this.#bytes.subarray(0, this.#length))
    this.#bytes = grown
  }
}
