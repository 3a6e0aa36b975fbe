import { EXECUTE, SHARED } from './map-row.ts'
import { codeOf, isFile } from './mapping-kind.ts'
import { RowIndex } from './row-index.ts'
import { FROM_START, type MappingTable } from './table.ts'

const SHARED_LIBRARY = codeOf('shared-library')

/**
 * Files that are mapped more than once with different sizes: the mark of a file that was resized and mapped again
 * while its earlier mapping stayed. Only shared mappings from the file's first byte count; libraries and archives are
 * mapped piece by piece, and those pieces are private or start further on.
 */
export function countDuplicatedInodes(table: MappingTable): number {
  const candidates = countCandidates(table)
  const index = new RowIndex(table.inode, table.device, candidates)
  const counted = new Uint8Array(index.first.length)
  let duplicated = 0
  for (let row = 0; row < table.rows && candidates > 0; row++) {
    if (!isCandidate(table, row)) continue
    const slot = index.slotOf(row)
    const first = index.first[slot] as number
    if (counted[slot] === 0 && table.bytes[first] !== table.bytes[row]) {
      counted[slot] = 1
      duplicated++
    }
  }
  return duplicated
}

function countCandidates(table: MappingTable): number {
  let candidates = 0
  for (let row = 0; row < table.rows; row++) if (isCandidate(table, row)) candidates++
  return candidates
}

function isCandidate(table: MappingTable, row: number): boolean {
  const flags = table.flags[row] as number
  const kind = table.kind[row] as number
  if ((flags & (SHARED | FROM_START | EXECUTE)) !== (SHARED | FROM_START)) return false
  return table.inode[row] !== 0 && isFile(kind) && kind !== SHARED_LIBRARY
}
