// gzip, member by member (RFC 1952). Appended and rotated logs have several; node:zlib's own gunzip cannot say where
// one ends, and gives up what it had when something else follows.

import { crc32, createInflateRaw } from 'node:zlib'
import type { ByteReader } from '../byte-reader.ts'
import { decode, type Engine } from './engine.ts'

const OUT_BYTES = 1 << 18
const HAS_HEADER_CRC = 2
const HAS_EXTRA = 4
const HAS_NAME = 8
const HAS_COMMENT = 16

/**
 * The text of all members. Throws behind the last byte that could be decoded when the data are cut or damaged; what is
 * no gzip behind a whole member goes to `onTrailing`, zero padding apart.
 */
export async function* gunzip(
  input: ByteReader,
  produced: (bytes: number) => void,
  onTrailing: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  for (let member = 1; ; member++) {
    const next = await input.peek(3)
    if (next.length === 0) return
    if (next[0] !== 0x1f || next[1] !== 0x8b || next[2] !== 8) {
      const trailing = await meaningfulBytes(input)
      if (trailing > 0) onTrailing(trailing)
      return
    }
    await skipHeader(input, member)
    yield* memberText(input, member, produced)
  }
}

async function* memberText(
  input: ByteReader,
  member: number,
  produced: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  let sum = 0
  let length = 0
  const engine = createInflateRaw({ chunkSize: OUT_BYTES }) as unknown as Engine
  try {
    for await (const chunk of decode(input, engine, produced)) {
      sum = crc32(chunk, sum)
      length += chunk.length
      yield chunk
    }
  } catch (error) {
    throw gzipError(error, member)
  }
  const trailer = await input.take(8)
  if (trailer.length < 8)
    throw new Error(`gzip member ${member} is cut: its last ${8 - trailer.length} bytes are missing`)
  const view = new DataView(trailer.buffer, trailer.byteOffset)
  if (view.getUint32(0, true) !== sum >>> 0 || view.getUint32(4, true) !== length % 2 ** 32) {
    throw new Error(`gzip member ${member} is damaged: its checksum does not fit`)
  }
}

async function skipHeader(input: ByteReader, member: number): Promise<void> {
  const header = await input.take(10)
  if (header.length < 10) throw new Error(`gzip member ${member} is cut inside its header`)
  const flags = header[3] as number
  if (flags & HAS_EXTRA) {
    const size = await input.take(2)
    await input.skip((size[0] ?? 0) | ((size[1] ?? 0) << 8))
  }
  if (flags & HAS_NAME) await skipString(input)
  if (flags & HAS_COMMENT) await skipString(input)
  if (flags & HAS_HEADER_CRC) await input.skip(2)
}

/** Past the next zero byte. */
async function skipString(input: ByteReader): Promise<void> {
  for (;;) {
    const window = await input.peek(256)
    if (window.length === 0) return
    const end = window.indexOf(0)
    await input.skip(end < 0 ? window.length : end + 1)
    if (end >= 0) return
  }
}

async function meaningfulBytes(input: ByteReader): Promise<number> {
  let count = 0
  let meaningful = false
  for await (const chunk of input.chunks()) {
    count += chunk.length
    meaningful ||= chunk.some((byte) => byte !== 0)
  }
  return meaningful ? count : 0
}

function gzipError(error: unknown, member: number): unknown {
  if ((error as { code?: string }).code === 'Z_BUF_ERROR')
    return new Error(`gzip member ${member} is cut: it ends in the middle`)
  if (String((error as { code?: string }).code).startsWith('Z_')) {
    return new Error(`gzip member ${member} is damaged: ${(error as Error).message}`)
  }
  return error
}
