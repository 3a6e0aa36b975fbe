import type { AnyFact, Fact, FactType } from './fact.ts'

/** What to collect so that an unknown finding becomes known. */
export interface Collect {
  readonly what: string
  /** A shell command; `$PID` stands for the process. */
  readonly collect: string
}

/** A rule's answer. `statement` is one plain sentence with the incident's own numbers; it needs no other context. */
export type Verdict =
  | { readonly state: 'present' | 'absent'; readonly statement: string; readonly cites: readonly AnyFact[] }
  | { readonly state: 'unknown'; readonly statement?: string }

export interface FindingRule<N extends FactType = FactType, R extends FactType = FactType> {
  /** Named for what is seen when it is present: `map-count-at-limit`. */
  readonly id: string
  readonly title: string
  /** Lacking any one of these, the finding is unknown and `test` is not called. */
  readonly needs: readonly N[]
  /** Read if there; none at all is an answer too. */
  readonly reads?: readonly R[]
  /** How to make it known; printed under "missing" when it is unknown and would move a diagnosis. */
  readonly collect?: readonly Collect[]
  /** Pure; cites the facts it used. Reading an undeclared fact is a compile error. */
  test(facts: { readonly [K in N | R]: readonly Fact<K>[] }): Verdict
}

/** Types a finding's rule so that `test` sees just the facts it declares. */
export function defineFinding<const N extends FactType = never, const R extends FactType = never>(
  rule: FindingRule<N, R>,
): FindingRule {
  return rule as unknown as FindingRule
}

/** A rule applied to one incident. */
export interface Finding {
  readonly rule: FindingRule
  readonly state: 'present' | 'absent' | 'unknown'
  readonly statement: string
  readonly cites: readonly AnyFact[]
}

/** The findings of one incident; undefined for one that is not installed. */
export interface Findings {
  get(id: string): Finding | undefined
}
