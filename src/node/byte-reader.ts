// Chunks of any size, read by amounts that a container format asks for. Nothing is copied but what is asked for whole.
// When the chunks fail, the bytes before the failure can still be read; then the failure is thrown.

import { copyBytes } from '../source/copy-bytes.ts'

export type Chunks = AsyncIterable<Uint8Array>

const EMPTY = new Uint8Array(0)

export class ByteReader {
  /** Offset of the next byte. */
  position = 0
  readonly #chunks: AsyncIterator<Uint8Array>
  #current: Uint8Array = EMPTY
  #ended = false
  #failure: { readonly error: unknown } | undefined

  constructor(chunks: Chunks) {
    this.#chunks = chunks[Symbol.asyncIterator]()
  }

  /** Up to `length` of the next bytes, without taking them; fewer only at the end. */
  async peek(length: number): Promise<Uint8Array> {
    while (this.#current.length < length && !this.#ended) await this.#more()
    if (this.#current.length === 0) this.#throwFailure()
    return this.#current.subarray(0, length)
  }

  /** The next bytes as a copy; fewer than `length` only at the end. */
  async take(length: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = []
    let taken = 0
    for await (const part of this.chunks(length)) {
      parts.push(copyBytes(part))
      taken += part.length
    }
    return parts.length === 1 ? (parts[0] as Uint8Array) : concat(parts, taken)
  }

  /** Puts bytes back that were taken last. */
  unread(bytes: Uint8Array): void {
    if (bytes.length === 0) return
    this.#current = concat([bytes, this.#current], bytes.length + this.#current.length)
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
        if (this.#ended) {
          this.#throwFailure()
          return
        }
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
    this.#failure = undefined
    await this.#chunks.return?.()
  }

  #drop(length: number): void {
    this.#current = this.#current.subarray(length)
    this.position += length
  }

  async #next(): Promise<void> {
    try {
      const next = await this.#chunks.next()
      this.#current = next.done ? EMPTY : next.value
      this.#ended = next.done === true
    } catch (error) {
      this.#current = EMPTY
      this.#ended = true
      this.#failure = { error }
    }
  }

  #throwFailure(): void {
    const failure = this.#failure
    this.#failure = undefined
    if (failure) throw failure.error
  }

  /** Joins the next chunk to what is left; the producer may reuse its buffer, so what is left is copied first. */
  async #more(): Promise<void> {
    const kept = copyBytes(this.#current)
    await this.#next()
    if (kept.length > 0) this.#current = concat([kept, this.#current], kept.length + this.#current.length)
  }
}

function concat(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
