// A record is a line that starts with level and time, and all lines up to the next such line. Its text is kept as bytes
// until somebody asks: most records are never decoded.

import type { Instant } from '../../model/instant.ts'
import type { Span } from '../../model/span.ts'
import type { LineCursor } from '../../source/block.ts'
import { copyBytes } from '../../source/copy-bytes.ts'
import { excerptOf } from '../../source/excerpt.ts'
import type { LineParser, LogLine } from './log-line.ts'
import { instantOf, instantOfEpoch } from './stamp.ts'

const utf8 = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true })
/** A line longer than this is shortened before it is decoded. */
const MAX_LINE_BYTES = 1 << 16

/** Bytes as text; what is no UTF-8 becomes U+FFFD. */
export function decode(bytes: Uint8Array, start: number, end: number): string {
  return utf8.decode(bytes.subarray(start, Math.min(end, start + MAX_LINE_BYTES)))
}

/** Where a line stands, without its text. */
export interface Place {
  readonly line: number
  readonly endLine: number
  readonly byteOffset: number
}

/** The line that a record starts with; one object a source, changed from record to record. */
export class RecordHead {
  bytes: Uint8Array = new Uint8Array(0)
  start = 0
  end = 0
  /** The wrapper's stamp, for lines that have none of their own. */
  epochMs: number | undefined
  /** False before the first record, and behind one that was ended by something else. */
  isOpen = false
  #parsed: LogLine | undefined

  /** `parsed` undefined: the gate let it pass, and nobody has asked for its parts yet. */
  put(cursor: LineCursor, parsed: LogLine | undefined): void {
    this.bytes = cursor.bytes
    this.start = cursor.start
    this.end = cursor.end
    this.epochMs = cursor.origin?.epochMs
    this.#parsed = parsed
    this.isOpen = true
  }

  /** Copies the line, since a block's bytes do not outlive it. */
  keep(): void {
    this.bytes = copyBytes(this.bytes, this.start, Math.min(this.end, this.start + MAX_LINE_BYTES))
    this.start = 0
    this.end = this.bytes.length
  }

  get isUnread(): boolean {
    return this.#parsed === undefined
  }

  parse(parser: LineParser): LogLine | undefined {
    if (this.isOpen) this.#parsed ??= parser.parse(decode(this.bytes, this.start, this.end))
    return this.#parsed
  }
}

/** When a line was written: by its own stamp, else by its wrapper's. */
export function instantOfLine(line: LogLine | undefined, wrapperMs: number | undefined): Instant | undefined {
  if (line?.epochMs !== undefined) return instantOfEpoch(line.epochMs)
  const own = line?.time === undefined ? undefined : instantOf(line.time)
  return own ?? (wrapperMs === undefined ? undefined : instantOfEpoch(wrapperMs))
}

export function spanAt(artifact: string, { line, endLine, byteOffset }: Place, text: string): Span {
  return { artifact, line, endLine, byteOffset, excerpt: excerptOf(text) }
}
