// Chunks of any size, read by amounts that a container format asks for. Nothing is copied but what is asked for whole.

export type Chunks = AsyncIterable<Uint8Array>

const EMPTY = new Uint8Array(0)

export class ByteReader {
  /** Offset of the next byte. */
  position = 0
  readonly #chunks: AsyncIterator<Uint8Array>
  #current: Uint8Array = EMPTY
  #ended = false

  constructor(chunks: Chunks) {
    this.#chunks = chunks[Symbol.asyncIterator]()
  }

  /** Up to `length` of the next bytes, without taking them; fewer only at the end. */
  async peek(length: number): Promise<Uint8Array> {
    while (this.#current.length < length && !this.#ended) await this.#more()
    return this.#current.subarray(0, length)
  }

  /** The next bytes as a copy; fewer than `length` only at the end. */
  async take(length: number): Promise<Uint8Array> {
    const taken = (await this.peek(length)).slice()
    this.#drop(taken.length)
    return taken
  }

  /** Puts bytes back that were taken last. */
  unread(bytes: Uint8Array): void {
    if (bytes.length === 0) return
    const joined = new Uint8Array(bytes.length + this.#current.length)
    joined.set(bytes)
    joined.set(this.#current, bytes.length)
    this.#current = joined
    this.position -= bytes.length
  }

  /** Passes over bytes; answers how many there were. */
  async skip(length: number): Promise<number> {
    let skipped = 0
    for await (const chunk of this.chunks(length)) skipped += chunk.length
    return skipped
  }

  /** The next bytes as they come, all of them or up to `length`. Leaving the loop early leaves the rest to be read. */
  async *chunks(length: number = Number.POSITIVE_INFINITY): AsyncGenerator<Uint8Array> {
    let left = length
    while (left > 0) {
      if (this.#current.length === 0) {
        if (this.#ended) return
        await this.#next()
        continue
      }
      const part = this.#current.length <= left ? this.#current : this.#current.subarray(0, left)
      this.#drop(part.length)
      left -= part.length
      yield part
    }
  }

  /** Lets the producer close what it holds open. */
  async close(): Promise<void> {
    this.#ended = true
    this.#current = EMPTY
    await this.#chunks.return?.()
  }

  #drop(length: number): void {
    this.#current = this.#current.subarray(length)
    this.position += length
  }

  async #next(): Promise<void> {
    const next = await this.#chunks.next()
    this.#current = next.done ? EMPTY : next.value
    this.#ended = next.done === true
  }

  /** Joins the next chunk to what is left; the producer may reuse its buffer, so what is left is copied first. */
  async #more(): Promise<void> {
    const kept = this.#current.slice()
    await this.#next()
    if (kept.length === 0) return
    const joined = new Uint8Array(kept.length + this.#current.length)
    joined.set(kept)
    joined.set(this.#current, kept.length)
    this.#current = joined
  }
}
