import type { MappingTable } from './table.ts'

/**
 * Finds rows that agree in two columns, by open addressing in a typed array; 4 bytes a slot, at most half of the slots
 * are taken, and memory that no slot is taken of is never touched.
 */
export class RowIndex {
  /** Distinct pairs entered. */
  entries = 0
  readonly slots: number
  /** The first row of each slot plus one; 0 for an empty slot. */
  readonly #first: Uint32Array
  readonly #numbers: Float64Array
  readonly #words: Uint32Array

  /** For at most `entries` distinct pairs. */
  constructor(numbers: MappingTable['inode'], words: MappingTable['device'], entries: number) {
    this.slots = 2 ** Math.ceil(Math.log2(Math.max(entries, 1) * 2))
    this.#first = new Uint32Array(this.slots)
    this.#numbers = numbers
    this.#words = words
  }

  /** The slot of the row's pair; the row is entered where the pair is new. */
  slotOf(row: number): number {
    const mask = this.#first.length - 1
    const number = this.#numbers[row] as number
    const word = this.#words[row] as number
    let slot = hashOf(number, word) & mask
    for (let first = this.#first[slot] as number; first !== 0; first = this.#first[slot] as number) {
      if (this.#numbers[first - 1] === number && this.#words[first - 1] === word) return slot
      slot = (slot + 1) & mask
    }
    this.#first[slot] = row + 1
    this.entries++
    return slot
  }

  /** The row that was entered first of those that agree. */
  firstOf(slot: number): number {
    return (this.#first[slot] as number) - 1
  }
}

/**
 * Inodes of one folder are nearly consecutive: 4,096 of them stay neighbours, which the cache likes, and the golden ratio
 * spreads such stretches evenly. Sums, not exclusive ors, by which stretches fall onto each other and fill up.
 */
function hashOf(number: number, word: number): number {
  const low = number | 0
  const high = (number / 0x100000000) | 0
  const stretch = Math.imul((low >>> 12) + high, 0x9e3779b1)
  return (((low + stretch) | 0) + Math.imul(word, 0x85ebca6b)) | 0
}
