// Writes zips by hand, so that they can lie: about names, sizes, encryption, and where their members are.

import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipEntry {
  readonly name: string
  readonly content?: Uint8Array | string
  readonly method?: 'stored' | 'deflated'
  /** Sizes and checksum behind the data instead of before them, as when zipping to a pipe. */
  readonly dataDescriptor?: boolean
  readonly isEncrypted?: boolean
  readonly crc?: number
  /** The place of another member's local header: members that overlap. */
  readonly sameDataAs?: number
}

/** A zip; without its central directory when `cut`. */
export function zipOf(entries: readonly ZipEntry[], { cut = false }: { cut?: boolean } = {}): Uint8Array {
  const parts: Uint8Array[] = []
  const directory: Uint8Array[] = []
  const written: { offset: number; fields: Fields }[] = []
  let offset = 0
  for (const entry of entries) {
    const shared = entry.sameDataAs === undefined ? undefined : written[entry.sameDataAs]
    if (shared) {
      directory.push(centralHeader(entry, shared.fields, shared.offset))
      continue
    }
    const text = Buffer.from(entry.content ?? '')
    const data = entry.method === 'stored' ? text : deflateRawSync(text)
    const fields = fieldsOf(entry, text, data)
    directory.push(centralHeader(entry, fields, offset))
    written.push({ offset, fields })
    const local = [localHeader(entry, fields), data, ...(entry.dataDescriptor ? [descriptor(fields)] : [])]
    parts.push(...local)
    offset += local.reduce((total, part) => total + part.length, 0)
  }
  const central = Buffer.concat(directory)
  return Buffer.concat(cut ? parts : [...parts, central, endRecord(entries.length, central.length, offset)])
}

interface Fields {
  readonly flags: number
  readonly method: number
  readonly crc: number
  readonly compressed: number
  readonly uncompressed: number
}

function fieldsOf(entry: ZipEntry, text: Uint8Array, data: Uint8Array): Fields {
  return {
    flags: (entry.isEncrypted ? 1 : 0) | (entry.dataDescriptor ? 8 : 0) | 0x800,
    method: entry.method === 'stored' ? 0 : 8,
    crc: entry.crc ?? crc32(text),
    compressed: data.length,
    uncompressed: text.length,
  }
}

function localHeader(entry: ZipEntry, { flags, method, crc, compressed, uncompressed }: Fields): Buffer {
  const name = Buffer.from(entry.name)
  const block = Buffer.alloc(30)
  block.writeUInt32LE(0x04034b50, 0)
  block.writeUInt16LE(20, 4)
  block.writeUInt16LE(flags, 6)
  block.writeUInt16LE(method, 8)
  if (!entry.dataDescriptor) {
    block.writeUInt32LE(crc, 14)
    block.writeUInt32LE(compressed, 18)
    block.writeUInt32LE(uncompressed, 22)
  }
  block.writeUInt16LE(name.length, 26)
  return Buffer.concat([block, name])
}

function descriptor({ crc, compressed, uncompressed }: Fields): Buffer {
  const block = Buffer.alloc(16)
  block.writeUInt32LE(0x08074b50, 0)
  block.writeUInt32LE(crc, 4)
  block.writeUInt32LE(compressed, 8)
  block.writeUInt32LE(uncompressed, 12)
  return block
}

function centralHeader(
  entry: ZipEntry,
  { flags, method, crc, compressed, uncompressed }: Fields,
  offset: number,
): Buffer {
  const name = Buffer.from(entry.name)
  const block = Buffer.alloc(46)
  block.writeUInt32LE(0x02014b50, 0)
  block.writeUInt16LE(20, 4)
  block.writeUInt16LE(20, 6)
  block.writeUInt16LE(flags, 8)
  block.writeUInt16LE(method, 10)
  block.writeUInt32LE(crc, 16)
  block.writeUInt32LE(compressed, 20)
  block.writeUInt32LE(uncompressed, 24)
  block.writeUInt16LE(name.length, 28)
  block.writeUInt32LE(offset, 42)
  return Buffer.concat([block, name])
}

function endRecord(entries: number, bytes: number, offset: number): Buffer {
  const block = Buffer.alloc(22)
  block.writeUInt32LE(0x06054b50, 0)
  block.writeUInt16LE(Math.min(entries, 0xffff), 8)
  block.writeUInt16LE(Math.min(entries, 0xffff), 10)
  block.writeUInt32LE(bytes, 12)
  block.writeUInt32LE(offset, 16)
  return block
}
