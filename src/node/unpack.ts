// A stream of bytes to the sources in it: itself when it is text, else the members of what it contains, at any depth.
// Nothing is ever written to disk, and names in archives are labels only.

import type { Source } from '../source/source.ts'
import { ByteReader, type Chunks } from './byte-reader.ts'
import type { NoteSink } from './input-note.ts'
import { type Budget, LimitReached, withinEntryLimit } from './limits.ts'
import { type Container, containerOf, foreignKindOf, MAGIC_BYTES } from './magic.ts'

export interface Input {
  readonly uri: string
  readonly reader: ByteReader
  /** Set for a file on disk, which can be read at any place. */
  readonly file?: { readonly path: string; readonly bytes: number }
  /** How many containers are around it. */
  readonly depth: number
}

export interface Unpacking {
  readonly budget: Budget
  readonly note: NoteSink
}

/** The sources in an input. Each is to be read, or left, before the next is asked for. */
export async function* unpack(input: Input, unpacking: Unpacking): AsyncGenerator<Source> {
  const { uri, reader, depth } = input
  const { note, budget } = unpacking
  const head = await reader.peek(MAGIC_BYTES)
  const kind = containerOf(head)
  if (kind === undefined) {
    yield* textOf(input, head, unpacking)
  } else if (depth >= budget.limits.depth) {
    const message = `Archives nested more than ${budget.limits.depth} deep are not opened (--limit depth=N raises it).`
    note({ uri, code: 'limit/depth', severity: 'warning', message })
  } else {
    yield* OPENERS[kind]({ ...input, depth: depth + 1 }, unpacking)
  }
}

function* textOf(
  { uri, reader, file, depth }: Input,
  head: Uint8Array,
  { note, budget }: Unpacking,
): Generator<Source> {
  const foreign = foreignKindOf(head)
  if (head.length === 0) {
    note({ uri, code: 'input/empty', severity: 'warning', message: 'empty: there is nothing to read' })
  } else if (foreign !== undefined) {
    note({ uri, code: 'input/not-text', severity: 'warning', message: `not read: it is ${foreign}` })
  } else {
    const chunks = () => (depth === 0 ? reader.chunks() : withinEntryLimit(reader.chunks(), budget))
    yield { uri, ...(file && { byteLength: file.bytes }), stream: chunks }
  }
}

type Opener = (input: Input, unpacking: Unpacking) => AsyncGenerator<Source>

/** Each loads its code when the first of its kind is met: one crash log needs none of it. */
const OPENERS: Record<Container, Opener> = {
  async *gzip(input, unpacking) {
    const { gunzip } = await import('./archives/gzip.ts')
    const onTrailing = (bytes: number) =>
      unpacking.note({
        uri: input.uri,
        code: 'input/trailing',
        severity: 'warning',
        message: `${bytes} bytes behind the end of the gzip data are no gzip and are not read`,
      })
    yield* decompressed(input, gunzip(input.reader, counted(unpacking), onTrailing), unpacking)
  },
  async *zstd(input, unpacking) {
    const { unzstd } = await import('./archives/zstd.ts')
    yield* decompressed(input, unzstd(input.reader, counted(unpacking)), unpacking)
  },
  xz: (input, unpacking) => byTool(input, 'xz', ['-dcq', '--memlimit-decompress=512MiB'], unpacking),
  bzip2: (input, unpacking) => byTool(input, 'bzip2', ['-dcq'], unpacking),
  async *tar(input, unpacking) {
    const { readTar } = await import('./archives/tar.ts')
    const onDamage = (message: string) =>
      unpacking.note({ uri: input.uri, code: 'input/damaged', severity: 'warning', message })
    yield* members(input, readTar(input.reader, onDamage), unpacking)
  },
  async *zip(input, unpacking) {
    const { readZip } = await import('./archives/zip.ts')
    yield* members(input, readZip(input, unpacking), unpacking)
  },
}

/** One member of an archive; read before the next one is asked for. */
export interface Member {
  readonly name: string
  chunks(): Chunks
}

async function* members(input: Input, all: AsyncIterable<Member>, unpacking: Unpacking): AsyncGenerator<Source> {
  const seen = new Map<string, number>()
  for await (const member of all) {
    unpacking.budget.enter()
    const label = labelOf(member.name)
    const count = (seen.get(label) ?? 0) + 1
    seen.set(label, count)
    const uri = `${input.uri}!/${label}${count > 1 ? `#${count}` : ''}`
    yield* inner({ uri, reader: new ByteReader(member.chunks()), depth: input.depth }, unpacking)
    if (unpacking.budget.spent) throw unpacking.budget.spent
  }
}

async function* decompressed(input: Input, chunks: Chunks, unpacking: Unpacking): AsyncGenerator<Source> {
  yield* inner({ uri: input.uri, reader: new ByteReader(chunks), depth: input.depth }, unpacking)
}

/** Damage inside one member is that member's; a limit that ends the whole archive goes up. */
async function* inner(input: Input, unpacking: Unpacking): AsyncGenerator<Source> {
  try {
    yield* unpack(input, unpacking)
  } catch (error) {
    if (unpacking.budget.spent) throw unpacking.budget.spent
    unpacking.note(error instanceof LimitReached ? error.toNote(input.uri) : damageNote(input.uri, error))
  } finally {
    await input.reader.close()
  }
}

async function* byTool(
  input: Input,
  tool: string,
  args: readonly string[],
  unpacking: Unpacking,
): AsyncGenerator<Source> {
  const { hasTool, throughTool } = await import('./archives/tool.ts')
  if (hasTool(tool)) {
    yield* decompressed(input, throughTool(input.reader, tool, args, counted(unpacking)), unpacking)
    return
  }
  const message = `not read: ${tool} data need the program "${tool}", which is not on PATH`
  unpacking.note({ uri: input.uri, code: 'input/no-tool', severity: 'warning', message })
}

function counted({ budget }: Unpacking): (bytes: number) => void {
  return (bytes) => budget.produce(bytes)
}

function damageNote(uri: string, error: unknown) {
  const message = `cannot be read further: ${error instanceof Error ? error.message : String(error)}`
  return { uri, code: 'input/damaged', severity: 'warning', message } as const
}

/** A member's name as it may be shown: control characters would move a terminal's cursor. Where it points is never used. */
export function labelOf(name: string): string {
  return name.replace(
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
    (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )
}
