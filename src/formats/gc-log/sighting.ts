import type { Occurrence } from '../../model/fact-types.ts'
import type { Span } from '../../model/span.ts'
import { type LineCursor, newCursor } from '../../source/block.ts'
import { spanOf } from '../../source/excerpt.ts'
import { instantOf, type Moment } from './moment.ts'

/** An event that repeats: how often, when first and last, and one line that shows it. */
export class Sighting {
  count = 0
  first: Moment | undefined
  last: Moment | undefined
  firstLine = 0
  lastLine = 0
  #uri = ''
  /** The last line, kept by itself: its excerpt is made when it is asked for, and not for each of thousands. */
  readonly #line = new KeptLine()

  see(uri: string, moment: Moment, cursor: LineCursor): void {
    this.count++
    if (this.count === 1) {
      this.first = moment
      this.firstLine = cursor.line
    }
    this.last = moment
    this.lastLine = cursor.line
    this.#uri = uri
    this.#line.keep(cursor)
  }

  /** The last line that showed it. */
  get span(): Span | undefined {
    return this.count === 0 ? undefined : spanOf(this.#uri, this.#line.cursor)
  }

  occurrence(): Occurrence {
    const first = this.first && instantOf(this.first)
    const last = this.last && instantOf(this.last)
    return {
      count: this.count,
      ...(first && { first }),
      ...(last && { last }),
      firstLine: this.firstLine,
      lastLine: this.lastLine,
    }
  }
}

/** The copy of a line, one after the other in the same bytes. */
class KeptLine {
  readonly cursor: LineCursor = newCursor()

  keep({ bytes, start, end, line, endLine, byteOffset, origin }: LineCursor): void {
    const kept = this.cursor
    const length = end - start
    if (kept.bytes.length < length) kept.bytes = new Uint8Array(length * 2)
    kept.bytes.set(bytes.subarray(start, end))
    kept.end = length
    kept.line = line
    kept.endLine = endLine
    kept.byteOffset = byteOffset
    kept.origin = origin
  }
}
