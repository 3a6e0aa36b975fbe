// The memory in which WebAssembly looks at a block: a copy of the block, where its lines end, and room for what a reader
// remembers from block to block. There is one in a process, since a block is read from end to end before the next one.

import { anyBit, bytesOf, WasmModule } from './wasm-code.ts'

/** Larger blocks are looked at by JavaScript. */
export const MAX_BLOCK_BYTES: number = 1 << 19
/** The code looks at so many bytes at a time, also behind the block's end: zeros. */
const PADDING = 64
/** Here stand the places where lines end, four bytes each, counted as in the block's own bytes. */
export const ENDS_AT: number = MAX_BLOCK_BYTES + PADDING
/** Behind the ends of a block of empty lines: sixteen bytes of ones and sixteen of zeros, to cut masks from. */
export const ONES_AT: number = ENDS_AT + MAX_BLOCK_BYTES * 4
export const NOTES_AT: number = ONES_AT + PADDING
const NOTES_BYTES = 1 << 18
const PAGE_BYTES = 1 << 16

export class LineMemory {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly view: DataView
  readonly ends: Int32Array
  readonly #memory: WebAssembly.Memory
  #holder: object | undefined
  #writer: object | undefined

  constructor() {
    this.#memory = new WebAssembly.Memory({ initial: Math.ceil((NOTES_AT + NOTES_BYTES) / PAGE_BYTES) })
    this.bytes = new Uint8Array(this.#memory.buffer as ArrayBuffer)
    this.view = new DataView(this.bytes.buffer)
    this.ends = new Int32Array(this.bytes.buffer, ENDS_AT, MAX_BLOCK_BYTES)
    this.bytes.fill(255, ONES_AT, ONES_AT + 16)
  }

  /** Copies a block to address 0. */
  hold(block: Uint8Array, holder: object): void {
    this.#holder = holder
    this.bytes.set(block)
    this.bytes.fill(0, block.length, block.length + PADDING)
  }

  /** Whether the block here is still the one that `holder` put here last. */
  isHeldBy(holder: object): boolean {
    return this.#holder === holder
  }

  /** Whether what lies from NOTES_AT on was written by `writer`; if not, it is empty from now on. */
  hasNotesOf(writer: object): boolean {
    if (this.#writer === writer) return true
    this.#writer = writer
    this.bytes.fill(0, NOTES_AT)
    return false
  }

  /** The functions by name, at work in this memory. */
  run<Functions>(module: WasmModule): Functions {
    const compiled = new WebAssembly.Module(module.assemble())
    return new WebAssembly.Instance(compiled, { memory: { memory: this.#memory } }).exports as Functions
  }
}

/** `false` once it is known that there can be none. */
let known: LineMemory | false | undefined

/** Undefined where WebAssembly or its vectors are missing, or forbidden by a page's content security policy. */
export function lineMemory(): LineMemory | undefined {
  known ??= canRun() && new LineMemory()
  return known || undefined
}

function canRun(): boolean {
  const vectors = new WasmModule()
  vectors.define('useVector', 0, () => [anyBit(bytesOf(0))])
  try {
    return new WebAssembly.Module(vectors.assemble()) !== undefined
  } catch {
    return false
  }
}
