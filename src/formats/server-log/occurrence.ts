// How often something was seen, and when first and last. The last stamp is kept as bytes and read once at the end:
// most occurrences are not the last one.

import type { Occurrence } from '../../model/fact-types.ts'
import type { Instant } from '../../model/instant.ts'
import { instantOf, instantOfEpoch } from './stamp.ts'

const STAMP_BYTES = 48
const SHORTEST_STAMP = 17
const STAMP =
  /\d{4}[-/.]\d\d[-/.]\d\d[T ]\d\d:\d\d:\d\d(?:[.,:]\d{1,9})?(?: ?(?:Z|UTC|GMT|[+-]\d\d:?\d\d))?|\d\d\/\d\d\/\d\d \d\d:\d\d:\d\d/

/** The place of the last stamp seen. */
export class LastStamp {
  #bytes: Uint8Array | undefined
  #length = 0
  #known: Instant | undefined
  #epochMs: number | undefined

  /** Keeps the head of a line whose stamp stands before its level; one that has no room for a stamp changes nothing. */
  keep(bytes: Uint8Array, start: number, length: number, epochMs: number | undefined): void {
    if (length < SHORTEST_STAMP && epochMs === undefined) return
    this.#bytes ??= new Uint8Array(STAMP_BYTES)
    this.#length = Math.min(length, STAMP_BYTES)
    for (let at = 0; at < this.#length; at++) this.#bytes[at] = bytes[start + at] as number
    this.#epochMs = epochMs
    this.#known = undefined
  }

  set(instant: Instant | undefined): void {
    if (instant === undefined) return
    this.#known = instant
    this.#length = 0
    this.#epochMs = undefined
  }

  get instant(): Instant | undefined {
    if (this.#known === undefined && this.#bytes !== undefined && this.#length > 0) {
      const stamp = STAMP.exec(String.fromCharCode(...this.#bytes.subarray(0, this.#length)))
      const fallback = this.#epochMs === undefined ? undefined : instantOfEpoch(this.#epochMs)
      this.#known = stamp === null ? fallback : instantOf(stamp[0])
    }
    return this.#known
  }
}

export class Tally {
  count = 0
  readonly first: Instant | undefined
  readonly firstLine: number
  lastLine: number
  readonly last: LastStamp = new LastStamp()

  constructor(first: Instant | undefined, line: number) {
    this.first = first
    this.firstLine = line
    this.lastLine = line
  }

  /** Counts an occurrence whose stamp stands in the first `length` bytes of its line. */
  seeBytes(line: number, bytes: Uint8Array, start: number, length: number, epochMs: number | undefined): void {
    this.count++
    this.lastLine = line
    this.last.keep(bytes, start, length, epochMs)
  }

  see(line: number, instant: Instant | undefined): void {
    this.count++
    this.lastLine = line
    this.last.set(instant)
  }

  get occurrence(): Occurrence {
    const last = this.last.instant ?? this.first
    return {
      count: this.count,
      ...(this.first === undefined ? {} : { first: this.first }),
      ...(last === undefined ? {} : { last }),
      firstLine: this.firstLine,
      lastLine: this.lastLine,
    }
  }
}
