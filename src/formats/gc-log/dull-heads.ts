// The gate: most lines of a GC log say nothing that is kept (`  Merge Heap Roots: 0.1ms`), and how they begin proves it.
// Such heads are learnt from the grammar: a line is passed over only when it begins, digits apart, with what the grammar
// called the head of a dull line. *Gate on = gate off* is tested.
//
// Nine of ten lines end here, so that this is WebAssembly (dull-gate.ts). Where there is none, no line is passed over.

import { withoutDigits } from '../../source/digit-words.ts'
import type { LineEnds } from '../../source/line-ends.ts'
import type { LineMemory } from '../../source/line-memory.ts'
import * as place from './dull-gate.ts'

const MIN_HEAD_BYTES = 8
/** A line that is this much longer than the one it was learnt from may have another line glued to it. */
const SLACK_BYTES = 16

let gate: place.DullGate | undefined

export class DullHeads {
  /** Where the block at hand lies, if it does. */
  #memory: LineMemory | undefined
  #blockStart = 0

  /** To be called for each block, when the ends of its lines have been found. */
  take(lineEnds: LineEnds, blockStart: number): void {
    this.#memory = lineEnds.memory
    this.#blockStart = blockStart
    if (this.#memory === undefined) return
    gate ??= this.#memory.run<place.DullGate>(place.dullGate())
    if (this.#memory.hasNotesOf(this)) return
    this.#memory.view.setInt32(place.LAST_AT, place.HEADS_AT, true)
  }

  /** The first line from `index` on that may tell something, or `count`; messages begin `messageAt` bytes behind a line's start. */
  firstTelling(index: number, count: number, messageAt: number): number {
    if (gate === undefined || this.#memory === undefined) return index
    return gate.firstTelling(index, count, messageAt, this.#blockStart)
  }

  /** The message in [at, end) is dull, and `headBytes` of it decide that; a head that is too long is not learnt. */
  learn(at: number, end: number, headBytes: number): void {
    const length = end - at
    const bytes = Math.max(MIN_HEAD_BYTES, headBytes)
    if (length <= 1000) this.#keep(at, bytes, bytes, length + SLACK_BYTES)
  }

  /** The message as a whole is dull, and only as a whole: more might follow. */
  learnWhole(at: number, end: number): void {
    this.#keep(at, end - at, end - at, end - at)
  }

  #keep(at: number, length: number, shortest: number, longest: number): void {
    if (gate === undefined || this.#memory === undefined || length < MIN_HEAD_BYTES || length > place.MAX_TEXT_BYTES)
      return
    const { bytes, view } = this.#memory
    const text = at - this.#blockStart
    const head = gate.freePlace(text)
    if (head === 0) return
    for (let index = 0; index < length; index++) bytes[head + index] = withoutDigits(bytes[text + index] as number)
    view.setInt32(head + place.LENGTH_AT, length, true)
    view.setInt32(head + place.SHORTEST_AT, shortest, true)
    view.setInt32(head + place.LONGEST_AT, longest, true)
  }
}
