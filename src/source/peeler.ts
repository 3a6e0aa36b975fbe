// Takes a file's wrappers off, block by block. Parts of a line that a container runtime split are joined; each line that
// comes out knows where it stands in the artifact.

import type { Block, LineOrigin } from './block.ts'
import { MAX_LINE_BYTES } from './blocks.ts'
import { LineEnds } from './line-ends.ts'
import type { Wrapper } from './wrappers/wrapper.ts'

const NEWLINE = 10
const utf8 = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true })
const encoder = new TextEncoder()

export class Peeler {
  /** Lines that were joined from parts and cut, being longer than any line may be. */
  cutLines = 0
  firstCutLine = 0
  readonly #layers: readonly Layer[]
  readonly #lineEnds = new LineEnds()
  #bytes = new Uint8Array(1 << 16)
  #length = 0
  #origins: LineOrigin[] = []

  constructor(wrappers: readonly Wrapper[]) {
    this.#layers = wrappers.map((wrapper) => ({ wrapper, parts: new Map() }))
  }

  /** The block's lines without their wrappers; undefined when none is whole yet. */
  peel(block: Block): Block | undefined {
    const { bytes } = block
    const shift = block.byteOffset - block.start
    const lineEnds = this.#lineEnds.of(block)
    let start = block.start
    for (let index = 0; index < lineEnds.count; index++) {
      const stop = lineEnds.at[index] as number
      const line = block.firstLine + index
      const text = utf8.decode(bytes.subarray(start, stop))
      this.#peelLine(text.endsWith('\r') ? text.slice(0, -1) : text, { line, endLine: line, byteOffset: shift + start })
      start = stop + 1
    }
    return this.#take()
  }

  /** What is left of lines whose last part never came. */
  finish(): Block | undefined {
    for (const index of this.#layers.keys()) this.#release(index)
    return this.#take()
  }

  /** Passes on what a layer still waits to join. */
  #release(index: number): void {
    const { parts } = this.#layers[index] as Layer
    for (const { text, origin } of parts.values()) this.#feed(index + 1, text, origin)
    parts.clear()
  }

  #peelLine(text: string, origin: LineOrigin): void {
    this.#feed(0, text, origin)
  }

  #feed(index: number, text: string, origin: LineOrigin): void {
    const layer = this.#layers[index]
    if (layer === undefined) {
      this.#put(text, origin)
      return
    }
    if (layer.wrapper.begins?.(text)) this.#release(index)
    const peeled = layer.wrapper.peel(text)
    if (peeled === undefined) {
      this.#feed(index + 1, text, origin)
      return
    }
    const { epochMs, source } = peeled
    const place = {
      ...origin,
      ...(epochMs === undefined ? {} : { epochMs }),
      ...(source === undefined ? {} : { source }),
    }
    const whole =
      peeled.partial === undefined
        ? { text: peeled.text, origin: place }
        : this.#join(layer, peeled.stream ?? '', peeled.text, peeled.partial, place)
    if (whole === undefined) return
    for (const line of whole.text.split('\n')) this.#feed(index + 1, line, whole.origin)
  }

  /** The whole line once its last part is here, or once it is too long to wait for. */
  #join(layer: Layer, stream: string, text: string, partial: boolean, origin: LineOrigin): Part | undefined {
    const before = layer.parts.get(stream)
    if (before === undefined && !partial) return { text, origin }
    const joined =
      before === undefined
        ? { text, origin }
        : { text: before.text + text, origin: { ...before.origin, endLine: origin.endLine } }
    const isTooLong = joined.text.length > MAX_LINE_BYTES
    if (partial && !isTooLong) {
      layer.parts.set(stream, joined)
      return undefined
    }
    layer.parts.delete(stream)
    if (isTooLong) {
      this.cutLines++
      this.firstCutLine ||= joined.origin.line
    }
    return joined
  }

  #put(text: string, origin: LineOrigin): void {
    const needed = this.#length + text.length * 3 + 1
    if (needed > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2))
      grown.set(this.#bytes.subarray(0, this.#length))
      this.#bytes = grown
    }
    this.#length += encoder.encodeInto(text, this.#bytes.subarray(this.#length)).written
    this.#bytes[this.#length++] = NEWLINE
    this.#origins.push(origin)
  }

  #take(): Block | undefined {
    const [first] = this.#origins
    if (first === undefined) return undefined
    const block = {
      bytes: this.#bytes,
      start: 0,
      end: this.#length,
      firstLine: first.line,
      byteOffset: first.byteOffset,
      origins: this.#origins,
    }
    this.#length = 0
    this.#origins = []
    return block
  }
}

interface Part {
  readonly text: string
  readonly origin: LineOrigin
}

interface Layer {
  readonly wrapper: Wrapper
  /** Lines whose end is still to come, by stream. */
  readonly parts: Map<string, Part>
}
