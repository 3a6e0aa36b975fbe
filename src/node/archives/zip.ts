// zip by its central directory, read with yauzl: entries, zip64 and names are its work, bytes and limits ours. Where the
// directory is missing or damaged (a cut upload), zip-forward.ts finds the members by their own headers.

import { closeSync, openSync, readSync } from 'node:fs'
import * as yauzl from 'yauzl'
import { ByteReader } from '../byte-reader.ts'
import { FILE_CHUNK_BYTES } from '../file-chunks.ts'
import type { Input, Member, Unpacking } from '../unpack.ts'
import { type ZipEntry, zipMember } from './zip-entry.ts'
import { readZipForward } from './zip-forward.ts'

/** The members of a zip: in place when it is a file, else held in memory, else, too big for that, by reading forward. */
export async function* readZip(input: Input, unpacking: Unpacking): AsyncGenerator<Member> {
  if (input.file !== undefined && input.depth === 1) {
    const descriptor = openSync(input.file.path, 'r')
    try {
      yield* byDirectory(fileSpan(descriptor, input.file.bytes, unpacking), input.uri, unpacking)
    } finally {
      closeSync(descriptor)
    }
    return
  }
  const { heldBytes } = unpacking.budget.limits
  const held = await input.reader.take(heldBytes)
  if (held.length < heldBytes) {
    yield* byDirectory(heldSpan(held), input.uri, unpacking)
    return
  }
  const message = `A zip inside an archive or stream, larger than ${heldBytes} bytes: read forward, without its directory (--limit heldBytes=N raises it).`
  unpacking.note({ uri: input.uri, code: 'limit/heldBytes', severity: 'info', message })
  input.reader.unread(held)
  yield* readZipForward(input.reader, input.uri, unpacking)
}

/** Bytes that can be read at any place. */
interface Span {
  readonly bytes: number
  /** Up to `length` bytes; valid until the next call. */
  at(position: number, length: number): Uint8Array
}

async function* byDirectory(span: Span, uri: string, unpacking: Unpacking): AsyncGenerator<Member> {
  const read = new Set<number>()
  try {
    const directory = new SpanReader(span)
    const zip = await yauzl.fromRandomAccessReaderPromise(directory, span.bytes, {
      decodeStrings: false,
      validateEntrySizes: false,
      autoClose: false,
    })
    for await (const entry of zip.eachEntry()) {
      read.add(entry.relativeOffsetOfLocalHeader)
      const { fileDataStart } = await locate(zip, entry)
      const known = entryOf(entry, fileDataStart)
      const member = zipMember(known, new ByteReader(chunksAt(span, known)), uri, unpacking)
      if (member) yield member
    }
    return
  } catch (error) {
    if (unpacking.budget.spent) throw error
    const found = read.size === 0 ? 'is missing or damaged' : `is damaged behind member ${read.size}`
    const message = `The zip's directory ${found} (${(error as Error).message}); members are searched by their own headers.`
    unpacking.note({ uri, code: 'input/damaged', severity: 'warning', message })
  }
  yield* readZipForward(new ByteReader(chunksAt(span, { start: 0, compressedBytes: span.bytes })), uri, unpacking, read)
}

/** A member whose own header is damaged is read from where the directory says that it begins, and fails there. */
async function locate(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<{ fileDataStart: number }> {
  try {
    return await zip.readLocalFileHeaderPromise(entry, { minimal: true })
  } catch {
    return { fileDataStart: -1 }
  }
}

function entryOf(entry: yauzl.Entry, start: number): ZipEntry & { start: number } {
  const raw = entry.fileName as unknown as Buffer
  return {
    name: yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, false),
    start,
    method: entry.compressionMethod,
    isEncrypted: entry.isEncrypted(),
    compressedBytes: entry.compressedSize,
    crc: entry.crc32,
  }
}

async function* chunksAt(
  span: Span,
  { start, compressedBytes = 0 }: { start: number; compressedBytes?: number | undefined },
): AsyncGenerator<Uint8Array> {
  if (start < 0) throw new Error('the header of this member is damaged')
  const end = start + compressedBytes
  let position = start
  while (position < end) {
    const chunk = span.at(position, Math.min(FILE_CHUNK_BYTES, end - position))
    if (chunk.length === 0)
      throw new Error(`the archive ends inside this member, ${end - position} bytes before its end`)
    position += chunk.length
    yield chunk
  }
}

function heldSpan(held: Uint8Array): Span {
  return { bytes: held.length, at: (position, length) => held.subarray(position, position + length) }
}

function fileSpan(descriptor: number, bytes: number, { budget }: Unpacking): Span {
  const buffer = Buffer.allocUnsafeSlow(FILE_CHUNK_BYTES)
  return {
    bytes,
    at(position, length) {
      const read = readSync(descriptor, buffer, 0, Math.min(length, buffer.length), position)
      budget.consume(read)
      return buffer.subarray(0, read)
    },
  }
}

const WINDOW_BYTES = 1 << 16

/** Serves yauzl's many small reads of the directory from a window, without a system call for each. */
class SpanReader extends yauzl.RandomAccessReader {
  readonly #span: Span
  #window = new Uint8Array(0)
  #windowStart = 0

  constructor(span: Span) {
    super()
    this.#span = span
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    if (position < this.#windowStart || position + length > this.#windowStart + this.#window.length) {
      this.#window = this.#span.at(position, Math.max(length, WINDOW_BYTES)).slice()
      this.#windowStart = position
    }
    const from = position - this.#windowStart
    const part = this.#window.subarray(from, from + length)
    buffer.set(part, offset)
    callback(null, part.length)
  }
}
