// 'hserr/testing': what our own tests of findings and causes use, for plugins to test theirs.

import { evaluate } from './diagnosis/evaluate.ts'
import { type Weighed, weigh } from './diagnosis/weigh.ts'
import type { Cause } from './model/cause.ts'
import { type AnyFact, FactSet, type FactType } from './model/fact.ts'
import type { FactTypes } from './model/fact-types.ts'
import type { Finding, FindingRule, Findings } from './model/finding.ts'

export type { Weighed } from './diagnosis/weigh.ts'

/** Values of facts by type, as a test writes them. */
export type FactValues = { readonly [T in FactType]?: readonly FactTypes[T][] }

/**
 * The facts of an incident from their values alone; each stands on a line of its own in a file `test`.
 * @example factsOf({ 'maps.count': [{ count: 65_531, withGate: false, moment: 'crash' }] })
 */
export function factsOf(values: FactValues): FactSet {
  const facts = (Object.entries(values) as [FactType, readonly object[]][]).flatMap(([type, list]) =>
    list.map((value) => ({ type, value })),
  )
  return new FactSet(
    facts.map(({ type, value }, index) => ({
      type,
      value,
      span: { artifact: 'test', line: index + 1, endLine: index + 1, byteOffset: 0, excerpt: type },
    })) as unknown as AnyFact[],
  )
}

/**
 * What a rule says of these facts; a rule that lacks a needed fact answers unknown, as in a report.
 * @example evaluateFinding(mapCountAtLimit, { 'maps.count': [...] }).state === 'present'
 */
export function evaluateFinding(rule: FindingRule, values: FactValues): Finding {
  return evaluate([rule], factsOf(values)).get(rule.id) as Finding
}

/** Findings in given states, without facts behind them: to weigh causes by their tables alone. */
export function findingsOf(states: Readonly<Record<string, Finding['state']>>): Findings {
  return new Map(
    Object.entries(states).map(([id, state]) => [
      id,
      { rule: { id, title: id, needs: [], test: () => ({ state: 'unknown' }) }, state, statement: id, cites: [] },
    ]),
  )
}

/**
 * A cause weighed against findings in given states, those left out being unknown; undefined where no trigger is present.
 * @example weighCause(mapCountLimit, { 'map-count-at-limit': 'present' })?.confidence
 */
export function weighCause(cause: Cause, states: Readonly<Record<string, Finding['state']>>): Weighed | undefined {
  const unknown = Object.fromEntries(Object.keys(cause.evidence).map((id) => [id, 'unknown' as const]))
  return weigh(cause, findingsOf({ ...unknown, ...states }))
}
