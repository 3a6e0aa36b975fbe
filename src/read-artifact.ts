// One artifact from bytes to facts: decode, unwrap, detect, and hand every block to each format that may be in it.

import type { Format, Reader, Reading } from './formats/format.ts'
import type { Artifact, Coverage } from './model/artifact.ts'
import type { AnyFact } from './model/fact.ts'
import type { Note } from './model/note.ts'
import type { Block } from './source/block.ts'
import { BlockBuilder, MAX_LINE_BYTES } from './source/blocks.ts'
import { copyBytes } from './source/copy-bytes.ts'
import { encodingOf, transcodeUtf16 } from './source/decode.ts'
import type { Head } from './source/head.ts'
import { NeedleSearch } from './source/needle-search.ts'
import type { Source } from './source/source.ts'
import { type Unwrapping, unwrap } from './source/unwrap.ts'

const HEAD_BYTES = 1 << 16
const READS_ALONG = 0.2
const NEWLINE = 10

export interface ArtifactReading {
  readonly artifact: Artifact
  readonly facts: readonly AnyFact[]
  /** By format, the primary one first; `inspect` prints the first one's value. */
  readonly readings: readonly { readonly format: string; readonly reading: Reading }[]
}

/**
 * Reads a source once. A stream that fails half-way gives the part before it and a note; it never throws for bad data.
 * The formats at hand are asked whether one of them owns the file; only where none does are all loaded and asked.
 */
export async function readArtifact(
  source: Source,
  atHand: readonly Format[],
  loadAll: () => Promise<readonly Format[]> = async () => atHand,
): Promise<ArtifactReading> {
  const notes: Note[] = []
  const stream = source.stream()[Symbol.asyncIterator]()
  const { chunks: headChunks, failed: headFailed } = await takeHead(stream)
  const headBytes = concat(headChunks)
  const { encoding, markBytes } = encodingOf(headBytes)
  if (encoding !== 'utf-8') {
    notes.push({
      code: 'source/transcoded',
      severity: 'info',
      message: `The file is ${encoding.toUpperCase()}; byte offsets are those of its UTF-8 form.`,
    })
  }

  const failure: { message: string | undefined } = { message: headFailed }
  const rest = follow(headBytes.subarray(markBytes), headFailed === undefined ? stream : undefined, failure)
  const text = encoding === 'utf-8' ? rest : transcodeUtf16(rest, encoding)
  const blocks = new BlockBuilder()
  const unwrapping = unwrap(text, blocks, HEAD_BYTES)
  const { head, owner } = unwrapped(await unwrapping.wrappedHead(nameOf(source.uri)), unwrapping, atHand)

  const candidates = await chooseReaders(owner, loadAll, head, source.uri)
  for await (const block of unwrapping.blocks()) {
    const parts = readByPrimary(candidates, block)
    for (let at = firstOpen(candidates, parts, 0); at < parts.length; at = firstOpen(candidates, parts, at + 1)) {
      const part = parts[at] as Block
      if (candidates.waiting === undefined) wait(candidates, notStarted(candidates, await loadAll()))
      if (!mayHoldMore(candidates, part)) continue
      for (const reader of await startLateReaders(candidates, part, source.uri, head)) reader.block(part)
    }
  }
  for (const note of unwrapping.notes()) notes.push(note)
  if (blocks.cutLines > 0) {
    notes.push({
      code: 'source/line-cut',
      severity: 'warning',
      line: blocks.firstCutLine,
      message: `${blocks.cutLines} line(s) longer than ${MAX_LINE_BYTES} bytes were cut there; what stood behind is not read.`,
    })
  }
  if (failure.message !== undefined) {
    notes.push({
      code: 'source/read-failed',
      severity: 'error',
      message: `Reading stopped after ${blocks.bytesSeen} bytes: ${failure.message}`,
    })
  }
  return conclude(source, candidates, blocks, failure.message === undefined, notes)
}

interface Active {
  readonly format: Format
  readonly reader: Reader
}

interface Candidates {
  readonly primary: Format | undefined
  readonly active: Active[]
  /** How many of those were chosen by the head; the late ones stand behind them. */
  readonly chosen: number
  /** Formats that start where one of their needles is met; not asked for where the primary reader leaves nothing. */
  waiting: readonly Format[] | undefined
  /** For the needles of those that wait. */
  search: NeedleSearch | undefined
}

/** Begins a terminal's colours and cursor movements, which may stand anywhere in a log. */
const ESCAPE = '\u001b['

/** The head without wrappers, and the format that owns it. What a format owns as it stands has no wrapper around it. */
function unwrapped(
  wrapped: Head,
  unwrapping: Unwrapping,
  formats: readonly Format[],
): { head: Head; owner: Format | undefined } {
  const ownerOf = (head: Head) => formats.find((format) => format.owns?.(head))
  const owner = ownerOf(wrapped)
  if (owner !== undefined && !wrapped.text.includes(ESCAPE)) return { head: wrapped, owner }
  const head = unwrapping.head(wrapped)
  return { head, owner: head === wrapped ? owner : ownerOf(head) }
}

async function chooseReaders(
  owner: Format | undefined,
  loadAll: () => Promise<readonly Format[]>,
  head: Head,
  uri: string,
): Promise<Candidates> {
  const chosen = owner === undefined ? likelyFormats(await loadAll(), head) : [owner]
  const candidates: Candidates = {
    primary: chosen[0],
    active: [],
    chosen: chosen.length,
    waiting: undefined,
    search: undefined,
  }
  for (const format of chosen) {
    const module = await format.load()
    candidates.active.push({
      format,
      reader: module.open({ uri, head, primary: format === candidates.primary, owner: format === owner }),
    })
  }
  return candidates
}

/** The one that owns the head, else all that may be in it, the best one first. */
function likelyFormats(formats: readonly Format[], head: Head): Format[] {
  const owner = formats.find((format) => format.owns?.(head))
  if (owner !== undefined) return [owner]
  return formats
    .map((format) => ({ format, sure: format.detect(head) }))
    .filter(({ sure }) => sure >= READS_ALONG)
    .sort((a, b) => b.sure - a.sure)
    .map(({ format }) => format)
}

/** Gives the block to the primary reader; answers with what is left for the others. */
function readByPrimary({ primary, active }: Candidates, block: Block): readonly Block[] {
  const reader = active.find(({ format }) => format === primary)?.reader
  reader?.block(block)
  return reader?.rest ?? [block]
}

/** True when one of all readers is sure that there is nothing else in this block. */
function readByOthers({ primary, active }: Candidates, block: Block): boolean {
  let isClaimed = false
  for (const { format, reader } of active) {
    if (format !== primary) reader.block(block)
    isClaimed ||= reader.claimed === true
  }
  return isClaimed
}

/**
 * Gives the parts from `from` on to the other readers, up to the first one in which there may be more: its place, or
 * the number of parts. Nearly all of a large log passes here, so that nothing is awaited.
 */
function firstOpen(candidates: Candidates, parts: readonly Block[], from: number): number {
  for (let at = from; at < parts.length; at++) {
    const part = parts[at] as Block
    if (!readByOthers(candidates, part) && mayHoldMore(candidates, part)) return at
  }
  return parts.length
}

/** Whether a needle of the formats that wait is there, or they are not yet known. */
function mayHoldMore({ waiting, search }: Candidates, part: Block): boolean {
  return waiting === undefined || (search !== undefined && isMet(search, part))
}

function notStarted({ active }: Candidates, formats: readonly Format[]): readonly Format[] {
  return formats.filter((format) => format.needles?.length && !active.some((each) => each.format === format))
}

function wait(candidates: Candidates, waiting: readonly Format[]): void {
  candidates.waiting = waiting
  candidates.search = searchFor(waiting)
}

async function startLateReaders(candidates: Candidates, block: Block, uri: string, head: Head): Promise<Reader[]> {
  const waiting = candidates.waiting ?? []
  const met = waiting.filter((format) => isMet(searchFor([format]) as NeedleSearch, block))
  wait(
    candidates,
    waiting.filter((format) => !met.includes(format)),
  )
  const late = met.map(async (format) => ({
    format,
    reader: (await format.load()).open({ uri, head, primary: false }),
  }))
  const started = await Promise.all(late)
  candidates.active.push(...started)
  return started.map(({ reader }) => reader)
}

/** Searches are made once for each set of formats: most files have the same one. */
const searches = new Map<string, NeedleSearch>()

/** Looks for the needles of all these formats at once; undefined when there are none. */
function searchFor(formats: readonly Format[]): NeedleSearch | undefined {
  const needles = formats.flatMap((format) => format.needles ?? [])
  if (needles.length === 0) return undefined
  const key = needles.join('\0')
  const search = searches.get(key) ?? new NeedleSearch(needles)
  searches.set(key, search)
  return search
}

/** A needle that begins with a line end: the end of the line before is still there, unless the chunk begins here. */
function isMet(search: NeedleSearch, { bytes, start, end }: Block): boolean {
  return search.find(bytes, start > 0 && bytes[start - 1] === NEWLINE ? start - 1 : start, end) < end
}

function conclude(
  source: Source,
  candidates: Candidates,
  blocks: BlockBuilder,
  complete: boolean,
  notes: Note[],
): ArtifactReading {
  const readings: { format: string; reading: Reading }[] = []
  for (const { format, reader } of inOrder(candidates)) {
    const reading = reader.end({ complete })
    if (reading.empty && format !== candidates.primary) continue
    if (format === candidates.primary) readings.unshift({ format: format.id, reading })
    else readings.push({ format: format.id, reading })
  }
  const facts = toldOnce(readings.map(({ reading }) => reading.facts))
  for (const { reading } of readings) notes.push(...reading.notes)
  const artifact: Artifact = {
    uri: source.uri,
    format: readings[0]?.format ?? 'unknown',
    bytes: blocks.bytesSeen,
    lines: blocks.linesSeen,
    complete: complete && !notes.some((note) => note.code.endsWith('/truncated')),
    coverage: readings[0]?.reading.coverage ?? unread(blocks.linesSeen),
    notes,
  }
  return { artifact, facts, readings }
}

/** Late readers by name: which of them is met first depends on where blocks end. */
function inOrder({ active, chosen }: Candidates): Active[] {
  const late = active.slice(chosen).sort((a, b) => (a.format.id < b.format.id ? -1 : 1))
  return [...active.slice(0, chosen), ...late]
}

/** Two formats may read the same line (a crash log's banner on a console): the first one's word stands. */
function toldOnce(readings: readonly (readonly AnyFact[])[]): readonly AnyFact[] {
  if (readings.length === 1) return readings[0] as readonly AnyFact[]
  const told = new Set<string>()
  return readings.flatMap((facts) => {
    const fresh = facts.filter(({ type, span }) => !told.has(`${type} ${span.line}`))
    for (const { type, span } of facts) told.add(`${type} ${span.line}`)
    return fresh
  })
}

function unread(lines: number): Coverage {
  return { lines, recognized: 0, ignored: 0, unknown: lines }
}

async function takeHead(
  stream: AsyncIterator<Uint8Array>,
): Promise<{ chunks: Uint8Array[]; failed: string | undefined }> {
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    while (length < HEAD_BYTES) {
      const next = await stream.next()
      if (next.done) break
      chunks.push(copyBytes(next.value))
      length += next.value.length
    }
  } catch (error) {
    return { chunks, failed: messageOf(error) }
  }
  return { chunks, failed: undefined }
}

/** The head again, then the rest; a failure ends the stream and is kept, so that what was read still counts. */
async function* follow(
  head: Uint8Array,
  stream: AsyncIterator<Uint8Array> | undefined,
  failure: { message: string | undefined },
): AsyncGenerator<Uint8Array> {
  if (head.length > 0) yield head
  if (stream === undefined) return
  try {
    for (let next = await stream.next(); !next.done; next = await stream.next()) yield next.value
  } catch (error) {
    failure.message = messageOf(error)
  } finally {
    await stream.return?.()
  }
}

function concat(chunks: readonly Uint8Array[]): Uint8Array {
  if (chunks.length === 1) return chunks[0] as Uint8Array
  const whole = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function nameOf(uri: string): string {
  return uri.slice(Math.max(uri.lastIndexOf('/'), uri.lastIndexOf('\\')) + 1)
}
