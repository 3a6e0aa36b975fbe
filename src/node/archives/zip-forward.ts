// zip without its directory: one local header after the other (APPNOTE.TXT 4.3.7), for streams too long to hold and for
// archives whose end is missing.

import { ByteReader } from '../byte-reader.ts'
import type { Member, Unpacking } from '../unpack.ts'
import { type ZipEntry, zipMember } from './zip-entry.ts'

const LOCAL_HEADER_BYTES = 30
const SIZES_FOLLOW = 8
const ENCRYPTED = 1
const UTF8_NAME = 0x800
const ZIP64_FIELD = 1
const STORED = 0
const WINDOW_BYTES = 1 << 16

/** Members in their order, but for those whose header's offset is in `known`. */
export async function* readZipForward(
  input: ByteReader,
  uri: string,
  unpacking: Unpacking,
  known: ReadonlySet<number> = new Set(),
): AsyncGenerator<Member> {
  while (await findHeader(input)) {
    const offset = input.position
    const entry = await readHeader(input)
    if (entry === undefined) return
    const dataStart = input.position
    const end = entry.compressedBytes === undefined ? undefined : dataStart + entry.compressedBytes
    if (!known.has(offset)) {
      if (entry.compressedBytes === undefined && entry.method === STORED && !entry.isEncrypted) {
        const message = `${entry.name} is stored without a length; it is not read.`
        unpacking.note({ uri, code: 'input/not-read', severity: 'warning', message })
      } else {
        const data = end === undefined ? input : new ByteReader(input.chunks(entry.compressedBytes))
        const member = zipMember(entry, data, uri, unpacking)
        if (member) yield member
      }
    }
    if (end !== undefined && end > input.position) await input.skip(end - input.position)
  }
}

/** Moves to the next `PK\3\4`; false at the end of the input. */
async function findHeader(input: ByteReader): Promise<boolean> {
  for (;;) {
    const window = await input.peek(WINDOW_BYTES)
    for (let at = window.indexOf(0x50); at >= 0 && at + 3 < window.length; at = window.indexOf(0x50, at + 1)) {
      if (window[at + 1] === 0x4b && window[at + 2] === 3 && window[at + 3] === 4) {
        await input.skip(at)
        return true
      }
    }
    if (window.length < WINDOW_BYTES) return false
    await input.skip(window.length - 3)
  }
}

async function readHeader(input: ByteReader): Promise<ZipEntry | undefined> {
  const header = await input.take(LOCAL_HEADER_BYTES)
  if (header.length < LOCAL_HEADER_BYTES) return undefined
  const view = new DataView(header.buffer, header.byteOffset)
  const flags = view.getUint16(6, true)
  const name = await input.take(view.getUint16(26, true))
  const extra = await input.take(view.getUint16(28, true))
  const sizesFollow = (flags & SIZES_FOLLOW) !== 0
  return {
    name: new TextDecoder((flags & UTF8_NAME) !== 0 ? 'utf-8' : 'latin1').decode(name),
    method: view.getUint16(8, true),
    isEncrypted: (flags & ENCRYPTED) !== 0,
    ...(!sizesFollow && {
      crc: view.getUint32(14, true),
      compressedBytes: compressedSize(view.getUint32(18, true), extra),
    }),
  }
}

/** The size in the header, or in the zip64 field, where it stands behind the uncompressed size. */
function compressedSize(size: number, extra: Uint8Array): number {
  if (size !== 0xffffffff) return size
  const view = new DataView(extra.buffer, extra.byteOffset, extra.length)
  for (let at = 0; at + 4 <= extra.length; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) === ZIP64_FIELD && at + 20 <= extra.length)
      return Number(view.getBigUint64(at + 12, true))
  }
  return size
}
