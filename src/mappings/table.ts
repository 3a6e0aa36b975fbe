// The rows of a memory map in columns: a million rows are 45 MB of numbers and a few thousand strings.

import type { Block } from '../source/block.ts'
import type { LineEnds } from '../source/line-ends.ts'
import { Columns } from './columns.ts'
import { MapRowScanner } from './map-row.ts'
import { codeOf } from './mapping-kind.ts'
import { isKeptWhole, PathReader } from './path-reader.ts'
import { LOOK_CLOSER, NO_MAPPING } from './place-kind.ts'
import { Places } from './places.ts'

/** The mapping starts at the file's first byte: a bit of the `flags` column besides those of map-row.ts and path-reader.ts. */
export const FROM_START = 64

const CARRIAGE_RETURN = 13
/** Most files hold a few hundred rows. What was not used of a column never takes memory, so that it may grow by much. */
const ROWS_AT_FIRST = 256
const GROWTH = 4
const SLASH = 47
const BRACKET = 91
const COLON = 58
/** Where x86-64 has its gate page, for printers that leave the name out (pmap). */
const VSYSCALL_ADDRESS = 0xffffffffff600000

const ANONYMOUS: number = codeOf('anonymous')
const GATE: number = codeOf('gate')
const FILE: number = codeOf('file')

export class MappingTable extends Columns {
  rows = 0
  /** Line of the first and the last row, and offset of the first. */
  firstLine = 0
  lastLine = 0
  firstByteOffset = 0

  readonly places: Places = new Places()

  /** The last run ended before a row that is below the one before it. */
  stepsDown = false

  readonly #ascending: boolean
  readonly #row = new MapRowScanner()
  readonly #path = new PathReader()
  #kind = 0
  #place = 0

  /** `ascending`: refuses a row that is below the one before it, which is how the map of another process begins. */
  constructor({ ascending = false }: { readonly ascending?: boolean } = {}) {
    super()
    this.#ascending = ascending
  }

  /** Takes the rows that follow each other from the block's line `index` on; answers how many there were. */
  addRun(block: Block, lineEnds: LineEnds, index: number): number {
    const { bytes } = block
    const start = startOf(block, lineEnds, index)
    this.stepsDown = false
    if (!this.#row.scan(bytes, start, withoutReturn(bytes, start, lineEnds.at[index] as number))) return 0
    let line = index
    do {
      this.#makeRoom()
      line = this.#fillRoom(bytes, lineEnds, line, startOf(block, lineEnds, line))
    } while (this.rows === this.room && line < lineEnds.count)
    if (line > index) this.#noteLines(block, index, line - 1, start)
    return line - index
  }

  /** Takes the line in [start, end); false when it is no row of a memory map. */
  add(bytes: Uint8Array, start: number, end: number, line: number, byteOffset: number): boolean {
    this.#makeRoom()
    if (!this.#addRow(bytes, start, end)) return false
    if (this.rows === 1) {
      this.firstLine = line
      this.firstByteOffset = byteOffset
    }
    this.lastLine = line
    return true
  }

  /** Room for one more row at least. */
  #makeRoom(): void {
    if (this.rows < this.room) return
    if (this.rows === 0) this.reuse()
    if (this.rows === this.room) this.growTo(Math.max(ROWS_AT_FIRST, this.rows * GROWTH))
  }

  /** Answers the first line that is no row, or for which there is no room. */
  #fillRoom(bytes: Uint8Array, { at: ends, count }: LineEnds, firstLine: number, firstStart: number): number {
    const behind = Math.min(count, firstLine + this.room - this.rows)
    let line = firstLine
    let start = firstStart
    while (line < behind) {
      const stop = ends[line] as number
      if (!this.#addRow(bytes, start, withoutReturn(bytes, start, stop))) break
      start = stop + 1
      line++
    }
    return line
  }

  #addRow(bytes: Uint8Array, start: number, end: number): boolean {
    if (!this.#row.scan(bytes, start, end)) return false
    this.#readPath(bytes, this.#row.pathStart, this.#row.pathEnd)
    if (this.#kind === NO_MAPPING) return false
    if (this.#ascending && this.rows > 0 && this.#row.low < (this.start[this.rows - 1] as number)) {
      this.stepsDown = true
      return false
    }
    this.#push()
    return true
  }

  #readPath(bytes: Uint8Array, start: number, end: number): void {
    if (bytes[start] === SLASH && this.#path.readIndex(bytes, start, end)) {
      this.#kind = this.#path.kind
      this.#place = this.places.intern(bytes, start, this.#path.baseStart)
    } else if (start === end || isPseudo(bytes, start, end)) this.#readNoFile(bytes, start, end)
    else this.#readFile(bytes, start, end)
  }

  #readNoFile(bytes: Uint8Array, start: number, end: number): void {
    this.#path.clear()
    this.#place = 0
    if (start < end) this.#takeWhole(bytes, start, end)
    else this.#kind = this.#row.low === VSYSCALL_ADDRESS ? GATE : ANONYMOUS
  }

  #readFile(bytes: Uint8Array, start: number, end: number): void {
    const path = this.#path
    path.read(bytes, start, end)
    this.#kind = path.kind
    this.#place = this.places.intern(bytes, start, isKeptWhole(path.kind) ? path.end : path.baseStart)
    if (path.kind !== FILE || this.#place === 0) return
    this.#kind = this.places.kinds[this.#place] as number
    if (this.#kind === LOOK_CLOSER) this.#takeWhole(bytes, start, path.end)
  }

  #takeWhole(bytes: Uint8Array, start: number, end: number): void {
    this.#place = this.places.intern(bytes, start, end)
    this.#kind = this.places.kinds[this.#place] as number
  }

  #push(): void {
    const row = this.rows++
    const { low, high, permissions, offset, device, inode } = this.#row
    const path = this.#path
    this.start[row] = low
    this.bytes[row] = high - low
    this.inode[row] = inode
    this.device[row] = device
    this.baseOffset[row] = path.baseOffset
    this.place[row] = this.#place
    this.kind[row] = this.#kind
    this.flags[row] = permissions | path.marks | (offset === 0 ? FROM_START : 0)
  }

  #noteLines({ firstLine, byteOffset, start, origins }: Block, first: number, last: number, at: number): void {
    if (this.firstLine === 0) {
      this.firstLine = origins?.[first]?.line ?? firstLine + first
      this.firstByteOffset = origins?.[first]?.byteOffset ?? byteOffset + at - start
    }
    this.lastLine = origins?.[last]?.line ?? firstLine + last
  }
}

function startOf(block: Block, lineEnds: LineEnds, index: number): number {
  return index === 0 ? block.start : (lineEnds.at[index - 1] as number) + 1
}

function withoutReturn(bytes: Uint8Array, start: number, stop: number): number {
  return stop > start && bytes[stop - 1] === CARRIAGE_RETURN ? stop - 1 : stop
}

/** `[heap]`, and what the kernel writes without a slash: `anon_inode:…`, `socket:[…]`. */
function isPseudo(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start] === SLASH) return false
  if (bytes[start] === BRACKET) return true
  for (let at = start; at < end; at++) if (bytes[at] === COLON) return true
  return false
}
