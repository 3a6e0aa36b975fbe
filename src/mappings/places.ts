import { codeOf } from './mapping-kind.ts'
import { placeKind } from './place-kind.ts'
import { sameBytes, Words } from './same-bytes.ts'

/** Distinct folders and names kept, and their bytes; what comes after that is counted under one place without a name. */
export const MAX_PLACES: number = 1 << 17
const MAX_BYTES = 1 << 25

const BYTES_AT_FIRST = 1 << 12
const SLOTS_AT_FIRST = 1 << 8
const NO_PATH = 0
const OTHERS = 1
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

/**
 * Distinct folders and file names, each kept once. Keyed by bytes, so that a row whose place is known makes no string.
 * Keeps the bytes and the text of at most MAX_PLACES places.
 */
export class Places {
  /** Text of each place; 0 is "no path", 1 stands for all places beyond the cap. */
  readonly texts: string[] = ['', '']
  /** Kind code of each place. */
  readonly kinds: number[] = [codeOf('anonymous'), codeOf('file')]
  /** Some place had no room. */
  overflowed = false

  /** The bytes of all places, one behind the other, and where those of each place end. */
  #bytes = new Uint8Array(BYTES_AT_FIRST)
  readonly #own = new Words()
  readonly #words = new Words()
  readonly #ends: number[] = [0, 0]
  #slots = new Uint32Array(SLOTS_AT_FIRST)
  #last = NO_PATH
  /** The place that came behind each place the last time: a broker maps its folders in the same order again and again. */
  readonly #followers: number[] = [NO_PATH, NO_PATH]

  /** The place of the bytes in [start, end). */
  intern(bytes: Uint8Array, start: number, end: number): number {
    if (start === end) return NO_PATH
    const words = this.#words.of(bytes)
    const last = this.#last
    if (this.#isSame(last, words, start, end)) return last
    const follower = this.#followers[last] as number
    const place = this.#isSame(follower, words, start, end) ? follower : this.#find(bytes, start, end)
    this.#followers[last] = place
    this.#last = place
    return place
  }

  #isSame(place: number, words: DataView, start: number, end: number): boolean {
    if (place <= OTHERS) return false
    const from = this.#ends[place - 1] as number
    const length = (this.#ends[place] as number) - from
    return length === end - start && sameBytes(this.#own.of(this.#bytes), from, words, start, length)
  }

  #find(bytes: Uint8Array, start: number, end: number): number {
    const words = this.#words.of(bytes)
    const mask = this.#slots.length - 1
    let slot = hashOf(bytes, start, end) & mask
    for (let place = this.#slots[slot] as number; place !== NO_PATH; place = this.#slots[slot] as number) {
      if (this.#isSame(place, words, start, end)) return place
      slot = (slot + 1) & mask
    }
    return this.#add(bytes.subarray(start, end), slot)
  }

  #add(name: Uint8Array, slot: number): number {
    const place = this.texts.length
    const start = this.#ends[place - 1] as number
    const end = start + name.length
    if (place >= MAX_PLACES || end > MAX_BYTES) {
      this.overflowed = true
      return OTHERS
    }
    if (end > this.#bytes.length) this.#growBytes(end)
    this.#bytes.set(name, start)
    const text = utf8.decode(name)
    this.texts.push(text)
    this.kinds.push(placeKind(text))
    this.#ends.push(end)
    this.#followers.push(NO_PATH)
    this.#slots[slot] = place
    if (place * 2 > this.#slots.length) this.#growSlots()
    return place
  }

  #growBytes(least: number): void {
    const grown = new Uint8Array(Math.max(least, this.#bytes.length * 2))
    grown.set(this.#bytes)
    this.#bytes = grown
  }

  #growSlots(): void {
    const slots = new Uint32Array(this.#slots.length * 2)
    const mask = slots.length - 1
    for (let place = OTHERS + 1; place < this.#ends.length; place++) {
      let slot = hashOf(this.#bytes, this.#ends[place - 1] as number, this.#ends[place] as number) & mask
      while (slots[slot] !== NO_PATH) slot = (slot + 1) & mask
      slots[slot] = place
    }
    this.#slots = slots
  }
}

/** FNV-1a. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}
