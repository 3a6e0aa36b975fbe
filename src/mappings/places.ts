import { copyBytes } from '../source/copy-bytes.ts'
import { codeOf } from './mapping-kind.ts'
import { placeKind } from './place-kind.ts'

/** Distinct folders and names kept; what comes after that is counted under one place without a name. */
export const MAX_PLACES: number = 1 << 17

const TAIL_BYTES = 16
const SLOTS_AT_FIRST = 1 << 10
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

  readonly #bytes: Uint8Array[] = [new Uint8Array(0), new Uint8Array(0)]
  #slots = new Uint32Array(SLOTS_AT_FIRST)
  #last = NO_PATH

  get overflowed(): boolean {
    return this.texts.length >= MAX_PLACES
  }

  /** The place of the bytes in [start, end). */
  intern(bytes: Uint8Array, start: number, end: number): number {
    if (start === end) return NO_PATH
    if (this.#isSame(this.#last, bytes, start, end)) return this.#last
    const mask = this.#slots.length - 1
    let slot = hashOf(bytes, start, end) & mask
    for (let place = this.#slots[slot] as number; place !== NO_PATH; place = this.#slots[slot] as number) {
      if (this.#isSame(place, bytes, start, end)) {
        this.#last = place
        return place
      }
      slot = (slot + 1) & mask
    }
    return this.overflowed ? OTHERS : this.#add(copyBytes(bytes, start, end), slot)
  }

  /** Compared from the end, where paths differ. */
  #isSame(place: number, bytes: Uint8Array, start: number, end: number): boolean {
    const known = this.#bytes[place] as Uint8Array
    const length = known.length
    if (length !== end - start) return false
    for (let at = length - 1; at >= 0; at--) if (known[at] !== bytes[start + at]) return false
    return true
  }

  #add(bytes: Uint8Array, slot: number): number {
    const place = this.texts.length
    const text = utf8.decode(bytes)
    this.texts.push(text)
    this.kinds.push(placeKind(text))
    this.#bytes.push(bytes)
    this.#slots[slot] = place
    this.#last = place
    if (place * 2 > this.#slots.length) this.#grow()
    return place
  }

  #grow(): void {
    const slots = new Uint32Array(this.#slots.length * 2)
    const mask = slots.length - 1
    for (let place = OTHERS + 1; place < this.#bytes.length; place++) {
      const bytes = this.#bytes[place] as Uint8Array
      let slot = hashOf(bytes, 0, bytes.length) & mask
      while (slots[slot] !== NO_PATH) slot = (slot + 1) & mask
      slots[slot] = place
    }
    this.#slots = slots
  }
}

/** FNV-1a over the end, where paths differ, and over every fourth byte before it. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5 ^ (end - start)
  const tail = Math.max(start, end - TAIL_BYTES)
  for (let at = start; at < tail; at += 4) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193)
  for (let at = tail; at < end; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}
