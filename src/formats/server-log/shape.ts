// The shape of a message: its bytes with every number collapsed to `#`. Lines and traces of one shape are told once and
// counted. Shapes are compared byte by byte; the hash only finds the place to look.

import { copyBytes } from '../../source/copy-bytes.ts'
import { hasDigit } from '../../source/digit-words.ts'

const HASH = 35
const COLON = 58
const MAX_SHAPE_BYTES = 1 << 16

/** Reused for each shape that is looked at; `length` bytes of `bytes` are valid until the next call. */
export class ShapeScratch {
  readonly bytes: Uint8Array = new Uint8Array(MAX_SHAPE_BYTES)
  length = 0
  hash = 0
  readonly #out = new DataView(this.bytes.buffer)
  #viewed: Uint8Array = this.bytes
  #view = this.#out

  /** Begins a shape with what must not be mixed: the number of the run. */
  begin(seed: number): void {
    this.bytes[0] = seed & 255
    this.bytes[1] = (seed >> 8) & 255
    this.length = 2
    this.hash = seed | 0
  }

  /**
   * Adds a line. Numbers, with the hexadecimal letters behind their first digit, become one `#`; a digit behind a colon
   * is kept when `keepLineNumbers`, so that traces from different lines of code stay apart.
   */
  add(b: Uint8Array, start: number, end: number, keepLineNumbers: boolean): void {
    const view = this.#viewOf(b)
    const out = this.bytes
    let length = this.length
    let hash = this.hash
    const stop = Math.min(end, start + MAX_SHAPE_BYTES - length)
    for (let at = start; at < stop; at++) {
      // Four bytes without a digit at once: where they begin depends on nothing but the shape.
      for (; at + 4 <= stop; at += 4, length += 4) {
        const word = view.getInt32(at, true)
        if (hasDigit(word)) break
        this.#out.setInt32(length, word, true)
        hash = mixed(hash, word)
      }
      if (at === stop) break
      let byte = b[at] as number
      if (byte >= 48 && byte <= 57 && !(keepLineNumbers && b[at - 1] === COLON)) {
        byte = HASH
        while (at + 1 < stop && isNumeric(b[at + 1] as number)) at++
      } else if (byte >= 48 && byte <= 57) {
        while (at + 1 < stop && isNumeric(b[at + 1] as number)) {
          out[length++] = byte
          hash = mixed(hash, byte)
          byte = b[++at] as number
        }
      }
      out[length++] = byte
      hash = mixed(hash, byte)
    }
    this.length = length
    this.hash = hash
  }

  #viewOf(bytes: Uint8Array): DataView {
    if (bytes === this.#viewed) return this.#view
    this.#viewed = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    return this.#view
  }
}

/** FNV-1a, with the high bits of the word brought down. */
function mixed(hash: number, word: number): number {
  const product = Math.imul(hash ^ word, 0x01000193)
  return product ^ (product >>> 15)
}

function isNumeric(byte: number): boolean {
  return (byte >= 48 && byte <= 57) || (byte >= 97 && byte <= 102) || byte === 120
}

interface Known<V> {
  readonly shape: Uint8Array
  readonly value: V
  readonly next: Known<V> | undefined
}

/** Values by shape, up to a number of shapes and of bytes kept; beyond them `add` is refused. */
export class ShapeCache<V> {
  readonly #byHash = new Map<number, Known<V>>()
  readonly #maxShapes: number
  readonly #maxBytes: number
  #shapes = 0
  #bytes = 0

  constructor(maxShapes: number, maxBytes: number) {
    this.#maxShapes = maxShapes
    this.#maxBytes = maxBytes
  }

  get(shape: ShapeScratch): V | undefined {
    for (let known = this.#byHash.get(shape.hash); known !== undefined; known = known.next) {
      if (isSame(known.shape, shape)) return known.value
    }
    return undefined
  }

  get isFull(): boolean {
    return this.#shapes >= this.#maxShapes || this.#bytes >= this.#maxBytes
  }

  /** False when the cache is full. */
  add(shape: ShapeScratch, value: V): boolean {
    if (this.isFull) return false
    this.#shapes++
    this.#bytes += shape.length
    const kept = copyBytes(shape.bytes, 0, shape.length)
    this.#byHash.set(shape.hash, { shape: kept, value, next: this.#byHash.get(shape.hash) })
    return true
  }
}

function isSame(kept: Uint8Array, shape: ShapeScratch): boolean {
  if (kept.length !== shape.length) return false
  for (let at = 0; at < kept.length; at++) if (kept[at] !== shape.bytes[at]) return false
  return true
}
