import { EXECUTE, SHARED } from './map-row.ts'
import { codeOf, isFile, isKafkaIndex, MAPPING_KINDS } from './mapping-kind.ts'
import { DELETED, RENAMED } from './path-reader.ts'
import { RowIndex } from './row-index.ts'
import { FROM_START, type MappingTable } from './table.ts'

const FILE = codeOf('file')
const JAR = codeOf('jar')
const SHARED_LIBRARY = codeOf('shared-library')

/** Where the sums of deleted index files stand, behind those of the live ones. */
export const GONE = MAPPING_KINDS.length

export interface Sums {
  readonly count: Uint32Array
  readonly bytes: Float64Array
  readonly deleted: Uint32Array
}

/**
 * What the rows of a table add up to, by kind and by place (folder or whole path). In one pass, row by row: a fresh
 * process runs it in the interpreter, where each pass over 65,000 rows costs 5 ms.
 */
export class RowSums {
  /** By kind code; index files with a `deleted` name or mark GONE further on. */
  readonly kinds: Sums = newSums(GONE * 2)
  /** By place: Kafka's index files, files of no other kind, and all the rest that is a file. */
  readonly kafka: Sums
  readonly plain: Sums
  readonly others: Sums
  /** By place: 1 for a library or jar, and for one that is unlinked. */
  readonly libraries: Uint8Array
  readonly deletedLibraries: Uint8Array
  files = 0
  /** Files whose inode is printed. */
  identified = 0
  /** Files that are mapped more than once with different sizes. */
  duplicatedInodes = 0

  readonly #table: MappingTable
  readonly #inodes: RowIndex
  /** By slot of #inodes: 1 for a file that is counted as duplicated. */
  readonly #duplicated: Uint8Array
  readonly #segments: RowIndex

  /** `kinds`: the final kind codes, one a row. */
  constructor(table: MappingTable, kinds: Uint8Array) {
    const places = table.places.texts.length
    this.kafka = newSums(places)
    this.plain = newSums(places)
    this.others = newSums(places)
    this.libraries = new Uint8Array(places)
    this.deletedLibraries = new Uint8Array(places)
    this.#table = table
    this.#inodes = new RowIndex(table.inode, table.device, table.rows)
    this.#duplicated = new Uint8Array(this.#inodes.slots)
    this.#segments = new RowIndex(table.baseOffset, table.place, table.rows)
    for (let row = 0; row < table.rows; row++) this.#add(row, kinds[row] as number)
  }

  /** A segment has an offset index and a time index: two live files of one base offset in one folder are one segment. */
  get segments(): number {
    return this.#segments.entries
  }

  #add(row: number, kind: number): void {
    const bytes = this.#table.bytes[row] as number
    if (isFile(kind)) this.#addFile(row, kind, bytes, this.#table.flags[row] as number)
    else addTo(this.kinds, kind, bytes, 0)
  }

  #addFile(row: number, kind: number, bytes: number, flags: number): void {
    const place = this.#table.place[row] as number
    const deleted = (flags & DELETED) === 0 ? 0 : 1
    if (isKafkaIndex(kind)) {
      const isLive = (flags & (DELETED | RENAMED)) === 0
      if (isLive) this.#segments.slotOf(row)
      addTo(this.kinds, isLive ? kind : kind + GONE, bytes, deleted)
      addTo(this.kafka, place, bytes, deleted)
    } else {
      addTo(this.kinds, kind, bytes, deleted)
      addTo(kind === FILE ? this.plain : this.others, place, bytes, deleted)
      if (kind === SHARED_LIBRARY) this.libraries[place] = 1
      if (deleted === 1 && (kind === SHARED_LIBRARY || kind === JAR)) this.deletedLibraries[place] = 1
    }
    this.files++
    if (this.#table.inode[row] !== 0) this.#identify(row, kind, bytes, flags)
  }

  /**
   * A file mapped more than once with different sizes was resized and mapped again while its earlier mapping stayed. Only
   * shared mappings from the file's first byte count; libraries and archives are mapped piece by piece, and those pieces
   * are private or start further on.
   */
  #identify(row: number, kind: number, bytes: number, flags: number): void {
    this.identified++
    const isWhole = (flags & (SHARED | FROM_START | EXECUTE)) === (SHARED | FROM_START)
    if (!isWhole || kind === SHARED_LIBRARY) return
    const slot = this.#inodes.slotOf(row)
    if (this.#duplicated[slot] === 1 || this.#table.bytes[this.#inodes.firstOf(slot)] === bytes) return
    this.#duplicated[slot] = 1
    this.duplicatedInodes++
  }
}

/** In one buffer: most tables have few places, and making a buffer costs more than filling it. */
function newSums(places: number): Sums {
  const buffer = new ArrayBuffer(places * 16)
  return {
    bytes: new Float64Array(buffer, 0, places),
    count: new Uint32Array(buffer, places * 8, places),
    deleted: new Uint32Array(buffer, places * 12, places),
  }
}

function addTo(sums: Sums, at: number, bytes: number, deleted: number): void {
  sums.count[at] = (sums.count[at] as number) + 1
  sums.bytes[at] = (sums.bytes[at] as number) + bytes
  sums.deleted[at] = (sums.deleted[at] as number) + deleted
}
