// Messages at WARN and above, told apart by shape: one fact a shape, with its count. Memory is bounded: when the book
// is full, further shapes are only counted, but the last few lines are kept, since what a log says last matters most.

import type { AnyFact } from '../../model/fact.ts'
import type { Instant } from '../../model/instant.ts'
import type { Span } from '../../model/span.ts'
import type { Level } from './level.ts'
import type { LogLine } from './log-line.ts'
import { Tally } from './occurrence.ts'
import { factOf, type Run } from './run.ts'
import { ShapeCache, type ShapeScratch } from './shape.ts'

const MAX_SHAPES = 2000
const MAX_SHAPE_BYTES = 2 << 20
const MAX_LAST = 100
const MAX_MESSAGE = 1000

export interface LogEvent {
  readonly level: Level
  readonly line: LogLine
  readonly tally: Tally
  readonly span: Span
  readonly run: Run
  /** It is a marker too: its occurrences are to be looked at one by one. */
  readonly isMarker: boolean
}

export class EventBook {
  /** Events that were told apart from no other, because the book was full. */
  untold = 0
  firstUntoldLine = 0
  readonly #cache = new ShapeCache<LogEvent>(MAX_SHAPES, MAX_SHAPE_BYTES)
  readonly #events: LogEvent[] = []
  readonly #last: LogEvent[] = []

  get(shape: ShapeScratch): LogEvent | undefined {
    return this.#cache.get(shape)
  }

  add(shape: ShapeScratch, line: LogLine, at: Instant | undefined, span: Span, run: Run, isMarker: boolean): void {
    const event = { level: line.level as Level, line, tally: new Tally(at, span.line), span, run, isMarker }
    event.tally.see(span.line, at)
    if (this.#cache.add(shape, event)) this.#events.push(event)
    else this.#addLast(event)
  }

  #addLast(event: LogEvent): void {
    this.#last.push(event)
    if (this.#last.length <= MAX_LAST) return
    const forgotten = this.#last.shift() as LogEvent
    this.firstUntoldLine ||= forgotten.span.line
    this.untold++
  }

  facts(): AnyFact[] {
    return [...this.#events, ...this.#last].map(({ level, line, tally, span, run }) => {
      const value = {
        level,
        ...(line.logger === undefined ? {} : { logger: line.logger }),
        ...(line.thread === undefined ? {} : { thread: line.thread }),
        message: line.message.slice(0, MAX_MESSAGE),
        ...tally.occurrence,
      }
      return factOf('log.event', value, span, tally.first, run)
    })
  }
}
