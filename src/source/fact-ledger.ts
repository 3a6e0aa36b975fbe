// What a line-by-line reader has gathered. Equal events are one fact that counts, and nothing grows without bound:
// behind a cap facts are counted instead of kept, and a note says so.

import type { AnyFact, Fact, FactType, ProcessKey } from '../model/fact.ts'
import type { FactTypes, Occurrence } from '../model/fact-types.ts'
import type { Instant } from '../model/instant.ts'
import type { Note } from '../model/note.ts'
import type { LineCursor } from './block.ts'
import { spanOf } from './excerpt.ts'

const MAX_OF_A_TYPE = 200

/** Types that count how often they occurred. */
export type RepeatedType = {
  [T in FactType]: 'firstLine' extends keyof FactTypes[T] ? T : never
}[FactType]

/** When, and of which process, as far as the line says. */
export interface Circumstance {
  readonly at?: Instant | undefined
  readonly process?: ProcessKey | undefined
  /** How often, where one line speaks of many events: `(x12 over 20m)`. */
  readonly times?: number | undefined
}

export class FactLedger {
  readonly facts: AnyFact[] = []
  readonly #uri: string
  readonly #repeated = new Map<string, Mutable<Occurrence>>()
  readonly #kept = new Map<FactType, number>()
  readonly #dropped = new Map<FactType, number>()

  constructor(uri: string) {
    this.#uri = uri
  }

  /** A fact that was said once. */
  say<T extends FactType>(type: T, value: FactTypes[T], cursor: LineCursor, told: Circumstance = {}): void {
    if (!this.#hasRoom(type)) return
    this.add(this.factAt(type, value, cursor, told))
  }

  /** An event that may happen often: those of equal `key` are one fact with a count, its value that of the first one. */
  repeat<T extends RepeatedType>(
    type: T,
    value: Omit<FactTypes[T], keyof Occurrence>,
    cursor: LineCursor,
    told: Circumstance = {},
    key: string = JSON.stringify(value),
  ): void {
    const at = told.at ?? instantOf(cursor)
    const seen = this.#repeated.get(`${type} ${key}`)
    if (seen !== undefined) {
      seen.count += told.times ?? 1
      seen.lastLine = cursor.line
      if (at !== undefined) seen.last = at
      return
    }
    if (!this.#hasRoom(type)) return
    const occurrence: Mutable<Occurrence> = { count: told.times ?? 1, firstLine: cursor.line, lastLine: cursor.line }
    if (at !== undefined) Object.assign(occurrence, { first: at, last: at })
    const counted = Object.assign(occurrence, value)
    this.#repeated.set(`${type} ${key}`, counted)
    this.add(this.factAt(type, counted as unknown as FactTypes[T], cursor, told))
  }

  /** A fact about the cursor's line, for later. */
  factAt<T extends FactType>(type: T, value: FactTypes[T], cursor: LineCursor, told: Circumstance = {}): Fact<T> {
    const at = told.at ?? instantOf(cursor)
    const { process } = told
    return { type, value, span: spanOf(this.#uri, cursor), ...(at && { at }), ...(process && { process }) }
  }

  add<T extends FactType>(fact: Fact<T>): void {
    this.facts.push(fact as unknown as AnyFact)
  }

  /** Counts a fact that is not kept. */
  leaveOut(type: FactType): void {
    this.#dropped.set(type, (this.#dropped.get(type) ?? 0) + 1)
  }

  notes(format: string): readonly Note[] {
    return [...this.#dropped].map(([type, count]) => ({
      code: `${format}/facts-capped`,
      severity: 'warning' as const,
      message: `${count} more facts of type ${type} were read than are kept; the first ones stand.`,
    }))
  }

  #hasRoom(type: FactType): boolean {
    const kept = this.#kept.get(type) ?? 0
    if (kept >= MAX_OF_A_TYPE) {
      this.leaveOut(type)
      return false
    }
    this.#kept.set(type, kept + 1)
    return true
  }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** The stamp of the wrapper that was peeled off the line. */
export function instantOf(cursor: LineCursor): Instant | undefined {
  const epochMs = cursor.origin?.epochMs
  return epochMs === undefined ? undefined : { epochMs, precisionMs: 1, zone: 'utc' }
}
