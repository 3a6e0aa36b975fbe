// Most of a broker's log are records that are informational, tell no story and end in their logger: they are counted, and
// of no use to any reader. They are told by WebAssembly (quiet-gate.ts); where there is none, one by one by the gate.

import type { LineEnds } from '../../source/line-ends.ts'
import type { LineMemory } from '../../source/line-memory.ts'
import * as place from './quiet-gate.ts'

let gate: place.QuietGate | undefined

/** Which four bytes a message may begin with that tells a story: a table by hash, so that a miss costs one look. */
export interface Beginnings {
  readonly table: Uint8Array
  /** A place in the table is the upper bits of the four bytes times a factor. */
  readonly hash: { readonly factor: number; readonly shift: number }
}

export class QuietRecords {
  readonly #beginnings: Beginnings
  #skeleton: Uint8Array | undefined
  /** Where the block at hand lies, if it does. */
  #memory: LineMemory | undefined
  #blockStart = 0

  constructor(beginnings: Beginnings) {
    this.#beginnings = beginnings
  }

  /** Takes what stands before the level, each digit as 0, as that of the lines to come; undefined where that is of no use. */
  learn(skeleton: Uint8Array | undefined): void {
    this.#skeleton = skeleton !== undefined && skeleton.length <= place.MAX_SKELETON_BYTES ? skeleton : undefined
    if (this.#memory !== undefined) this.#write(this.#memory)
  }

  /** To be called for each block, when the ends of its lines have been found. */
  take(lineEnds: LineEnds, blockStart: number): void {
    this.#memory = lineEnds.memory
    this.#blockStart = blockStart
    if (this.#memory === undefined) return
    gate ??= this.#memory.run<place.QuietGate>(place.quietGate(this.#beginnings.hash))
    if (!this.#memory.hasNotesOf(this)) this.#memory.bytes.set(this.#beginnings.table, place.BEGINNINGS_AT)
    // It may have been learnt from a block that was not in memory.
    this.#write(this.#memory)
  }

  #write({ bytes, view }: LineMemory): void {
    if (this.#skeleton === undefined) return
    bytes.set(this.#skeleton, place.SKELETON_AT)
    view.setInt32(place.LEVEL_AT, this.#skeleton.length, true)
  }

  /** The first line from `index` on that is no such record, or `count`. */
  firstOther(index: number, count: number): number {
    if (gate === undefined || this.#memory === undefined || this.#skeleton === undefined) return index
    return gate.firstOther(index, count, this.#blockStart)
  }
}
