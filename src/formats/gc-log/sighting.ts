import type { Occurrence } from '../../model/fact-types.ts'
import type { Span } from '../../model/span.ts'
import { copyCursor, type LineCursor } from '../../source/block.ts'
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
  /** Kept by itself: its excerpt is made once, at the end, and not for each of thousands. */
  #line: LineCursor | undefined

  see(uri: string, moment: Moment, cursor: LineCursor): void {
    this.count++
    if (this.count === 1) {
      this.first = moment
      this.firstLine = cursor.line
    }
    this.last = moment
    this.lastLine = cursor.line
    this.#uri = uri
    this.#line = copyCursor(cursor)
  }

  /** The last line that showed it. */
  get span(): Span | undefined {
    return this.#line && spanOf(this.#uri, this.#line)
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
