import type { FactTypes } from './fact-types.ts'
import type { Instant } from './instant.ts'
import type { Span } from './span.ts'

export type FactType = keyof FactTypes

/** Which process a fact speaks of, as far as the artifact says. */
export interface ProcessKey {
  readonly host?: string
  readonly pid?: number
  /** Distinguishes the runs of one file: the second JVM in a GC log is run 1. */
  readonly run?: number
}

/** What an artifact says, typed, with the place where it says so. Not a judgement. */
export interface Fact<T extends FactType = FactType> {
  readonly type: T
  readonly value: FactTypes[T]
  readonly span: Span
  readonly at?: Instant
  readonly process?: ProcessKey
}

/** Any fact, as a union that narrows on `type`. */
export type AnyFact = { [T in FactType]: Fact<T> }[FactType]

const NONE: readonly AnyFact[] = []

/** The facts of one incident by type; every type is present, most are empty. */
export class FactSet {
  readonly #byType = new Map<FactType, AnyFact[]>()

  constructor(facts: Iterable<AnyFact> = []) {
    for (const fact of facts) this.add(fact)
  }

  add(fact: AnyFact): void {
    const list = this.#byType.get(fact.type)
    if (list) list.push(fact)
    else this.#byType.set(fact.type, [fact])
  }

  has(type: FactType): boolean {
    return this.#byType.has(type)
  }

  /** Those of which there are facts. */
  types(): Iterable<FactType> {
    return this.#byType.keys()
  }

  of<T extends FactType>(type: T): readonly Fact<T>[] {
    return (this.#byType.get(type) ?? NONE) as unknown as readonly Fact<T>[]
  }

  *[Symbol.iterator](): Iterator<AnyFact> {
    for (const list of this.#byType.values()) yield* list
  }
}
