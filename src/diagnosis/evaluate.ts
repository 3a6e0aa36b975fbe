import type { AnyFact, Fact, FactSet, FactType } from '../model/fact.ts'
import type { Finding, FindingRule } from '../model/finding.ts'

/**
 * Applies every rule to one incident's facts. A rule that lacks a needed fact answers unknown without being asked; so does
 * one that needs nothing and finds nothing to read, since absence needs a witness.
 */
export function evaluate(rules: readonly FindingRule[], facts: FactSet): ReadonlyMap<string, Finding> {
  const findings = new Map<string, Finding>()
  for (const rule of rules) findings.set(rule.id, evaluateRule(rule, facts))
  return findings
}

type Read = { [K in FactType]?: readonly AnyFact[] }

function evaluateRule(rule: FindingRule, facts: FactSet): Finding {
  const { needs, reads = [] } = rule
  if (needs.some((type) => !facts.has(type))) {
    const lacking = needs.filter((type) => !facts.has(type))
    return { rule, state: 'unknown', statement: `not known: ${lacking.join(', ')}`, cites: [] }
  }
  if (needs.length === 0 && !reads.some((type) => facts.has(type)))
    return { rule, state: 'unknown', statement: '', cites: [] }
  const read: Read = {}
  for (const type of needs) read[type] = facts.of(type) as readonly AnyFact[]
  for (const type of reads) read[type] = facts.of(type) as readonly AnyFact[]
  const verdict = rule.test(read as { readonly [K in FactType]: readonly Fact<K>[] })
  if (verdict.state === 'unknown') return { rule, state: 'unknown', statement: verdict.statement ?? '', cites: [] }
  return { rule, ...verdict }
}
