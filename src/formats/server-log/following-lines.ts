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
  #lines: number[] = []
  #endLines: number[] = []
  #byteOffsets: number[] = []

  add(cursor: LineCursor): void {
    const { bytes, start } = cursor
    const end = Math.min(cursor.end, start + MAX_LINE_BYTES)
    if (this.#lines.length === 0) this.epochMs = cursor.origin?.epochMs
    this.#reserve(end - start + 1)
    this.#bytes.set(bytes.subarray(start, end), this.#length)
    this.#length += end - start
    this.#bytes[this.#length++] = NEWLINE
    this.#lines.push(cursor.line)
    this.#endLines.push(cursor.endLine)
    this.#byteOffsets.push(cursor.byteOffset)
  }

  get count(): number {
    return this.#lines.length
  }

  get isFull(): boolean {
    return this.#lines.length >= MAX_LINES || this.#length >= MAX_BYTES
  }

  get text(): string {
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
    scratch.add(this.#bytes, 0, this.#length, true)
  }

  clear(): void {
    this.holdTrace = false
    this.startWithFrame = false
    this.#length = 0
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
