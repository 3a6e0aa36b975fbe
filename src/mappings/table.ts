// The rows of a memory map in columns: a million rows are 45 MB of numbers and a few thousand strings.

import { MapRowScanner } from './map-row.ts'
import { codeOf } from './mapping-kind.ts'
import { isKeptWhole, PathReader } from './path-reader.ts'
import { LOOK_CLOSER, NO_MAPPING } from './place-kind.ts'
import { Places } from './places.ts'

/** Bits of the `flags` column behind the permissions of map-row.ts. */
export const DELETED = 16
/** Kafka's own `.deleted` name. */
export const RENAMED = 32
/** The mapping starts at the file's first byte. */
export const FROM_START = 64

const ROWS_AT_FIRST = 1024
const SLASH = 47
const BRACKET = 91
const COLON = 58
/** Where x86-64 has its gate page, for printers that leave the name out (pmap). */
const VSYSCALL_ADDRESS = 0xffffffffff600000

const ANONYMOUS: number = codeOf('anonymous')
const GATE: number = codeOf('gate')
const FILE: number = codeOf('file')

export class MappingTable {
  rows = 0
  /** Line of the first and the last row, and offset of the first. */
  firstLine = 0
  lastLine = 0
  firstByteOffset = 0

  start: Float64Array = new Float64Array(ROWS_AT_FIRST)
  bytes: Float64Array = new Float64Array(ROWS_AT_FIRST)
  inode: Float64Array = new Float64Array(ROWS_AT_FIRST)
  /** First offset of a Kafka segment; 0 for other files. */
  baseOffset: Float64Array = new Float64Array(ROWS_AT_FIRST)
  device: Uint32Array = new Uint32Array(ROWS_AT_FIRST)
  /** Index into `places`: the folder, or the whole path of libraries, jars and pseudo files. */
  place: Uint32Array = new Uint32Array(ROWS_AT_FIRST)
  /** READ, WRITE, EXECUTE, SHARED, DELETED, RENAMED, FROM_START. */
  flags: Uint8Array = new Uint8Array(ROWS_AT_FIRST)
  /** Code of the path's kind, see mapping-kind.ts. */
  kind: Uint8Array = new Uint8Array(ROWS_AT_FIRST)
  readonly places: Places = new Places()

  readonly #row = new MapRowScanner()
  readonly #path = new PathReader()
  #kind = 0
  #place = 0
  #lineBefore = 0

  /** Takes the line in [start, end); false when it is no row of a memory map. */
  add(bytes: Uint8Array, start: number, end: number, line: number, byteOffset: number): boolean {
    if (!this.#row.scan(bytes, start, end)) return false
    this.#readPath(bytes)
    if (this.#kind === NO_MAPPING) return false
    if (this.rows === 0) {
      this.firstLine = line
      this.firstByteOffset = byteOffset
    }
    this.#lineBefore = this.lastLine
    this.lastLine = line
    this.#push()
    return true
  }

  /** Takes back the row that was added last. */
  dropLast(): void {
    this.rows--
    this.lastLine = this.#lineBefore
  }

  #readPath(bytes: Uint8Array): void {
    const { pathStart, pathEnd } = this.#row
    this.#path.clear()
    this.#place = 0
    if (pathStart === pathEnd) this.#kind = this.#row.low === VSYSCALL_ADDRESS ? GATE : ANONYMOUS
    else if (isPseudo(bytes, pathStart, pathEnd)) this.#takeWhole(bytes, pathStart, pathEnd)
    else this.#readFile(bytes, pathStart, pathEnd)
  }

  #readFile(bytes: Uint8Array, start: number, end: number): void {
    const path = this.#path
    path.read(bytes, start, end)
    this.#kind = path.kind
    if (isKeptWhole(path.kind)) {
      this.#place = this.places.intern(bytes, start, path.end)
      return
    }
    this.#place = this.places.intern(bytes, start, path.baseStart)
    if (path.kind !== FILE || this.#place === 0) return
    this.#kind = this.places.kinds[this.#place] as number
    if (this.#kind === LOOK_CLOSER) this.#takeWhole(bytes, start, path.end)
  }

  #takeWhole(bytes: Uint8Array, start: number, end: number): void {
    this.#place = this.places.intern(bytes, start, end)
    this.#kind = this.places.kinds[this.#place] as number
  }

  #push(): void {
    if (this.rows === this.kind.length) this.#grow()
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
    this.flags[row] =
      permissions | (path.deleted ? DELETED : 0) | (path.renamed ? RENAMED : 0) | (offset === 0 ? FROM_START : 0)
  }

  /** Twice the room. One column after the other, so that at most one column is there twice. */
  #grow(): void {
    const room = this.rows * 2
    this.start = copied(this.start, new Float64Array(room))
    this.bytes = copied(this.bytes, new Float64Array(room))
    this.inode = copied(this.inode, new Float64Array(room))
    this.baseOffset = copied(this.baseOffset, new Float64Array(room))
    this.device = copied(this.device, new Uint32Array(room))
    this.place = copied(this.place, new Uint32Array(room))
    this.flags = copied(this.flags, new Uint8Array(room))
    this.kind = copied(this.kind, new Uint8Array(room))
  }
}

/** `[heap]`, and what the kernel writes without a slash: `anon_inode:…`, `socket:[…]`. */
function isPseudo(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start] === SLASH) return false
  if (bytes[start] === BRACKET) return true
  for (let at = start; at < end; at++) if (bytes[at] === COLON) return true
  return false
}

function copied<T extends Float64Array | Uint32Array | Uint8Array>(from: T, to: T): T {
  to.set(from)
  return to
}
