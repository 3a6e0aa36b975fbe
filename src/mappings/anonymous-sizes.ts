import { EXECUTE, READ, SHARED, WRITE } from './map-row.ts'
import { codeOf } from './mapping-kind.ts'
import type { MappingTable } from './table.ts'
import type { Tally } from './tally.ts'

const KIB = 1024
const ANONYMOUS = codeOf('anonymous')
/** A size is told apart when so many rows have it: then one allocator or one splitter of mappings made them. */
const LEAST_ROWS = 100
const LEAST_SHARE = 0.01
const MOST_SIZES = 20
/** Distinct sizes looked at; a map with more of them has no dominating one. */
const MAX_SIZES = 4096

interface SizeClass {
  readonly permissions: number
  readonly bytes: number
  count: number
}

/**
 * Memory without a file is told apart by permissions and size, `rw-p 4 KiB`: 65,000 equal rows are the mark of
 * mappings that were split by mprotect, or of an allocator.
 */
export function groupAnonymous(
  table: MappingTable,
  kinds: Uint8Array,
  all: { readonly rows: number; readonly bytes: number },
  tally: Tally,
): void {
  const least = Math.max(LEAST_ROWS, table.rows * LEAST_SHARE)
  const common = (all.rows < least ? [] : sizeClasses(table, kinds))
    .filter((size) => size.count >= least)
    .sort((a, b) => b.count - a.count)
    .slice(0, MOST_SIZES)
  for (const { permissions, bytes, count } of common) {
    tally.add('anonymous', `${letters(permissions)} ${bytes / KIB} KiB`, count, bytes * count, 0)
  }
  const rows = all.rows - common.reduce((sum, { count }) => sum + count, 0)
  const bytes = all.bytes - common.reduce((sum, size) => sum + size.count * size.bytes, 0)
  if (rows > 0) tally.add('anonymous', undefined, rows, bytes, 0)
}

function sizeClasses(table: MappingTable, kinds: Uint8Array): SizeClass[] {
  const classes = new Map<number, SizeClass>()
  for (let row = kinds.indexOf(ANONYMOUS); row >= 0; row = kinds.indexOf(ANONYMOUS, row + 1)) {
    const bytes = table.bytes[row] as number
    // The low bits of a size in bytes are free: no page is smaller than 4 KiB.
    const key = bytes + ((table.flags[row] as number) & 15)
    const known = classes.get(key)
    if (known !== undefined) known.count++
    else if (classes.size < MAX_SIZES) classes.set(key, { permissions: key - bytes, bytes, count: 1 })
  }
  return [...classes.values()]
}

function letters(permissions: number): string {
  const read = permissions & READ ? 'r' : '-'
  const write = permissions & WRITE ? 'w' : '-'
  const execute = permissions & EXECUTE ? 'x' : '-'
  return `${read}${write}${execute}${permissions & SHARED ? 's' : 'p'}`
}
