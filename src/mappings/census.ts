// What a memory map is made of: how many rows the kernel counts against vm.max_map_count, and whose they are.

import type { MappingGroup, MappingsCensus, Moment } from '../model/fact-types.ts'
import { groupAnonymous } from './anonymous-sizes.ts'
import { topicPartitionOf } from './kafka-partition.ts'
import { codeOf, MAPPING_KINDS } from './mapping-kind.ts'
import { tellAnonymous } from './neighbours.ts'
import { GONE, RowSums, type Sums } from './row-sums.ts'
import type { MappingTable } from './table.ts'
import { Tally } from './tally.ts'

/** 65535 - 5: DEFAULT_MAX_MAP_COUNT of include/linux/mm.h, unless the distribution raised it. */
export const DEFAULT_MAX_MAP_COUNT = 65_530

const LONGEST_LIST = 20
const MAX_LIBRARIES = 500

const ANONYMOUS = codeOf('anonymous')
const GATE = codeOf('gate')
const FILE = codeOf('file')
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

/** Sums up a table, which is done with then: its columns are left to the next one. */
export function takeCensus(table: MappingTable, context: CensusContext): MappingsCensus {
  const census = censusOf(table, context)
  table.release()
  return census
}

function censusOf(table: MappingTable, context: CensusContext): MappingsCensus {
  const { kinds, threadStacks } = tellAnonymous(table, context.javaHeap)
  const sums = new RowSums(table, kinds)
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
    duplicatedInodes: sums.duplicatedInodes,
    ...(sums.files > 0 && sums.identified === 0 ? { inodesKnown: false } : {}),
    groups: groupAll(table, kinds, sums),
    topicPartitions: partitions.slice(0, LONGEST_LIST),
    topicPartitionCount: partitions.length,
    kafkaSegments: sums.segments,
    folders: groupFolders(table, sums).slice(0, LONGEST_LIST),
    threadStacks,
    ...(context.javaHeap === undefined ? {} : { javaHeap: context.javaHeap }),
    ...(brkEnd === undefined ? {} : { brkEnd }),
    libraries: libraryNames(table, (place) => sums.libraries[place] === 1),
    deletedLibraries: libraryNames(table, (place) => sums.deletedLibraries[place] === 1),
  }
}

function total(counts: Uint32Array): number {
  let sum = 0
  for (const count of counts) sum += count
  return sum
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
  const folders = new Tally()
  addPlaces(folders, table, plain, 'file', (text) => text || undefined)
  for (const [at, { detail, count, bytes, deleted }] of folders.sorted().entries()) {
    tally.add('file', at < LONGEST_LIST ? detail : undefined, count, bytes, deleted)
  }
}

function groupPartitions(table: MappingTable, { kafka }: RowSums): MappingGroup[] {
  const tally = new Tally()
  addPlaces(tally, table, kafka, 'kafka-index', topicPartitionOf)
  return tally.sorted().filter(({ detail }) => detail !== undefined)
}

/** Folders of all mapped files, index files and libraries included. */
function groupFolders(table: MappingTable, { kafka, plain, others }: RowSums): MappingGroup[] {
  const tally = new Tally()
  for (const sums of [kafka, plain, others]) addPlaces(tally, table, sums, 'file', folderOf)
  return tally.sorted().filter(({ detail }) => detail !== undefined)
}

/** Adds what stands at each place under the name that its text has. */
function addPlaces(
  tally: Tally,
  table: MappingTable,
  { count, bytes, deleted }: Sums,
  kind: string,
  nameOf: (text: string) => string | undefined,
): void {
  for (let place = 0; place < count.length; place++) {
    if (count[place] === 0) continue
    const name = nameOf(table.places.texts[place] as string)
    tally.add(kind, name, count[place] as number, bytes[place] as number, deleted[place] as number)
  }
}

function folderOf(path: string): string | undefined {
  const slash = path.lastIndexOf('/')
  return slash < 0 ? undefined : path.slice(0, slash + 1)
}

function endOfBrk(table: MappingTable): number | undefined {
  const row = table.kind.subarray(0, table.rows).indexOf(MALLOC_HEAP)
  return row < 0 ? undefined : (table.start[row] as number) + (table.bytes[row] as number)
}

function libraryNames(table: MappingTable, isWanted: (place: number) => boolean): string[] {
  const names = new Set<string>()
  for (const [place, text] of table.places.texts.entries()) {
    if (isWanted(place)) names.add(text.slice(text.lastIndexOf('/') + 1))
  }
  return [...names].sort().slice(0, MAX_LIBRARIES)
}
