// Paths to sources: each file is opened, looked at, and given on as text or taken apart as an archive.

import { fstatSync, openSync } from 'node:fs'
import process from 'node:process'
import type { Source } from '../source/source.ts'
import { ByteReader, type Chunks } from './byte-reader.ts'
import { FILE_CHUNK_BYTES, fileChunks } from './file-chunks.ts'
import type { InputNote, NoteSink } from './input-note.ts'
import { Budget, DEFAULT_LIMITS, type Limits } from './limits.ts'
import { filesOf, reasonOf, STDIN } from './paths.ts'
import { type Input, labelOf, type Unpacking, unpack } from './unpack.ts'

export interface OpenOptions {
  readonly limits?: Partial<Limits>
  /** Ends everything with the signal's reason. */
  readonly signal?: AbortSignal
  /** Ends the input gracefully: what was read so far counts, the source at hand is cut and says so. */
  readonly stop?: AbortSignal
  /** Hears of each input that could not be read, or not wholly. */
  readonly onNote?: (note: InputNote) => void
  /** The label of standard input. */
  readonly stdinName?: string
}

/**
 * The sources in files, folders, archives, patterns and `-`. Each is to be read, or left, before the next is asked for:
 * they share one buffer, and what is in an archive is read as it goes by.
 */
export async function* openSources(
  paths: string | readonly string[],
  options: OpenOptions = {},
): AsyncGenerator<Source> {
  const note = options.onNote ?? (() => {})
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  const buffer = Buffer.allocUnsafeSlow(FILE_CHUNK_BYTES)
  for await (const { path } of filesOf(typeof paths === 'string' ? [paths] : paths, note)) {
    options.signal?.throwIfAborted()
    if (options.stop?.aborted) return
    if (path === STDIN) yield* openStream(process.stdin, options.stdinName ?? 'stdin', limits, note, options)
    else yield* openFile(path, buffer, limits, note, options)
  }
}

/** The sources in a stream that has no name: an upload, a pipe. */
export async function* openStream(
  stream: Chunks,
  uri: string,
  limits: Limits,
  note: NoteSink,
  signals: Signals = {},
): AsyncGenerator<Source> {
  const budget = new Budget(limits)
  const reader = new ByteReader(consumed(stream, budget, signals))
  yield* closing({ uri, reader, depth: 0 }, { budget, note }, signals)
}

async function* openFile(
  path: string,
  buffer: Uint8Array,
  limits: Limits,
  note: NoteSink,
  signals: Signals,
): AsyncGenerator<Source> {
  const uri = labelOf(path)
  let descriptor: number
  try {
    descriptor = openSync(path, 'r')
  } catch (error) {
    note({ uri, code: 'input/unreadable', severity: 'error', message: `cannot be read: ${reasonOf(error)}` })
    return
  }
  const bytes = fstatSync(descriptor).size
  const budget = new Budget(limits, bytes > 0 ? bytes : undefined)
  const reader = new ByteReader(consumed(fileChunks(descriptor, buffer), budget, signals))
  yield* closing({ uri, reader, file: { path, bytes }, depth: 0 }, { budget, note }, signals)
}

/** What is in an input; a failure of the input as a whole is noted, and so is a limit that ended it. */
async function* closing(input: Input, unpacking: Unpacking, { signal }: Signals): AsyncGenerator<Source> {
  const { uri, reader } = input
  const { budget, note } = unpacking
  try {
    yield* unpack(input, unpacking)
  } catch (error) {
    if (error !== budget.spent) {
      note({ uri, code: 'input/unreadable', severity: 'error', message: `cannot be read: ${reasonOf(error)}` })
    }
  } finally {
    await reader.close()
  }
  signal?.throwIfAborted()
  if (budget.spent) note(budget.spent.toNote(uri))
}

type Signals = Pick<OpenOptions, 'signal' | 'stop'>

/** How many bytes pass before other events of the process (signals, timers) get their turn. */
const BREATH_BYTES = 1 << 23

async function* consumed(chunks: Chunks, budget: Budget, { signal, stop }: Signals): AsyncGenerator<Uint8Array> {
  let sinceBreath = 0
  for await (const chunk of chunks) {
    sinceBreath += chunk.length
    if (sinceBreath >= BREATH_BYTES) {
      await new Promise(setImmediate)
      sinceBreath = 0
    }
    signal?.throwIfAborted()
    if (stop?.aborted) throw new Error('interrupted')
    budget.consume(chunk.length)
    yield chunk
  }
}
