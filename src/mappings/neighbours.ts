// What an anonymous mapping is for shows in its neighbours alone: a guard page below makes it a thread's stack, a
// reserved rest up to the next 64 MiB makes it a malloc arena.

import { EXECUTE, READ, SHARED, WRITE } from './map-row.ts'
import { codeOf } from './mapping-kind.ts'
import type { MappingTable } from './table.ts'

const KIB = 1024
const MIB = 1024 * KIB

/** HotSpot's guard zone is 3 or 4 pages, each zone rounded up to a page: 12 KiB to 256 KiB with 64 KiB pages. */
const MAX_GUARD_BYTES = 256 * KIB
/** Between the least stack that HotSpot accepts and a generous -Xss. */
const MIN_STACK_BYTES = 64 * KIB
const MAX_STACK_BYTES = 128 * MIB
/** HEAP_MAX_SIZE of glibc's malloc on 64-bit machines. */
const ARENA_BYTES = 64 * MIB
/** What metaspace commits at a time since JDK 16 (metaspaceSettings.hpp). */
const METASPACE_GRANULE = 64 * KIB
/** Compressed oops reach 32 GiB; above it JDK 8 to 16 place the CDS archive and the compressed class space. */
const COMPRESSED_OOPS_END = 32 * 1024 * MIB
const CLASS_SPACE_END = COMPRESSED_OOPS_END + 4 * 1024 * MIB

const ANONYMOUS = codeOf('anonymous')
const STACK = codeOf('stack')
const JAVA_HEAP = codeOf('java-heap')
const THREAD_STACK = codeOf('thread-stack')
const MALLOC_ARENA = codeOf('malloc-arena')
const CODE_CACHE = codeOf('code-cache')
const METASPACE = codeOf('metaspace')
const CDS_ARCHIVE = codeOf('cds-archive')

export interface Neighbourhood {
  /** Final kind codes, one a row. */
  readonly kinds: Uint8Array
  /** Stacks found by their guard: about the number of threads. */
  readonly threadStacks: number
}

/** `javaHeap`: the bounds that a crash log states; without them the heap is known only where compressed oops put it. */
export function tellAnonymous(
  table: MappingTable,
  javaHeap: { readonly low: number; readonly high: number } | undefined,
): Neighbourhood {
  const kinds = table.kind.slice(0, table.rows)
  const heap = javaHeap ?? { low: 0, high: looksLike64Bit(table) ? COMPRESSED_OOPS_END : 0 }
  let threadStacks = 0
  for (let row = kinds.indexOf(ANONYMOUS); row >= 0; row = kinds.indexOf(ANONYMOUS, row + 1)) {
    if (isHeap(table, row, heap)) kinds[row] = JAVA_HEAP
    else if (isArena(table, row)) kinds[row] = kinds[row + 1] = MALLOC_ARENA
    else if (isGuardedStack(table, row)) {
      kinds[row] = kinds[row + 1] = THREAD_STACK
      threadStacks++
    } else if (isExecutable(table, row)) kinds[row] = CODE_CACHE
    else if (isClassSpace(table, kinds, row)) kinds[row] = METASPACE
    else if (isReserve(table, row) && follows(CODE_CACHE, table, kinds, row)) kinds[row] = CODE_CACHE
  }
  return { kinds, threadStacks }
}

function looksLike64Bit(table: MappingTable): boolean {
  return table.rows > 0 && (table.start[table.rows - 1] as number) > 0xffffffff
}

function isHeap(table: MappingTable, row: number, heap: { readonly low: number; readonly high: number }): boolean {
  const start = table.start[row] as number
  return start >= heap.low && start < heap.high
}

/** rw- from a multiple of 64 MiB, then the reserved rest; full arenas grow together with the next one. */
function isArena(table: MappingTable, row: number): boolean {
  if ((table.start[row] as number) % ARENA_BYTES !== 0 || !isData(table, row) || !isReserve(table, row + 1))
    return false
  if (!isAdjacent(table, row)) return false
  const reserve = table.bytes[row + 1] as number
  return reserve < ARENA_BYTES && ((table.bytes[row] as number) + reserve) % ARENA_BYTES === 0
}

function isGuardedStack(table: MappingTable, row: number): boolean {
  if (!isReserve(table, row) || (table.bytes[row] as number) > MAX_GUARD_BYTES) return false
  const next = row + 1
  if (next >= table.rows || !isAdjacent(table, row) || !isData(table, next)) return false
  const kind = table.kind[next] as number
  const bytes = table.bytes[next] as number
  return (kind === ANONYMOUS || kind === STACK) && bytes >= MIN_STACK_BYTES && bytes <= MAX_STACK_BYTES
}

/** Code without a file was compiled in the process. */
function isExecutable(table: MappingTable, row: number): boolean {
  return ((table.flags[row] as number) & EXECUTE) !== 0
}

/** The class space stands behind the CDS archive (JDK 17+), or right above the reach of compressed oops (before). */
function isClassSpace(table: MappingTable, kinds: Uint8Array, row: number): boolean {
  const start = table.start[row] as number
  if (start >= COMPRESSED_OOPS_END && start < CLASS_SPACE_END) return true
  if (isReserve(table, row)) return follows(CDS_ARCHIVE, table, kinds, row) || follows(METASPACE, table, kinds, row)
  return (table.bytes[row] as number) % METASPACE_GRANULE === 0 && follows(METASPACE, table, kinds, row)
}

function follows(kind: number, table: MappingTable, kinds: Uint8Array, row: number): boolean {
  return row > 0 && kinds[row - 1] === kind && isAdjacent(table, row - 1)
}

function isAdjacent(table: MappingTable, row: number): boolean {
  return (table.start[row] as number) + (table.bytes[row] as number) === table.start[row + 1]
}

function isData(table: MappingTable, row: number): boolean {
  return ((table.flags[row] as number) & (READ | WRITE | EXECUTE | SHARED)) === (READ | WRITE)
}

function isReserve(table: MappingTable, row: number): boolean {
  const own = row < table.rows && table.kind[row] === ANONYMOUS
  return own && ((table.flags[row] as number) & (READ | WRITE | EXECUTE | SHARED)) === 0
}
