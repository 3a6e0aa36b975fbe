// Messages at WARN and above, told apart by shape: one fact a shape, with its count. Memory is bounded: when the book
// is full, further shapes are only counted, but the last few lines are kept, since what a log says last matters most.

import type { AnyFact } from '../../model/fact.ts'
import type { Instant } from '../../model/instant.ts'
import type { Span } from '../../model/span.ts'
import type { LineCursor } from '../../source/block.ts'
import { copyBytes } from '../../source/copy-bytes.ts'
import type { Level } from './level.ts'
import type { LineParser, LogLine } from './log-line.ts'
import { Tally } from './occurrence.ts'
import { decode, instantOfLine, type Place, spanAt } from './record.ts'
import { factOf, type Run } from './run.ts'
import { ShapeCache, type ShapeScratch } from './shape.ts'

const MAX_SHAPES = 2000
const MAX_SHAPE_BYTES = 2 << 20
const MAX_LATE = 100
const MAX_LATE_BYTES = 4096
const MAX_MESSAGE = 1000

export interface LogEvent {
  readonly level: Level
  /** Of a record whose first line says nothing, the message is filled in when the record ends. */
  line: LogLine
  readonly tally: Tally
  readonly span: Span
  readonly run: Run
  /** It is a marker too: its occurrences are to be looked at one by one. */
  readonly isMarker: boolean
}

/** A line of a full book, copied and not yet read. */
interface LateLine extends Place {
  readonly bytes: Uint8Array
  readonly epochMs: number | undefined
  readonly run: Run
}

export class EventBook {
  /** Events that were told apart from no other, because the book was full. */
  untold = 0
  firstUntoldLine = 0
  readonly #cache = new ShapeCache<LogEvent>(MAX_SHAPES, MAX_SHAPE_BYTES)
  readonly #events: LogEvent[] = []
  readonly #late: LateLine[] = []

  get(shape: ShapeScratch): LogEvent | undefined {
    return this.#cache.get(shape)
  }

  get isFull(): boolean {
    return this.#cache.isFull
  }

  add(shape: ShapeScratch, line: LogLine, at: Instant | undefined, span: Span, run: Run, isMarker: boolean): LogEvent {
    const event = { level: line.level as Level, line, tally: new Tally(at, span.line), span, run, isMarker }
    event.tally.see(span.line, at)
    this.#cache.add(shape, event)
    this.#events.push(event)
    return event
  }

  /** Of a full book: the last few lines are kept, in a ring. */
  addLate(cursor: LineCursor, run: Run): void {
    const { bytes, start, end, line, endLine, byteOffset, origin } = cursor
    const kept = copyBytes(bytes, start, Math.min(end, start + MAX_LATE_BYTES))
    const late = { bytes: kept, line, endLine, byteOffset, epochMs: origin?.epochMs, run }
    if (this.#late.length < MAX_LATE) {
      this.#late.push(late)
      return
    }
    const place = this.untold++ % MAX_LATE
    this.firstUntoldLine ||= (this.#late[place] as LateLine).line
    this.#late[place] = late
  }

  facts(uri: string, parser: LineParser): AnyFact[] {
    const late = this.#late.toSorted((a, b) => a.line - b.line).flatMap((kept) => readLate(uri, parser, kept) ?? [])
    return [...this.#events, ...late].map(({ level, line, tally, span, run }) => {
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

function readLate(uri: string, parser: LineParser, late: LateLine): LogEvent | undefined {
  const text = decode(late.bytes, 0, late.bytes.length)
  const line = parser.parse(text)
  if (line?.level === undefined) return undefined
  const at = instantOfLine(line, late.epochMs)
  const tally = new Tally(at, late.line)
  tally.see(late.line, at)
  return { level: line.level, line, tally, span: spanAt(uri, late, text), run: late.run, isMarker: false }
}
