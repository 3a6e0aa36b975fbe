import type { Block } from './block.ts'
import { ENDS_AT, type LineMemory, lineMemory, MAX_BLOCK_BYTES } from './line-memory.ts'
import * as wasm from './wasm-code.ts'
import { type Code, WasmModule } from './wasm-code.ts'

const NEWLINE = 10
/** Looking at less than this pays for no copy. */
const MIN_BLOCK_BYTES = 1 << 12
const LINES_AT_FIRST = 1 << 10

/** Where the lines of a block end: found once, for all its readers. */
export class LineEnds {
  /** The place of each \n, or of the block's end behind a last line without one; more room than lines. */
  at: Int32Array = new Int32Array(0)
  count = 0
  #memory: LineMemory | undefined

  /** Where the block and its line ends lie for WebAssembly to see, if they do, and until the next block is looked at. */
  get memory(): LineMemory | undefined {
    return this.#memory?.isHeldBy(this) ? this.#memory : undefined
  }

  /** The line ends that come with the block, or else these, found in it. */
  of({ bytes, start, end, lineEnds }: Block): LineEnds {
    if (lineEnds !== undefined) return lineEnds
    this.find(bytes, start, end)
    return this
  }

  find(bytes: Uint8Array, start: number, end: number): void {
    const length = end - start
    this.#memory = length >= MIN_BLOCK_BYTES && length <= MAX_BLOCK_BYTES ? lineMemory() : undefined
    if (this.#memory === undefined) this.#search(bytes, start, end)
    else this.#findIn(this.#memory, bytes, start, end)
  }

  #findIn(memory: LineMemory, bytes: Uint8Array, start: number, end: number): void {
    finder ??= memory.run<Finder>(newlineFinder())
    memory.hold(bytes.subarray(start, end), this)
    let count = finder.findLineEnds(start, end)
    if (count === 0 || memory.ends[count - 1] !== end - 1) memory.ends[count++] = end
    this.#reserve(count)
    this.at.set(memory.ends.subarray(0, count))
    this.count = count
  }

  #search(bytes: Uint8Array, start: number, end: number): void {
    let count = 0
    for (let from = start; from < end; ) {
      const newline = bytes.indexOf(NEWLINE, from)
      const stop = newline < 0 || newline >= end ? end : newline
      this.#reserve(count + 1)
      this.at[count++] = stop
      from = stop + 1
    }
    this.count = count
  }

  #reserve(count: number): void {
    if (count <= this.at.length) return
    const grown = new Int32Array(Math.max(count, LINES_AT_FIRST, this.at.length * 2))
    grown.set(this.at)
    this.at = grown
  }
}

interface Finder {
  findLineEnds(start: number, end: number): number
}
let finder: Finder | undefined

/** Finds all newlines of the block at address 0, whose first byte is the `start`-th of its array; answers how many. */
function newlineFinder(): WasmModule {
  const { add, and, i32, or, set, shiftLeft, subtract } = wasm
  const newlines = (address: Code, offset: number) =>
    wasm.highBits(wasm.bytesEqual(wasm.bytesAt(address, offset), wasm.bytesOf(NEWLINE)))
  const module = new WasmModule()
  module.define('findLineEnds', 2, (start, end, place, out, found) => [
    set(place, start),
    set(out, i32(ENDS_AT)),
    wasm.repeatWhile(
      wasm.less(place, end),
      // A bit for each of 32 bytes.
      set(found, newlines(subtract(place, start), 0)),
      set(found, or(found, shiftLeft(newlines(subtract(place, start), 16), i32(16)))),
      wasm.repeatWhile(
        found,
        wasm.store32(out, add(place, wasm.zerosBelow(found))),
        set(out, add(out, i32(4))),
        set(found, and(found, subtract(found, i32(1)))),
      ),
      set(place, add(place, i32(32))),
    ),
    wasm.shiftRight(subtract(out, i32(ENDS_AT)), i32(2)),
  ])
  return module
}
