// The gate: most lines of a GC log say nothing that is kept (`  Merge Heap Roots: 0.1ms`), and how they begin proves it.
// Such heads are learnt from the grammar: a line is passed over only when it begins, digits apart, with what the grammar
// called the head of a dull line. *Gate on = gate off* is tested.

import { maskOf, withoutDigits } from '../../source/digit-words.ts'

const SLOTS = 1024
const WORDS = 18
const MAX_HEAD_BYTES: number = WORDS * 4
const MIN_HEAD_BYTES = 8
const MAX_PROBES = 24
/** A line that is this much longer than the one it was learnt from may have another line glued to it. */
const SLACK_BYTES = 16

export class DullHeads {
  /** Words of a head; those behind its end are zero. */
  readonly #words = new Int32Array(SLOTS * WORDS)
  /** How many bytes of the last word belong to the head, as a mask. */
  readonly #lastMask = new Int32Array(SLOTS)
  /** Number of words; 0 for a free slot. */
  readonly #counts = new Uint8Array(SLOTS)
  /** The two heads that followed this one: logs repeat themselves, so they are tried first. */
  readonly #next = new Uint16Array(SLOTS)
  readonly #otherNext = new Uint16Array(SLOTS)
  #last = 0
  readonly #shortest = new Uint16Array(SLOTS)
  readonly #longest = new Uint16Array(SLOTS)

  /** Whether the message at `at` is known to be dull. */
  has(view: DataView, at: number, end: number): boolean {
    const length = end - at
    if (length < MIN_HEAD_BYTES) return false
    const last = this.#last
    return (
      this.#follows(view, at, length, this.#next[last] as number) ||
      this.#follows(view, at, length, this.#otherNext[last] as number) ||
      this.#find(view, at, length)
    )
  }

  #follows(view: DataView, at: number, length: number, slot: number): boolean {
    if (this.#counts[slot] === 0 || !this.#isAt(view, at, length, slot)) return false
    this.#last = slot
    return true
  }

  #find(view: DataView, at: number, length: number): boolean {
    let slot = slotOf(withoutDigits(view.getInt32(at, true)), withoutDigits(view.getInt32(at + 4, true)))
    for (let probe = 0; probe < MAX_PROBES && this.#counts[slot] !== 0; probe++) {
      if (this.#isAt(view, at, length, slot)) {
        this.#otherNext[this.#last] = this.#next[this.#last] as number
        this.#next[this.#last] = slot
        this.#last = slot
        return true
      }
      slot = (slot + 1) & (SLOTS - 1)
    }
    return false
  }

  #isAt(view: DataView, at: number, length: number, slot: number): boolean {
    if (length < (this.#shortest[slot] as number) || length > (this.#longest[slot] as number)) return false
    const words = this.#words
    const base = slot * WORDS
    const last = (this.#counts[slot] as number) - 1
    if (at + last * 4 + 4 > view.byteLength) return false
    for (let word = 0; word < last; word++) {
      const own = view.getInt32(at + word * 4, true)
      const expected = words[base + word]
      if (own !== expected && withoutDigits(own) !== expected) return false
    }
    return (withoutDigits(view.getInt32(at + last * 4, true)) & (this.#lastMask[slot] as number)) === words[base + last]
  }

  /** `headBytes` of the message decide that it is dull; a head that is too long for the table is not learnt. */
  learn(view: DataView, at: number, end: number, headBytes: number): void {
    const length = end - at
    const bytes = Math.max(MIN_HEAD_BYTES, headBytes)
    if (length <= 1000) this.#insert(view, at, bytes, bytes, length + SLACK_BYTES)
  }

  /** The message as a whole is dull, and only as a whole: more might follow. */
  learnWhole(view: DataView, at: number, end: number): void {
    this.#insert(view, at, end - at, end - at, end - at)
  }

  #insert(view: DataView, at: number, bytes: number, shortest: number, longest: number): void {
    if (bytes < MIN_HEAD_BYTES || bytes > MAX_HEAD_BYTES || at + Math.ceil(bytes / 4) * 4 > view.byteLength) return
    let slot = slotOf(withoutDigits(view.getInt32(at, true)), withoutDigits(view.getInt32(at + 4, true)))
    for (let probe = 0; probe < MAX_PROBES && this.#counts[slot] !== 0; probe++) slot = (slot + 1) & (SLOTS - 1)
    if (this.#counts[slot] !== 0) return
    const count = Math.ceil(bytes / 4)
    const rest = bytes - (count - 1) * 4
    const mask = maskOf(rest)
    for (let word = 0; word < count; word++) {
      const value = withoutDigits(view.getInt32(at + word * 4, true))
      this.#words[slot * WORDS + word] = word === count - 1 ? value & mask : value
    }
    this.#counts[slot] = count
    this.#lastMask[slot] = mask
    this.#shortest[slot] = shortest
    this.#longest[slot] = longest
  }
}

function slotOf(first: number, second: number): number {
  let hash = Math.imul(first, 0x9e3779b1) ^ second
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b)
  return (hash ^ (hash >>> 13)) & (SLOTS - 1)
}
