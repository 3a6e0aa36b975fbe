// The lines behind a record's head: a stack trace, more of the message, a printed configuration. Kept until the record
// ends, up to a limit.

import type { Place } from './record.ts'
import { decode } from './record.ts'
import type { ShapeScratch } from './shape.ts'

const MAX_LINES = 4096
const MAX_BYTES = 1 << 20
const NEWLINE = 10

export class FollowingLines {
  /** Something in them looks like a part of a stack trace. */
  holdTrace = false
  /** The first of them is a frame or a cause: what was thrown stands in the record's head. */
  startWithFrame = false
  #bytes = new Uint8Array(4096)
  #length = 0
  #ends: number[] = []
  #places: Place[] = []

  add(bytes: Uint8Array, start: number, end: number, place: Place): void {
    const needed = this.#length + end - start + 1
    if (needed > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2))
      grown.set(this.#bytes.subarray(0, this.#length))
      this.#bytes = grown
    }
    this.#bytes.set(bytes.subarray(start, end), this.#length)
    this.#length = needed
    this.#bytes[needed - 1] = NEWLINE
    this.#ends.push(needed)
    this.#places.push({ line: place.line, endLine: place.endLine, byteOffset: place.byteOffset })
  }

  get count(): number {
    return this.#ends.length
  }

  get isFull(): boolean {
    return this.#ends.length >= MAX_LINES || this.#length >= MAX_BYTES
  }

  /** A copy that outlives the record. */
  snapshot(): { readonly text: string; readonly places: readonly Place[] } {
    return { text: this.text, places: this.#places.slice() }
  }

  get text(): string {
    return decode(this.#bytes, 0, this.#length)
  }

  /** Where the `index`-th line stands, from 0. */
  place(index: number): Place {
    return this.#places[Math.min(Math.max(index, 0), this.#places.length - 1)] as Place
  }

  /** Adds all lines to a shape. */
  shape(scratch: ShapeScratch): void {
    scratch.add(this.#bytes, 0, this.#length, true)
  }

  clear(): void {
    this.holdTrace = false
    this.startWithFrame = false
    this.#length = 0
    this.#ends.length = 0
    this.#places.length = 0
    if (this.#bytes.length > MAX_BYTES) this.#bytes = new Uint8Array(4096)
  }
}
