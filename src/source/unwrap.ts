// Peels what collectors wrap around each line (container runtimes, journald, rsyslog …) before any format sees it. A
// file without wrappers passes through untouched.

import type { Note } from '../model/note.ts'
import type { Block } from './block.ts'
import { BlockBuilder } from './blocks.ts'
import type { Head } from './head.ts'
import { Peeler } from './peeler.ts'
import { wrappersOf } from './wrappers/index.ts'
import type { Wrapper } from './wrappers/wrapper.ts'

export interface Unwrapping {
  /** The first lines as they stand in the artifact; to be asked for first. */
  wrappedHead(name: string): Promise<Head>
  /** The first lines, unwrapped; left out where they need no unwrapping. */
  head(wrapped: Head): Head
  /** All blocks from the first one on. */
  blocks(): AsyncGenerator<Block>
  notes(): readonly Note[]
}

/** Blocks of whole, unwrapped lines; the first `headBytes` bytes are looked at to choose the wrappers. */
export function unwrap(chunks: AsyncIterable<Uint8Array>, builder: BlockBuilder, headBytes: number): Unwrapping {
  const stream = chunks[Symbol.asyncIterator]()
  let first: Uint8Array | undefined
  let wrappers: readonly Wrapper[] = []
  let peeler: Peeler | undefined
  return {
    async wrappedHead(name) {
      const next = await stream.next()
      // No copy: the stream is not asked for more before this chunk's blocks are read.
      first = next.done ? new Uint8Array(0) : next.value
      return headOf(textOf(first.subarray(0, headBytes)), name)
    },
    head(wrapped) {
      wrappers = wrappersOf(wrapped.lines)
      if (wrappers.length === 0 || first === undefined) return wrapped
      return headOf(peeledText(first.subarray(0, headBytes), wrappers), wrapped.name)
    },
    async *blocks() {
      peeler = wrappers.length === 0 ? undefined : new Peeler(wrappers)
      if (first !== undefined) yield* peel(builder.push(first), peeler)
      for (let next = await stream.next(); !next.done; next = await stream.next()) {
        yield* peel(builder.push(next.value), peeler)
      }
      yield* peel(builder.finish(), peeler)
      const rest = peeler?.finish()
      if (rest !== undefined) yield rest
    },
    notes: () => notesOf(wrappers, peeler),
  }
}

function* peel(blocks: Iterable<Block>, peeler: Peeler | undefined): Generator<Block> {
  if (peeler === undefined) {
    yield* blocks
    return
  }
  for (const block of blocks) {
    const peeled = peeler.peel(block)
    if (peeled !== undefined) yield peeled
  }
}

function peeledText(bytes: Uint8Array, wrappers: readonly Wrapper[]): string {
  const peeler = new Peeler(wrappers)
  const builder = new BlockBuilder()
  const texts: string[] = []
  // One after the other: the next block's line ends take the place of this one's.
  const add = (block: Block) => {
    const peeled = peeler.peel(block)
    if (peeled !== undefined) texts.push(textOf(peeled.bytes.subarray(0, peeled.end)))
  }
  for (const block of builder.push(bytes)) add(block)
  for (const block of builder.finish()) add(block)
  return texts.join('')
}

const utf8 = new TextDecoder('utf-8')

function textOf(bytes: Uint8Array): string {
  const text = utf8.decode(bytes)
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
}

function headOf(text: string, name: string): Head {
  return { text, lines: text.split('\n'), name }
}

function notesOf(wrappers: readonly Wrapper[], peeler: Peeler | undefined): Note[] {
  const notes: Note[] = []
  if (wrappers.length > 0) {
    const names = wrappers.map(({ id }) => id).join(', ')
    notes.push({ code: 'source/unwrapped', severity: 'info', message: `Read without its wrappers: ${names}.` })
  }
  if (peeler !== undefined && peeler.cutLines > 0) {
    notes.push({
      code: 'source/line-cut',
      severity: 'warning',
      line: peeler.firstCutLine,
      message: `${peeler.cutLines} line(s) that a container runtime split were longer than a line may be, and stay split.`,
    })
  }
  return notes
}
