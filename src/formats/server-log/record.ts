// A record is a line that starts with level and time, and all lines up to the next such line. Its text is kept as bytes
// until somebody asks: most records are never decoded.

import type { Instant } from '../../model/instant.ts'
import type { Span } from '../../model/span.ts'
import { excerptOf } from '../../source/excerpt.ts'
import type { LineParser, LogLine } from './log-line.ts'
import { instantOf, instantOfEpoch } from './stamp.ts'

const utf8 = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true })
const MAX_HEAD_BYTES = 1 << 16

/** Bytes as text; what is no UTF-8 becomes U+FFFD. */
export function decode(bytes: Uint8Array, start: number, end: number): string {
  return utf8.decode(bytes.subarray(start, end))
}

/** A place of a line, without its text. */
export interface Place {
  readonly line: number
  readonly endLine: number
  readonly byteOffset: number
}

/** The line that a record starts with; one object a source, changed from record to record. */
export class RecordHead implements Place {
  bytes: Uint8Array = new Uint8Array(0)
  start = 0
  end = 0
  line = 0
  endLine = 0
  byteOffset = 0
  /** The wrapper's stamp, for lines that have none of their own. */
  epochMs: number | undefined
  /** False before the first record, and behind one that was ended by something else. */
  isOpen = false
  #parsed: LogLine | undefined

  put(bytes: Uint8Array, start: number, end: number, parsed: LogLine | undefined): void {
    this.bytes = bytes
    this.start = start
    this.end = end
    this.#parsed = parsed
    this.isOpen = true
  }

  /** Copies the line, since a block's bytes do not outlive it. */
  keep(): void {
    const end = Math.min(this.end, this.start + MAX_HEAD_BYTES)
    this.bytes = this.bytes.slice(this.start, end)
    this.start = 0
    this.end = this.bytes.length
  }

  /** The gate let it pass, and nobody has asked for its parts yet. */
  get isUnread(): boolean {
    return this.#parsed === undefined
  }

  parse(parser: LineParser): LogLine | undefined {
    if (this.isOpen) this.#parsed ??= parser.parse(this.text)
    return this.#parsed
  }

  get text(): string {
    return decode(this.bytes, this.start, this.end)
  }

  instant(line: LogLine | undefined): Instant | undefined {
    return instantOfLine(line, this.epochMs)
  }
}

/** When a line was written: by its own stamp, else by its wrapper's. */
export function instantOfLine(line: LogLine | undefined, wrapperMs: number | undefined): Instant | undefined {
  if (line?.epochMs !== undefined) return instantOfEpoch(line.epochMs)
  const own = line?.time === undefined ? undefined : instantOf(line.time)
  return own ?? (wrapperMs === undefined ? undefined : instantOfEpoch(wrapperMs))
}

export function spanAt(artifact: string, place: Place, endLine: number, text: string): Span {
  return { artifact, line: place.line, endLine, byteOffset: place.byteOffset, excerpt: excerptOf(text) }
}
