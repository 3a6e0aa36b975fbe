import type { MappingTable } from './table.ts'

/** Sixteen slots of four bytes are a line of the processor's cache. */
const LINE_BITS = 4
const LINE_MASK = (1 << LINE_BITS) - 1

/**
 * Finds rows that agree in two columns, by open addressing in a typed array; 4 bytes a slot, at most half of the slots
 * are taken, and memory that no slot is taken of is never touched.
 */
export class RowIndex {
  /** Distinct pairs entered. */
  entries = 0
  readonly slots: number
  /** How far a 32-bit product is shifted to name one of the lines of slots. */
  readonly #lineShift: number
  /** The first row of each slot plus one; 0 for an empty slot. */
  readonly #first: Uint32Array
  readonly #numbers: Float64Array
  readonly #words: Uint32Array

  /** For at most `entries` distinct pairs. */
  constructor(numbers: MappingTable['inode'], words: MappingTable['device'], entries: number) {
    const bits = Math.max(LINE_BITS + 1, Math.ceil(Math.log2(entries * 2)))
    this.slots = 2 ** bits
    this.#lineShift = 32 - (bits - LINE_BITS)
    this.#first = new Uint32Array(this.slots)
    this.#numbers = numbers
    this.#words = words
  }

  /** The slot of the row's pair; the row is entered where the pair is new. */
  slotOf(row: number): number {
    const mask = this.#first.length - 1
    const number = this.#numbers[row] as number
    const word = this.#words[row] as number
    let slot = this.#home(number, word)
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

  /**
   * Where a pair is looked for first. Inodes of one folder are nearly consecutive: sixteen of them stay in one line of the
   * processor's cache. The lines are spread by the golden ratio, so that inodes with gaps between them, as on real disks,
   * do not pile up.
   */
  #home(number: number, word: number): number {
    const high = (number / 0x100000000) | 0
    const mixed = ((number | 0) + Math.imul(word, 0x85ebca6b) + Math.imul(high, 0xc2b2ae35)) | 0
    const line = Math.imul(mixed >>> LINE_BITS, 0x9e3779b1) >>> this.#lineShift
    return (line << LINE_BITS) | (mixed & LINE_MASK)
  }
}
