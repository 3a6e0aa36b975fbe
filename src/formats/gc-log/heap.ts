// The heap from collection to collection: what was allocated, what stayed, how full it got, and whether full
// collections stopped helping.

import type { LineCursor } from '../../source/block.ts'
import { LiveSet } from './live-set.ts'
import { type Moment, secondsOf } from './moment.ts'
import { Sighting } from './sighting.ts'

/** A full collection that leaves this share of the heap in use freed too little to go on with. */
const FULL_SHARE = 0.9
/** Large objects fail earlier: then this share, and next to nothing freed. */
const STUCK_SHARE = 0.75
const NOTHING_FREED_SHARE = 0.02
/** A heap that has not grown to near its maximum is not exhausted, however full. */
const GROWN_SHARE = 0.85

export interface HeapChange {
  readonly before: number
  readonly after: number
  /** 0 where not printed. */
  readonly capacity: number
}

export class Heap {
  /** From the header; else the largest capacity seen. */
  stated = 0
  largestCapacity = 0
  peak = 0
  after = -1
  allocated = 0
  promoted = 0
  collections = 0
  readonly live: LiveSet = new LiveSet()
  readonly stuck: Sighting = new Sighting()
  stuckAfter = 0
  stuckCapacity = 0
  /** After it was stuck a collection found it less than half full. */
  recovered = false
  #fullInARow = 0
  #firstSeconds = Number.NaN
  #lastSeconds = Number.NaN

  get max(): number {
    return this.stated || this.largestCapacity
  }

  collected(change: HeapChange, isYoung: boolean, moment: Moment): void {
    const { before, after, capacity } = change
    const seconds = secondsOf(moment)
    this.collections++
    if (capacity > this.largestCapacity) this.largestCapacity = capacity
    if (before > this.peak) this.peak = before
    if (this.after >= 0) {
      this.allocated += Math.max(0, before - this.after)
      if (isYoung) this.promoted += Math.max(0, after - this.after)
    }
    this.after = after
    if (this.stuck.count > 0 && after < 0.5 * this.stuckCapacity) this.recovered = true
    if (Number.isNaN(seconds)) return
    if (Number.isNaN(this.#firstSeconds)) this.#firstSeconds = seconds
    this.#lastSeconds = seconds
    this.live.add(seconds, after)
  }

  /** A collection of the whole heap that nobody asked for: the second one in a row that hardly helps is the end. */
  collectedFully(uri: string, change: HeapChange, moment: Moment, cursor: LineCursor): void {
    const capacity = Math.max(change.capacity, GROWN_SHARE * this.max)
    const freed = change.before - change.after
    const isStuck =
      change.after >= FULL_SHARE * capacity ||
      (change.after >= STUCK_SHARE * capacity && freed <= NOTHING_FREED_SHARE * capacity)
    this.#fullInARow = isStuck && capacity > 0 ? this.#fullInARow + 1 : 0
    if (this.#fullInARow < 2) return
    this.stuck.see(uri, moment, cursor)
    this.recovered = false
    this.stuckAfter = change.after
    this.stuckCapacity = change.capacity
  }

  /** A young collection that freed something ends the row. */
  collectedPartly(change: HeapChange): void {
    if (change.before - change.after > 0.05 * this.max) this.#fullInARow = 0
  }

  /** Between the first and the last collection. */
  seconds(): number {
    return this.#lastSeconds - this.#firstSeconds
  }
}
