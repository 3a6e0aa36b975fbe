// A block is a run of whole lines in one byte array. Readers get blocks, not lines, so that a hot loop over a
// gigabyte stays inside one function.

import type { LineEnds } from './line-ends.ts'

const NEWLINE = 10
const CARRIAGE_RETURN = 13

export interface Block {
  /** Valid during the call only. UTF-8, or bytes of an unknown 8-bit encoding. */
  readonly bytes: Uint8Array
  readonly start: number
  /** Behind the last byte. Every line ends with \n, but for the last one of the artifact. */
  readonly end: number
  /** Number of the first line, from 1. */
  readonly firstLine: number
  /** Offset of `start` in the artifact. */
  readonly byteOffset: number
  /** Where its lines end, when that is known already; valid during the call only. */
  readonly lineEnds?: LineEnds
  /** Set where a wrapper was peeled: the place of each line of this block in the artifact itself. */
  readonly origins?: readonly LineOrigin[]
}

/** Where a peeled line stands in the artifact, and what its wrapper said of it. */
export interface LineOrigin {
  readonly line: number
  readonly endLine: number
  readonly byteOffset: number
  /** The wrapper's own stamp in epoch milliseconds. */
  readonly epochMs?: number
  /** Service, container or stream that the wrapper names. */
  readonly source?: string
}

/** The line being looked at; one object, changed from line to line. */
export interface LineCursor {
  bytes: Uint8Array
  /** Without the line end: neither \n nor \r is in [start, end). */
  start: number
  end: number
  line: number
  endLine: number
  byteOffset: number
  origin: LineOrigin | undefined
}

/** A cursor that stands nowhere yet. */
export function newCursor(): LineCursor {
  return { bytes: new Uint8Array(0), start: 0, end: 0, line: 0, endLine: 0, byteOffset: 0, origin: undefined }
}

/** Calls `visit` for each line; the cursor is reused. */
export function eachLine(block: Block, visit: (cursor: LineCursor) => void): void {
  const { bytes, end, lineEnds } = block
  const cursor = cursorOf(block)
  let start = block.start
  for (let index = 0; start < end; index++) {
    const stop = lineEnds === undefined ? lineEnd(bytes, start, end) : (lineEnds.at[index] as number)
    move(cursor, block, index, start, stop)
    visit(cursor)
    start = stop + 1
  }
}

/** A cursor for `moveToLine`; it stands nowhere yet. */
export function cursorOf({ bytes }: Block): LineCursor {
  return { bytes, start: 0, end: 0, line: 0, endLine: 0, byteOffset: 0, origin: undefined }
}

/** Puts the cursor on the block's line `index`, from 0: for readers that take many lines at a time and go on behind them. */
export function moveToLine(cursor: LineCursor, block: Block, lineEnds: LineEnds, index: number): LineCursor {
  const start = index === 0 ? block.start : (lineEnds.at[index - 1] as number) + 1
  move(cursor, block, index, start, lineEnds.at[index] as number)
  return cursor
}

function move(cursor: LineCursor, block: Block, index: number, start: number, stop: number): void {
  const origin = block.origins?.[index]
  cursor.bytes = block.bytes
  cursor.start = start
  cursor.end = stop > start && block.bytes[stop - 1] === CARRIAGE_RETURN ? stop - 1 : stop
  cursor.line = origin ? origin.line : block.firstLine + index
  cursor.endLine = origin ? origin.endLine : cursor.line
  cursor.byteOffset = origin ? origin.byteOffset : block.byteOffset - block.start + start
  cursor.origin = origin
}

function lineEnd(bytes: Uint8Array, start: number, end: number): number {
  const newline = bytes.indexOf(NEWLINE, start)
  return newline < 0 || newline >= end ? end : newline
}

/** The cursor's line by itself: the cursor moves on, and its bytes are reused. */
export function copyCursor(cursor: LineCursor): LineCursor {
  const bytes = new Uint8Array(cursor.bytes.subarray(cursor.start, cursor.end))
  return { ...cursor, bytes, start: 0, end: bytes.length }
}

const utf8 = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true })

/** The cursor's line as text; bytes that are no UTF-8 become U+FFFD. */
export function lineText(cursor: LineCursor): string {
  return utf8.decode(cursor.bytes.subarray(cursor.start, cursor.end))
}
