// tar, read forward (POSIX.1-2001 ustar and pax, GNU long names). Own code, because the libraries either stop at the first
// damaged header or do not look at checksums at all; here the next sound header is searched and the rest is read.
// Links, devices and folders hold no text and are passed over.

import type { ByteReader } from '../byte-reader.ts'
import { hasTarChecksum } from '../magic.ts'

const BLOCK = 512
const MAX_META_BYTES = 1 << 20
/** Regular files: `0`, NUL in old tars, `7` contiguous. */
const FILE_TYPES = ['0', '\0', '7']

export interface TarMember {
  readonly name: string
  readonly bytes: number
  /** To be read, or left, before the next member is asked for. Throws behind the last byte when the archive is cut. */
  chunks(): AsyncGenerator<Uint8Array>
}

/** Members in their order; `onDamage` hears of headers that are none and how many bytes were passed over. */
export async function* readTar(input: ByteReader, onDamage: (message: string) => void): AsyncGenerator<TarMember> {
  let named: { name?: string; size?: number } = {}
  for (;;) {
    const header = await nextHeader(input, onDamage)
    if (header === undefined) return
    const type = String.fromCharCode(header[156] as number)
    const size = named.size ?? numberAt(header, 124, 12)
    if (!Number.isSafeInteger(size) || size < 0) {
      onDamage(`The tar header at byte ${input.position - BLOCK} has no readable size; its member is skipped.`)
      named = {}
    } else if (type === 'x' || type === 'L') {
      named = { ...named, ...(await readMeta(input, type, size)) }
    } else if (FILE_TYPES.includes(type)) {
      yield* fileMember(input, named.name ?? nameOf(header), size)
      named = {}
    } else {
      if (type === 'S') onDamage(`${named.name ?? nameOf(header)} is a sparse file, which is not read.`)
      await input.skip(padded(hasBody(type) ? size : 0))
      named = {}
    }
  }
}

async function* fileMember(input: ByteReader, name: string, size: number): AsyncGenerator<TarMember> {
  const start = input.position
  yield {
    name,
    bytes: size,
    async *chunks() {
      yield* input.chunks(size)
      const read = input.position - start
      if (read < size) throw new Error(`the archive ends inside this member, ${size - read} bytes before its end`)
    },
  }
  await input.skip(start + padded(size) - input.position)
}

/** The next block with a right checksum; empty blocks are passed over, since tars are also joined with `cat`. */
async function nextHeader(input: ByteReader, onDamage: (message: string) => void): Promise<Uint8Array | undefined> {
  let lostFrom: number | undefined
  const report = () => {
    if (lostFrom === undefined) return
    onDamage(
      `The tar is damaged at byte ${lostFrom}; ${input.position - lostFrom} bytes up to the next sound header are not read.`,
    )
  }
  for (;;) {
    const block = await input.peek(BLOCK)
    if (block.length < BLOCK) {
      if (block.length > 0) lostFrom ??= input.position
      await input.skip(block.length)
      report()
      await input.peek(1) // throws where the bytes ended because they could not be read
      return undefined
    }
    if (hasTarChecksum(block)) {
      report()
      return input.take(BLOCK)
    }
    if (block.some((byte) => byte !== 0)) lostFrom ??= input.position
    await input.skip(BLOCK)
  }
}

/** A pax header (`x`) or a GNU long name (`L`): what they say of the member behind them. */
async function readMeta(input: ByteReader, type: string, size: number): Promise<{ name?: string; size?: number }> {
  const kept = await input.take(Math.min(size, MAX_META_BYTES))
  await input.skip(padded(size) - kept.length)
  const text = new TextDecoder().decode(kept)
  return type === 'L' ? { name: text.replace(/\0.*$/s, '') } : paxRecords(text)
}

/** Records are `LENGTH KEY=VALUE\n`; two keys matter here. */
function paxRecords(text: string): { name?: string; size?: number } {
  const records: { name?: string; size?: number } = {}
  for (const [, key, value] of text.matchAll(/^\d+ (path|size)=(.*)$/gm)) {
    if (key === 'path') records.name = value as string
    else records.size = Number(value)
  }
  return records
}

function nameOf(header: Uint8Array): string {
  const name = textAt(header, 0, 100)
  const isUstar = textAt(header, 257, 5) === 'ustar' && header[262] === 0
  const prefix = isUstar ? textAt(header, 345, 155) : ''
  return prefix === '' ? name : `${prefix}/${name}`
}

function textAt(header: Uint8Array, start: number, length: number): string {
  const field = header.subarray(start, start + length)
  const end = field.indexOf(0)
  return new TextDecoder().decode(end < 0 ? field : field.subarray(0, end))
}

/** Octal digits, or base 256 where the first bit is set (GNU, over 8 GiB). */
function numberAt(header: Uint8Array, start: number, length: number): number {
  const field = header.subarray(start, start + length)
  if (((field[0] as number) & 0x80) !== 0) {
    return field.subarray(1).reduce((value, byte) => value * 256 + byte, (field[0] as number) & 0x7f)
  }
  const digits = textAt(header, start, length).trim()
  return digits === '' ? 0 : /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number.NaN
}

/** Links, devices, folders and pipes have no body, whatever their size says. */
function hasBody(type: string): boolean {
  return !'123456'.includes(type)
}

function padded(size: number): number {
  return Math.ceil(size / BLOCK) * BLOCK
}
