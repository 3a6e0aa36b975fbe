// What a memory map is made of: how many rows the kernel counts against vm.max_map_count, and whose they are.

import type { MappingGroup, MappingsCensus, Moment } from '../model/fact-types.ts'
import { groupAnonymous } from './anonymous-sizes.ts'
import { countDuplicatedInodes } from './duplicated-inodes.ts'
import { topicPartitionOf } from './kafka-partition.ts'
import { codeOf, isFile, isKafkaIndex, MAPPING_KINDS } from './mapping-kind.ts'
import { tellAnonymous } from './neighbours.ts'
import { RowIndex } from './row-index.ts'
import { DELETED, type MappingTable, RENAMED } from './table.ts'
import { Tally } from './tally.ts'

/** 65535 - 5: DEFAULT_MAX_MAP_COUNT of include/linux/mm.h, unless the distribution raised it. */
export const DEFAULT_MAX_MAP_COUNT = 65_530

const LONGEST_LIST = 20
const MAX_LIBRARIES = 500

const ANONYMOUS = codeOf('anonymous')
const GATE = codeOf('gate')
const FILE = codeOf('file')
const JAR = codeOf('jar')
const SHARED_LIBRARY = codeOf('shared-library')
const MALLOC_HEAP = codeOf('malloc-heap')

export interface CensusContext {
  readonly moment: Moment
  /** vm.max_map_count, where the same artifact states it. */
  readonly limit?: number
  /** The footer "Total number of mappings". */
  readonly total: number | null
  /** The list is known to have its end. */
  readonly complete: boolean
  readonly javaHeap?: { readonly low: number; readonly high: number }
}

export function takeCensus(table: MappingTable, context: CensusContext): MappingsCensus {
  const { kinds, threadStacks } = tellAnonymous(table, context.javaHeap)
  const places = countByPlace(table, kinds)
  const partitions = groupPartitions(table, places)
  const brkEnd = endOfBrk(table)
  return {
    moment: context.moment,
    rows: table.rows,
    counted: table.rows - countKind(kinds, GATE),
    limit: context.limit ?? DEFAULT_MAX_MAP_COUNT,
    limitSource: context.limit === undefined ? 'assumed' : 'log',
    total: context.total,
    // The footer is exact or one too high (JDK-8306507 counts newlines in a stale buffer): two more are missing rows.
    complete: context.complete && (context.total === null || table.rows >= context.total - 1),
    deleted: countDeleted(table, kinds),
    duplicatedInodes: countDuplicatedInodes(table),
    ...(hidesInodes(table) ? { inodesKnown: false } : {}),
    groups: groupAll(table, kinds),
    topicPartitions: partitions.slice(0, LONGEST_LIST),
    topicPartitionCount: partitions.length,
    kafkaSegments: countLiveSegments(table),
    folders: groupFolders(table, places).slice(0, LONGEST_LIST),
    threadStacks,
    ...(context.javaHeap === undefined ? {} : { javaHeap: context.javaHeap }),
    ...(brkEnd === undefined ? {} : { brkEnd }),
    libraries: libraryNames(table, (place) => places.libraries[place] === 1),
    deletedLibraries: libraryNames(table, (place) => places.deletedLibraries[place] === 1),
  }
}

/** Sums of the rows of each place (folder or whole path), index files apart from the folder's other files. */
interface PlaceCounts {
  readonly kafka: Sums
  readonly files: Sums
  /** 1 for a library or jar, and for one that is unlinked. */
  readonly libraries: Uint8Array
  readonly deletedLibraries: Uint8Array
}

interface Sums {
  readonly count: Uint32Array
  readonly bytes: Float64Array
  readonly deleted: Uint32Array
}

function countByPlace(table: MappingTable, kinds: Uint8Array): PlaceCounts {
  const places = table.places.texts.length
  const counts: PlaceCounts = {
    kafka: newSums(places),
    files: newSums(places),
    libraries: new Uint8Array(places),
    deletedLibraries: new Uint8Array(places),
  }
  for (let row = 0; row < table.rows; row++) {
    const kind = kinds[row] as number
    if (!isFile(kind)) continue
    const place = table.place[row] as number
    const deleted = ((table.flags[row] as number) & DELETED) === 0 ? 0 : 1
    addTo(isKafkaIndex(kind) ? counts.kafka : counts.files, place, table.bytes[row] as number, deleted)
    if (kind === SHARED_LIBRARY) counts.libraries[place] = 1
    if (deleted === 1 && (kind === SHARED_LIBRARY || kind === JAR)) counts.deletedLibraries[place] = 1
  }
  return counts
}

function newSums(places: number): Sums {
  return { count: new Uint32Array(places), bytes: new Float64Array(places), deleted: new Uint32Array(places) }
}

function addTo(sums: Sums, at: number, bytes: number, deleted: number): void {
  sums.count[at] = (sums.count[at] as number) + 1
  sums.bytes[at] = (sums.bytes[at] as number) + bytes
  sums.deleted[at] = (sums.deleted[at] as number) + deleted
}

function countKind(kinds: Uint8Array, kind: number): number {
  let count = 0
  for (const each of kinds) if (each === kind) count++
  return count
}

function countDeleted(table: MappingTable, kinds: Uint8Array): number {
  let deleted = 0
  for (let row = 0; row < table.rows; row++) {
    if (((table.flags[row] as number) & DELETED) !== 0 && isFile(kinds[row] as number)) deleted++
  }
  return deleted
}

function hidesInodes(table: MappingTable): boolean {
  let files = 0
  for (let row = 0; row < table.rows; row++) {
    if (!isFile(table.kind[row] as number)) continue
    if (table.inode[row] !== 0) return false
    files++
  }
  return files > 0
}

function groupAll(table: MappingTable, kinds: Uint8Array): MappingGroup[] {
  const tally = new Tally()
  const byKind = newSums(MAPPING_KINDS.length * 2)
  for (let row = 0; row < table.rows; row++) {
    const kind = kinds[row] as number
    const flags = table.flags[row] as number
    const gone = isKafkaIndex(kind) && (flags & (DELETED | RENAMED)) !== 0
    const deleted = isFile(kind) && (flags & DELETED) !== 0 ? 1 : 0
    addTo(byKind, kind * 2 + (gone ? 1 : 0), table.bytes[row] as number, deleted)
  }
  for (let at = 0; at < byKind.count.length; at++) {
    const kind = at >> 1
    if (byKind.count[at] === 0 || kind === FILE || kind === ANONYMOUS) continue
    const name = groupName(kind) + (at % 2 === 1 ? '-deleted' : '')
    tally.add(name, undefined, byKind.count[at] as number, byKind.bytes[at] as number, byKind.deleted[at] as number)
  }
  groupAnonymous(table, kinds, tally)
  groupFiles(table, kinds, tally)
  return tally.sorted()
}

/** The gate and the first thread's stack belong to no one: special. */
function groupName(kind: number): string {
  const name = MAPPING_KINDS[kind] as string
  return name === 'gate' || name === 'stack' ? 'special' : name
}

/** Other files by folder; those behind the longest list in one group without a name. */
function groupFiles(table: MappingTable, kinds: Uint8Array, tally: Tally): void {
  const sums = newSums(table.places.texts.length)
  for (let row = 0; row < table.rows; row++) {
    if (kinds[row] !== FILE) continue
    const deleted = ((table.flags[row] as number) & DELETED) === 0 ? 0 : 1
    addTo(sums, table.place[row] as number, table.bytes[row] as number, deleted)
  }
  const folders = tallyOf(table, sums, 'file', (text) => text || undefined).sorted()
  for (const [at, { detail, count, bytes, deleted }] of folders.entries()) {
    tally.add('file', at < LONGEST_LIST ? detail : undefined, count, bytes, deleted)
  }
}

function tallyOf(table: MappingTable, sums: Sums, kind: string, detailOf: (text: string) => string | undefined): Tally {
  const tally = new Tally()
  for (const [place, count] of sums.count.entries()) {
    if (count === 0) continue
    const detail = detailOf(table.places.texts[place] as string)
    tally.add(kind, detail, count, sums.bytes[place] as number, sums.deleted[place] as number)
  }
  return tally
}

function groupPartitions(table: MappingTable, places: PlaceCounts): MappingGroup[] {
  return tallyOf(table, places.kafka, 'kafka-index', topicPartitionOf)
    .sorted()
    .filter((group) => group.detail !== undefined)
}

/** Folders of all mapped files, index files and libraries included. */
function groupFolders(table: MappingTable, places: PlaceCounts): MappingGroup[] {
  const tally = new Tally()
  for (const sums of [places.kafka, places.files]) {
    for (const { detail, count, bytes, deleted } of tallyOf(table, sums, 'file', folderOf).sorted()) {
      if (detail !== undefined) tally.add('file', detail, count, bytes, deleted)
    }
  }
  return tally.sorted()
}

function folderOf(path: string): string | undefined {
  const slash = path.lastIndexOf('/')
  return slash < 0 ? undefined : path.slice(0, slash + 1)
}

/** A segment has an offset index and a time index: two files of one base offset in one folder are one segment. */
function countLiveSegments(table: MappingTable): number {
  const live: number[] = []
  for (let row = 0; row < table.rows; row++) {
    const flags = table.flags[row] as number
    if (isKafkaIndex(table.kind[row] as number) && (flags & (DELETED | RENAMED)) === 0) live.push(row)
  }
  const index = new RowIndex(table.baseOffset, table.place, live.length)
  for (const row of live) index.slotOf(row)
  return index.entries
}

function endOfBrk(table: MappingTable): number | undefined {
  for (let row = 0; row < table.rows; row++) {
    if (table.kind[row] === MALLOC_HEAP) return (table.start[row] as number) + (table.bytes[row] as number)
  }
  return undefined
}

function libraryNames(table: MappingTable, isWanted: (place: number) => boolean): string[] {
  const names = new Set<string>()
  for (const [place, text] of table.places.texts.entries()) {
    if (isWanted(place)) names.add(text.slice(text.lastIndexOf('/') + 1))
  }
  return [...names].sort().slice(0, MAX_LIBRARIES)
}
