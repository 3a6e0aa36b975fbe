// Peels what collectors wrap around each line (container runtimes, journald, rsyslog …) before any format sees it.

import type { Note } from '../model/note.ts'
import type { Block } from './block.ts'
import type { BlockBuilder } from './blocks.ts'
import type { Head } from './head.ts'

export interface Unwrapping {
  /** The first lines, unwrapped; to be asked for before `blocks`. */
  head(name: string): Promise<Head>
  /** All blocks from the first one on. */
  blocks(): AsyncGenerator<Block>
  notes(): readonly Note[]
}

/** Blocks of whole, unwrapped lines; the first `headBytes` bytes are looked at to choose the wrappers. */
export function unwrap(chunks: AsyncIterable<Uint8Array>, builder: BlockBuilder, headBytes: number): Unwrapping {
  const stream = chunks[Symbol.asyncIterator]()
  let first: Uint8Array | undefined
  return {
    async head(name) {
      const next = await stream.next()
      first = next.done ? new Uint8Array(0) : next.value.slice()
      return headOf(first.subarray(0, headBytes), name)
    },
    async *blocks() {
      if (first !== undefined) yield* builder.push(first)
      for (let next = await stream.next(); !next.done; next = await stream.next()) yield* builder.push(next.value)
      yield* builder.finish()
    },
    notes: () => [],
  }
}

function headOf(bytes: Uint8Array, name: string): Head {
  const text = new TextDecoder('utf-8').decode(bytes).replace(/\r\n?/g, '\n')
  return { text, lines: text.split('\n'), name, binaryShare: binaryShareOf(bytes) }
}

function binaryShareOf(bytes: Uint8Array): number {
  if (bytes.length === 0) return 0
  let odd = 0
  for (const byte of bytes) if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) odd++
  return odd / bytes.length
}
