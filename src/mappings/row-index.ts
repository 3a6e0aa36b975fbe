import type { MappingTable } from './table.ts'

export const NO_ROW = 0xffffffff

/**
 * Finds rows that agree in two columns, by open addressing in typed arrays; 4 bytes a slot, at most half of the slots
 * are taken.
 */
export class RowIndex {
  /** First row of each slot, or NO_ROW. */
  readonly first: Uint32Array
  /** Distinct pairs entered. */
  entries = 0
  readonly #numbers: Float64Array
  readonly #words: Uint32Array

  /** For at most `entries` distinct pairs. */
  constructor(numbers: MappingTable['inode'], words: MappingTable['device'], entries: number) {
    this.first = new Uint32Array(2 ** Math.ceil(Math.log2(Math.max(entries, 1) * 2))).fill(NO_ROW)
    this.#numbers = numbers
    this.#words = words
  }

  /** The slot of the row's pair; the row is entered where the pair is new. */
  slotOf(row: number): number {
    const mask = this.first.length - 1
    const number = this.#numbers[row] as number
    const word = this.#words[row] as number
    let slot = hashOf(number, word) & mask
    for (let first = this.first[slot] as number; first !== NO_ROW; first = this.first[slot] as number) {
      if (this.#numbers[first] === number && this.#words[first] === word) return slot
      slot = (slot + 1) & mask
    }
    this.first[slot] = row
    this.entries++
    return slot
  }
}

/** Inodes of one folder are nearly consecutive: the low bits keep them neighbours, which the cache likes; all else is mixed. */
function hashOf(number: number, word: number): number {
  const low = (number % 0x100000000) | 0
  const high = Math.floor(number / 0x100000000)
  return low + Math.imul((low >>> 12) + high, 0x9e3779b1) + Math.imul(word, 0x85ebca6b)
}
