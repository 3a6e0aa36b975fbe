// How a grammar keeps up with gigabytes: lines that differ in their numbers only have one shape, and one shape is
// parsed once. 2.5 million GC log lines have some 150 shapes.
//
// A digit that belongs to a word (G1, Thread7) belongs to the shape. The shape's bytes are compared, not only their
// hash, and a cached answer is the one that the grammar would give: *cached = direct* is tested over all samples.

const ZERO = 48
const NINE = 57
const LETTER_X = 120
/** Stands for a run of digits in a shape; a line that holds this byte itself is never cached. */
const NUMBER = 1
const MAX_SHAPE_BYTES = 1024
const MAX_NUMBERS = 256

const DIGIT = 1
const LETTER = 2
const PLACEHOLDER = 3
const KINDS: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte === NUMBER) return PLACEHOLDER
  return /\d/.test(String.fromCharCode(byte)) ? DIGIT : /[A-Za-z_]/.test(String.fromCharCode(byte)) ? LETTER : 0
})

export interface ShapeCacheOptions<T> {
  /** The grammar: what a line says, or undefined. Offsets in its answer count from the line's first byte. */
  readonly parse: (line: string) => T | undefined
  /** False for an answer that holds text with numbers of this very line. */
  readonly cacheable: (value: T) => boolean
  readonly capacity?: number
}

interface Entry<T> {
  readonly shape: Uint8Array
  readonly view: DataView
  /** How many bytes of the shape stand before each number, and behind the last one. */
  readonly runs: readonly number[]
  readonly value: T | undefined
  /** By offset in the line that was parsed: which number of the line stands there. */
  readonly numberAt: Uint8Array
  /** The two shapes that followed this one: logs repeat themselves, so they are tried first. */
  next: Entry<T> | undefined
  otherNext: Entry<T> | undefined
}

export class ShapeCache<T> {
  readonly #options: ShapeCacheOptions<T>
  readonly #slots: Int32Array
  readonly #entries: Entry<T>[] = []
  readonly #capacity: number
  #unknownEntries = 0

  readonly #shape = new Uint8Array(MAX_SHAPE_BYTES)
  #shapeLength = 0
  #hash = 0
  #isCacheable = true
  readonly #starts = new Int32Array(MAX_NUMBERS)
  #numbers = 0
  #bytes: Uint8Array = new Uint8Array(0)
  #view: DataView = new DataView(this.#bytes.buffer)
  #start = 0
  #current: Entry<T> | undefined

  constructor(options: ShapeCacheOptions<T>) {
    this.#options = options
    this.#capacity = options.capacity ?? 4096
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(this.#capacity * 2)))
  }

  /** How many shapes are kept. */
  get shapes(): number {
    return this.#entries.length
  }

  /** What the line says; its numbers can be read until the next call. */
  find(bytes: Uint8Array, start: number, end: number): T | undefined {
    this.#look(bytes)
    this.#start = start
    const found = this.#expected(start, end) ?? this.#search(start, end)
    if (found === undefined) return this.#parse(end)
    this.#current = found
    return found.value
  }

  #look(bytes: Uint8Array): void {
    if (bytes === this.#bytes) return
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  #expected(start: number, end: number): Entry<T> | undefined {
    const current = this.#current
    if (current === undefined) return undefined
    const { next, otherNext } = current
    if (next !== undefined && this.#hasShape(next, start, end)) return next
    return otherNext !== undefined && this.#hasShape(otherNext, start, end) ? otherNext : undefined
  }

  #search(start: number, end: number): Entry<T> | undefined {
    this.#scan(this.#bytes, start, end)
    const found = this.#isCacheable ? this.#lookUp() : undefined
    const current = this.#current
    if (found !== undefined && current !== undefined) {
      current.otherNext = current.next
      current.next = found
    }
    return found
  }

  /** The number that stood at this offset of the line that was parsed, as it stands in the line last found. */
  number(at: number): number {
    return readNumber(this.#bytes, this.offset(at))
  }

  /** Where in the bytes that number stands. */
  offset(at: number): number {
    if (this.#current === undefined) return this.#start + at
    return this.#starts[this.#current.numberAt[at] as number] as number
  }

  /** Compares in one pass, and notes where the numbers are: what `#scan` and `#isSameShape` do in two. */
  #hasShape({ view, runs }: Entry<T>, start: number, end: number): boolean {
    const bytes = this.#bytes
    const starts = this.#starts
    const last = runs.length - 1
    let from = 0
    let at = start
    for (let index = 0; index < last; index++) {
      const run = runs[index] as number
      if (at + run >= end || !this.#hasRun(view, from, at, run)) return false
      at += run
      if (!isDigit(bytes[at] as number)) return false
      starts[index] = at
      at = endOfNumber(bytes, at, end)
      from += run + 1
    }
    const run = runs[last] as number
    return at + run === end && this.#hasRun(view, from, at, run)
  }

  /** Whether `length` bytes of the shape from `from` on are those of the line from `at` on. */
  #hasRun(shape: DataView, from: number, at: number, length: number): boolean {
    const line = this.#view
    let done = 0
    for (; done + 4 <= length; done += 4) {
      if (line.getInt32(at + done, true) !== shape.getInt32(from + done, true)) return false
    }
    for (; done < length; done++) {
      if (line.getUint8(at + done) !== shape.getUint8(from + done)) return false
    }
    return true
  }

  #scan(bytes: Uint8Array, start: number, end: number): void {
    const shape = this.#shape
    const starts = this.#starts
    const kinds = KINDS
    const stop = Math.min(end, start + MAX_SHAPE_BYTES)
    let hash = 0
    let length = 0
    let numbers = 0
    let odd = end > stop
    let at = start
    while (at < stop) {
      let byte = bytes[at] as number
      const kind = kinds[byte] as number
      if (kind === DIGIT && !isPartOfWord(bytes, start, at)) {
        if (numbers === MAX_NUMBERS) odd = true
        else starts[numbers++] = at
        at = endOfNumber(bytes, at, stop)
        byte = NUMBER
      } else {
        if (kind === PLACEHOLDER) odd = true
        at++
      }
      shape[length++] = byte
      hash = Math.imul(hash ^ byte, 0x01000193)
    }
    this.#shapeLength = length
    this.#hash = hash ^ (hash >>> 15)
    this.#numbers = numbers
    this.#isCacheable = !odd
  }

  #lookUp(): Entry<T> | undefined {
    const mask = this.#slots.length - 1
    for (let slot = this.#hash & mask; ; slot = (slot + 1) & mask) {
      const index = this.#slots[slot] as number
      if (index === 0) return undefined
      const entry = this.#entries[index - 1] as Entry<T>
      if (this.#isSameShape(entry.shape)) return entry
    }
  }

  #isSameShape(shape: Uint8Array): boolean {
    const length = this.#shapeLength
    if (shape.length !== length) return false
    const own = this.#shape
    for (let at = 0; at < length; at++) if (shape[at] !== own[at]) return false
    return true
  }

  #parse(end: number): T | undefined {
    this.#current = undefined
    const value = this.#options.parse(latin1(this.#bytes, this.#start, end))
    if (this.#isCacheable && this.#hasRoomFor(value) && (value === undefined || this.#options.cacheable(value))) {
      this.#insert(value, end - this.#start)
    }
    return value
  }

  /** Lines that are none of ours are of endless variety: they may take a quarter of the room. */
  #hasRoomFor(value: T | undefined): boolean {
    if (this.#entries.length >= this.#capacity) return false
    return value !== undefined || this.#unknownEntries < this.#capacity / 4
  }

  #insert(value: T | undefined, length: number): void {
    if (value === undefined) this.#unknownEntries++
    const numberAt = new Uint8Array(length)
    for (let index = 0; index < this.#numbers; index++) numberAt[(this.#starts[index] as number) - this.#start] = index
    const shape = this.#shape.slice(0, this.#shapeLength)
    const view = new DataView(shape.buffer)
    this.#entries.push({ shape, view, runs: runsOf(shape), value, numberAt, next: undefined, otherNext: undefined })
    const mask = this.#slots.length - 1
    let slot = this.#hash & mask
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask
    this.#slots[slot] = this.#entries.length
  }
}

function runsOf(shape: Uint8Array): number[] {
  const runs = [0]
  for (const byte of shape) {
    if (byte === NUMBER) runs.push(0)
    else (runs[runs.length - 1] as number)++
  }
  return runs
}

/** The G1 of a collector's name, but not the T08 of 2026-11-21T08:16. */
function isPartOfWord(bytes: Uint8Array, start: number, at: number): boolean {
  if (at === start || KINDS[bytes[at - 1] as number] !== LETTER) return false
  return at - 1 === start || KINDS[bytes[at - 2] as number] !== DIGIT
}

/** Hexadecimal numbers are one number with their 0x. */
function endOfNumber(bytes: Uint8Array, at: number, stop: number): number {
  let end = at + 1
  if (bytes[at] === ZERO && end < stop && bytes[end] === LETTER_X) {
    end++
    while (end < stop && isHexDigit(bytes[end] as number)) end++
    return end
  }
  while (end < stop && isDigit(bytes[end] as number)) end++
  return end
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE
}

function isHexDigit(byte: number): boolean {
  const lower = byte | 32
  return isDigit(byte) || (lower >= 97 && lower <= 102)
}

/** Digits, and decimals behind a point or a comma: a library that calls setlocale makes the JVM print commas. */
export function readNumber(bytes: Uint8Array, start: number): number {
  let value = 0
  let at = start
  for (; isDigit(bytes[at] as number); at++) value = value * 10 + (bytes[at] as number) - ZERO
  const mark = bytes[at]
  if ((mark !== 46 && mark !== 44) || !isDigit(bytes[at + 1] as number)) return value
  let scale = 1
  for (at++; isDigit(bytes[at] as number); at++) {
    value = value * 10 + (bytes[at] as number) - ZERO
    scale *= 10
  }
  return value / scale
}

const decoder = new TextDecoder('latin1')

/** One character a byte, so that offsets in the text are offsets in the bytes. */
export function latin1(bytes: Uint8Array, start: number, end: number): string {
  return decoder.decode(bytes.subarray(start, end))
}
