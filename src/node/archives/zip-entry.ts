// One member of a zip, whatever way it was found: stored or deflated bytes to text, checked against the checksum.

import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib'
import type { ByteReader } from '../byte-reader.ts'
import { labelOf, type Member, type Unpacking } from '../unpack.ts'
import { decode, type Engine } from './engine.ts'

const STORED = 0
const DEFLATED = 8
const OUT_BYTES = 1 << 18
/** Up to here a member is inflated in one call, which costs a tenth of setting up a decompressor that streams. */
const SMALL_BYTES = 1 << 18
const SMALL_TEXT_BYTES = 1 << 23

export interface ZipEntry {
  readonly name: string
  /** 0 stored, 8 deflated; others are not read. */
  readonly method: number
  readonly isEncrypted: boolean
  /** Undefined where only the data themselves tell their end. */
  readonly compressedBytes?: number
  readonly crc?: number
}

/** The member to read, or undefined and a note why not; folders are passed over in silence. */
export function zipMember(
  entry: ZipEntry,
  data: ByteReader,
  uri: string,
  { budget, note }: Unpacking,
): Member | undefined {
  if (entry.name.endsWith('/') || entry.name.endsWith('\\')) return undefined
  const skip = (message: string) => {
    note({ uri: `${uri}!/${labelOf(entry.name)}`, code: 'input/not-read', severity: 'warning', message })
    return undefined
  }
  if (entry.isEncrypted) return skip('not read: it is encrypted')
  if (entry.method !== STORED && entry.method !== DEFLATED) {
    return skip(`not read: its compression method is ${entry.method}, and only 0 (stored) and 8 (deflate) are read`)
  }
  return {
    name: entry.name,
    chunks: () =>
      checked(
        textOf(entry, data, (bytes) => budget.produce(bytes)),
        entry,
      ),
  }
}

async function* textOf(
  entry: ZipEntry,
  data: ByteReader,
  produced: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  if (entry.method === STORED) {
    for await (const chunk of data.chunks(entry.compressedBytes)) {
      produced(chunk.length)
      yield chunk
    }
    return
  }
  const whole = await inflatedAtOnce(entry, data)
  if (whole) {
    produced(whole.length)
    yield whole
    return
  }
  const engine = createInflateRaw({ chunkSize: OUT_BYTES }) as unknown as Engine
  yield* decode(data, engine, produced)
}

/** A small member's text; undefined, and the data put back, when it is large, damaged, or a bomb. */
async function inflatedAtOnce({ compressedBytes }: ZipEntry, data: ByteReader): Promise<Uint8Array | undefined> {
  if (compressedBytes === undefined || compressedBytes > SMALL_BYTES) return undefined
  const deflated = await data.take(compressedBytes)
  try {
    return inflateRawSync(deflated, { maxOutputLength: SMALL_TEXT_BYTES })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    data.unread(deflated)
    return undefined
  }
}

async function* checked(chunks: AsyncIterable<Uint8Array>, { crc }: ZipEntry): AsyncGenerator<Uint8Array> {
  let sum = 0
  for await (const chunk of chunks) {
    if (crc !== undefined) sum = crc32(chunk, sum)
    yield chunk
  }
  if (crc !== undefined && sum >>> 0 !== crc) throw new Error('this zip member is damaged: its checksum does not fit')
}
