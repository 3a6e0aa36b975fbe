// What a bundle from a stranger may cost. Bytes are counted as they are produced by decompression, because sizes that an
// archive declares of itself are only claims.

import type { InputNote } from './input-note.ts'

export interface Limits {
  /** Bytes that decompression may produce from one archive or compressed file, all its members together. */
  readonly totalBytes: number
  /** Bytes that one member may have; it is cut there and the next one is read. */
  readonly entryBytes: number
  /** Members of one archive, those of the archives inside it counted too. */
  readonly entries: number
  /** Containers in containers: a `.tar.gz` in a `.zip` is 3 deep. */
  readonly depth: number
  /** Bytes produced for each byte read. Logs compress 25:1, endless repetition 300:1, deflate at most 1032:1. */
  readonly ratio: number
  /** Milliseconds that reading one archive or compressed file may take. */
  readonly timeMs: number
  /** Bytes of a member that must be held in memory to be read (a zip inside another archive, or on stdin). */
  readonly heldBytes: number
}

/** Real bundles pass: a week of broker logs is some gigabytes, a deep one a `.gz` in a `.tar.gz` in a `.zip`. */
export const DEFAULT_LIMITS: Limits = {
  totalBytes: 16 * 2 ** 30,
  entryBytes: 8 * 2 ** 30,
  entries: 100_000,
  depth: 8,
  ratio: 1000,
  timeMs: 600_000,
  heldBytes: 256 * 2 ** 20,
}

/** The ratio says nothing of small amounts: an empty page of text compresses 1000:1 too. */
const RATIO_FLOOR_BYTES = 32 * 2 ** 20

/** Thrown out of a member's stream when a limit bites; the core keeps what was read before and notes the message. */
export class LimitReached extends Error {
  readonly limit: keyof Limits

  constructor(limit: keyof Limits, message: string) {
    super(message)
    this.name = 'LimitReached'
    this.limit = limit
  }

  toNote(uri: string): InputNote {
    return { uri, code: `limit/${this.limit}`, severity: 'warning', message: this.message }
  }
}

/** What one top-level archive or compressed file has cost so far. */
export class Budget {
  readonly limits: Limits
  /** Set when a limit ended the whole archive: nothing more is read of it. */
  spent: LimitReached | undefined
  #produced = 0
  #consumed = 0
  #entries = 0
  readonly #inputBytes: number
  readonly #deadline: number

  /** `inputBytes`: the size of the file, so that bytes that overlapping members read again are not counted again. */
  constructor(limits: Limits, inputBytes: number = Number.POSITIVE_INFINITY) {
    this.limits = limits
    this.#inputBytes = inputBytes
    this.#deadline = performance.now() + limits.timeMs
  }

  /** Counts bytes read from the outermost file. */
  consume(bytes: number): void {
    this.#consumed = Math.min(this.#consumed + bytes, this.#inputBytes)
  }

  /** Counts bytes that came out of a decompressor, at any depth. */
  produce(bytes: number): void {
    if (this.spent) throw this.spent
    this.#produced += bytes
    const { totalBytes, ratio, timeMs } = this.limits
    if (this.#produced > totalBytes) this.#end('totalBytes', `more than ${totalBytes} bytes come out of it`)
    if (this.#produced > Math.max(RATIO_FLOOR_BYTES, this.#consumed * ratio)) {
      this.#end('ratio', `it unpacks to more than ${ratio} times its size`)
    }
    if (performance.now() > this.#deadline) this.#end('timeMs', `reading it takes longer than ${timeMs} ms`)
  }

  /** Counts a member of an archive. */
  enter(): void {
    if (++this.#entries > this.limits.entries) this.#end('entries', `it has more than ${this.limits.entries} members`)
  }

  #end(limit: keyof Limits, seen: string): never {
    this.spent = new LimitReached(limit, `Reading stopped at a limit: ${seen} (--limit ${limit}=N raises it).`)
    throw this.spent
  }
}

/** The same chunks, cut where the member is longer than one may be. */
export async function* withinEntryLimit(
  chunks: AsyncIterable<Uint8Array>,
  { limits }: Budget,
): AsyncGenerator<Uint8Array> {
  let seen = 0
  for await (const chunk of chunks) {
    const room = limits.entryBytes - seen
    seen += chunk.length
    if (chunk.length <= room) {
      yield chunk
      continue
    }
    if (room > 0) yield chunk.subarray(0, room)
    throw new LimitReached(
      'entryBytes',
      `The member is longer than ${limits.entryBytes} bytes and is cut there (--limit entryBytes=N raises it).`,
    )
  }
}
