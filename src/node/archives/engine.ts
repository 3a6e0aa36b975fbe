// Drives one of node:zlib's decompressors by hand. Used as a stream it would drop what it had decoded before an error,
// and half a log is evidence: so each piece of input is written by itself, and what comes out is queued at once.

import type { Transform } from 'node:stream'
import type { ByteReader } from '../byte-reader.ts'

/**
 * Compressed bytes given at a time. A thousandfold of it may come out and is in memory until it is looked at; what came
 * out of the piece in which damage is met is lost.
 */
const PIECE_BYTES = 1 << 14

export type Engine = Transform & { readonly bytesWritten: number }

/**
 * What comes out, in order; then the engine's error, if there was one. Takes from the reader just what the engine used.
 * The next piece decodes in another thread while this one's bytes are looked at. `produced` may throw to stop it all.
 */
export async function* decode(
  input: ByteReader,
  engine: Engine,
  produced: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const run = new Run(engine, produced)
  try {
    let given = 0
    let piece = await input.take(PIECE_BYTES)
    while (piece.length > 0 && !run.isOver) {
      given += piece.length
      const writing = run.write(piece)
      yield* run.takeReady()
      await writing
      const unused = run.isOver ? given - engine.bytesWritten : 0
      if (unused > 0) input.unread(piece.subarray(piece.length - unused))
      else piece = await input.take(PIECE_BYTES)
    }
    if (!run.isOver) await run.end()
    yield* run.takeReady()
    if (run.failure !== undefined) throw run.failure
  } finally {
    engine.destroy()
  }
}

/** One engine at work. */
class Run {
  failure: Error | undefined
  readonly #engine: Engine
  #ready: Uint8Array[] = []
  #wake: (() => void) | undefined

  constructor(engine: Engine, produced: (bytes: number) => void) {
    this.#engine = engine
    engine.on('data', (chunk: Uint8Array) => {
      if (this.failure !== undefined) return
      this.#ready.push(chunk)
      try {
        produced(chunk.length)
      } catch (error) {
        this.#fail(error as Error)
        engine.destroy()
      }
    })
    engine.on('error', (error: Error) => this.#fail(error))
    engine.on('end', () => this.#wake?.())
    engine.on('close', () => this.#wake?.())
  }

  /** True when nothing more will come out: what it decodes has ended, or the engine failed. */
  get isOver(): boolean {
    return this.failure !== undefined || this.#engine.readableEnded
  }

  takeReady(): Uint8Array[] {
    const ready = this.#ready
    this.#ready = []
    return ready
  }

  /** Resolves when the piece is decoded, or when the engine is over. */
  write(piece: Uint8Array): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
      this.#engine.write(piece, () => resolve())
    })
  }

  end(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
      this.#engine.end()
    })
  }

  #fail(error: Error): void {
    this.failure ??= error
    this.#wake?.()
  }
}
