// Many strings looked for in one pass (Wu and Manber's search): the last three bytes of a window as long as the
// shortest needle say how far it may jump, so that most bytes are never looked at. Every byte of every log is asked
// whether it begins something for a reader; one search after the other for each needle costs many times as much.

const BYTES_TOLD = 3
const FARTHEST = 255

/** Finds the first of several strings of three bytes or more. The longer the shortest one, the faster. */
export class NeedleSearch {
  readonly #jumps = new Uint8Array(1 << 16)
  /** The needles whose window ends in three bytes of this hash. */
  readonly #byEnding = new Map<number, Uint8Array[]>()
  readonly #window: number

  constructor(needles: readonly string[]) {
    const encoded = needles.map((needle) => new TextEncoder().encode(needle))
    this.#window = Math.min(FARTHEST, ...encoded.map((needle) => needle.length))
    if (this.#window < BYTES_TOLD) throw new Error('A needle needs three bytes.')
    this.#jumps.fill(this.#window - BYTES_TOLD + 1)
    for (const needle of encoded) this.#learn(needle)
  }

  /** Where the first needle in [from, to) begins, or `to`. */
  find(bytes: Uint8Array, from: number, to: number): number {
    const jumps = this.#jumps
    const window = this.#window
    let last = from + window - 1
    while (last < to) {
      const ending = hash(bytes[last - 2] as number, bytes[last - 1] as number, bytes[last] as number)
      const jump = jumps[ending] as number
      if (jump > 0) {
        last += jump
        continue
      }
      const start = last - window + 1
      if (this.#matches(ending, bytes, start, to)) return start
      last++
    }
    return to
  }

  #learn(needle: Uint8Array): void {
    for (let at = BYTES_TOLD - 1; at < this.#window; at++) {
      const ending = hash(needle[at - 2] as number, needle[at - 1] as number, needle[at] as number)
      this.#jumps[ending] = Math.min(this.#jumps[ending] as number, this.#window - 1 - at)
      if (at === this.#window - 1) this.#byEnding.set(ending, [...(this.#byEnding.get(ending) ?? []), needle])
    }
  }

  #matches(ending: number, bytes: Uint8Array, start: number, to: number): boolean {
    for (const needle of this.#byEnding.get(ending) as Uint8Array[]) {
      if (start + needle.length > to) continue
      let matched = 0
      while (matched < needle.length && bytes[start + matched] === needle[matched]) matched++
      if (matched === needle.length) return true
    }
    return false
  }
}

function hash(first: number, second: number, third: number): number {
  return ((first << 10) ^ (second << 5) ^ third) & 0xffff
}
