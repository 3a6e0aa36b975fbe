import type { AnyFact, Fact, FactSet, FactType } from '../model/fact.ts'
import type { Finding, FindingRule } from '../model/finding.ts'

/** Applies every rule to one incident's facts; a rule that lacks a needed fact answers unknown without being asked. */
export function evaluate(rules: readonly FindingRule[], facts: FactSet): ReadonlyMap<string, Finding> {
  return new Map(rules.map((rule) => [rule.id, evaluateRule(rule, facts)]))
}

function evaluateRule(rule: FindingRule, facts: FactSet): Finding {
  const lacking = rule.needs.filter((type) => facts.of(type).length === 0)
  if (lacking.length > 0) return { rule, state: 'unknown', statement: `not known: ${lacking.join(', ')}`, cites: [] }
  const read: Partial<Record<FactType, readonly AnyFact[]>> = {}
  for (const type of [...rule.needs, ...(rule.reads ?? [])]) read[type] = facts.of(type) as readonly AnyFact[]
  const verdict = rule.test(read as { readonly [K in FactType]: readonly Fact<K>[] })
  if (verdict.state === 'unknown') return { rule, state: 'unknown', statement: verdict.statement ?? '', cites: [] }
  return { rule, ...verdict }
}
