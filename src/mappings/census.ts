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
const KAFKA_KINDS = [codeOf('kafka-index'), codeOf('kafka-timeindex'), codeOf('kafka-txnindex')]
/** Offset of the sums of deleted index files. */
const GONE = MAPPING_KINDS.length

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
  const sums = sumRows(table, kinds)
  const partitions = groupPartitions(table, sums)
  const brkEnd = endOfBrk(table)
  return {
    moment: context.moment,
    rows: table.rows,
    counted: table.rows - (sums.kinds.count[GATE] as number),
    limit: context.limit ?? DEFAULT_MAX_MAP_COUNT,
    limitSource: context.limit === undefined ? 'assumed' : 'log',
    total: context.total,
    // The footer is exact or one too high (JDK-8306507 counts newlines in a stale buffer): two more are missing rows.
    complete: context.complete && (context.total === null || table.rows >= context.total - 1),
    deleted: total(sums.kinds.deleted),
    duplicatedInodes: countDuplicatedInodes(table),
    ...(hidesInodes(table) ? { inodesKnown: false } : {}),
    groups: groupAll(table, kinds, sums),
    topicPartitions: partitions.slice(0, LONGEST_LIST),
    topicPartitionCount: partitions.length,
    kafkaSegments: countLiveSegments(table, sums),
    folders: groupFolders(table, sums).slice(0, LONGEST_LIST),
    threadStacks,
    ...(context.javaHeap === undefined ? {} : { javaHeap: context.javaHeap }),
    ...(brkEnd === undefined ? {} : { brkEnd }),
    libraries: libraryNames(table, (place) => sums.libraries[place] === 1),
    deletedLibraries: libraryNames(table, (place) => sums.deletedLibraries[place] === 1),
  }
}

/** Sums of the rows, by kind and by place (folder or whole path). */
interface RowSums {
  /** By kind code; index files with a `deleted` name or mark GONE places further on. */
  readonly kinds: Sums
  /** By place: Kafka's index files, files of no other kind, and all the rest that is a file. */
  readonly kafka: Sums
  readonly plain: Sums
  readonly others: Sums
  /** 1 for a library or jar, and for one that is unlinked. */
  readonly libraries: Uint8Array
  readonly deletedLibraries: Uint8Array
}

interface Sums {
  readonly count: Uint32Array
  readonly bytes: Float64Array
  readonly deleted: Uint32Array
}

/** One pass for all sums: a fresh process runs it in the interpreter, where each pass over 65,000 rows costs 5 ms. */
function sumRows(table: MappingTable, kinds: Uint8Array): RowSums {
  const places = table.places.texts.length
  const sums: RowSums = {
    kinds: newSums(GONE * 2),
    kafka: newSums(places),
    plain: newSums(places),
    others: newSums(places),
    libraries: new Uint8Array(places),
    deletedLibraries: new Uint8Array(places),
  }
  for (let row = 0; row < table.rows; row++) {
    const kind = kinds[row] as number
    const bytes = table.bytes[row] as number
    if (isFile(kind)) sumFile(sums, kind, table.place[row] as number, bytes, table.flags[row] as number)
    else addTo(sums.kinds, kind, bytes, 0)
  }
  return sums
}

function sumFile(sums: RowSums, kind: number, place: number, bytes: number, flags: number): void {
  const deleted = (flags & DELETED) === 0 ? 0 : 1
  if (isKafkaIndex(kind)) {
    const gone = (flags & (DELETED | RENAMED)) === 0 ? 0 : GONE
    addTo(sums.kinds, kind + gone, bytes, deleted)
    addTo(sums.kafka, place, bytes, deleted)
    return
  }
  addTo(sums.kinds, kind, bytes, deleted)
  addTo(kind === FILE ? sums.plain : sums.others, place, bytes, deleted)
  if (kind === SHARED_LIBRARY) sums.libraries[place] = 1
  if (deleted === 1 && (kind === SHARED_LIBRARY || kind === JAR)) sums.deletedLibraries[place] = 1
}

function newSums(places: number): Sums {
  return { count: new Uint32Array(places), bytes: new Float64Array(places), deleted: new Uint32Array(places) }
}

function addTo(sums: Sums, at: number, bytes: number, deleted: number): void {
  sums.count[at] = (sums.count[at] as number) + 1
  sums.bytes[at] = (sums.bytes[at] as number) + bytes
  sums.deleted[at] = (sums.deleted[at] as number) + deleted
}

function total(counts: Uint32Array): number {
  let sum = 0
  for (const count of counts) sum += count
  return sum
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

function groupAll(table: MappingTable, kinds: Uint8Array, sums: RowSums): MappingGroup[] {
  const tally = new Tally()
  const { count, bytes, deleted } = sums.kinds
  for (let at = 0; at < count.length; at++) {
    if (count[at] === 0 || at === FILE || at === ANONYMOUS) continue
    const name = at < GONE ? groupName(at) : `${groupName(at - GONE)}-deleted`
    tally.add(name, undefined, count[at] as number, bytes[at] as number, deleted[at] as number)
  }
  const anonymous = { rows: count[ANONYMOUS] as number, bytes: bytes[ANONYMOUS] as number }
  groupAnonymous(table, kinds, anonymous, tally)
  groupFiles(table, sums, tally)
  return tally.sorted()
}

/** The gate and the first thread's stack belong to no one: special. */
function groupName(kind: number): string {
  const name = MAPPING_KINDS[kind] as string
  return name === 'gate' || name === 'stack' ? 'special' : name
}

/** Other files by folder; those behind the longest list in one group without a name. */
function groupFiles(table: MappingTable, { plain }: RowSums, tally: Tally): void {
  const folders = tallyOf(table, plain, 'file', (text) => text || undefined).sorted()
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

function groupPartitions(table: MappingTable, sums: RowSums): MappingGroup[] {
  return tallyOf(table, sums.kafka, 'kafka-index', topicPartitionOf)
    .sorted()
    .filter((group) => group.detail !== undefined)
}

/** Folders of all mapped files, index files and libraries included. */
function groupFolders(table: MappingTable, { kafka, plain, others }: RowSums): MappingGroup[] {
  const tally = new Tally()
  for (const sums of [kafka, plain, others]) {
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
function countLiveSegments(table: MappingTable, { kinds }: RowSums): number {
  const live = KAFKA_KINDS.reduce((sum, kind) => sum + (kinds.count[kind] as number), 0)
  const index = new RowIndex(table.baseOffset, table.place, live)
  for (let row = 0; live > 0 && row < table.rows; row++) {
    const flags = table.flags[row] as number
    if (isKafkaIndex(table.kind[row] as number) && (flags & (DELETED | RENAMED)) === 0) index.slotOf(row)
  }
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
