import type { AnyFact, Fact, FactSet, FactType } from '../model/fact.ts'
import type { Finding, FindingRule, Findings } from '../model/finding.ts'

/**
 * The findings that rules make of one incident's facts; a rule is applied when it is asked for, as no cause in question
 * may need it. A rule that lacks a needed fact answers unknown without being run; so does one that needs nothing and finds
 * nothing to read, since absence needs a witness.
 */
export function evaluate(rules: readonly FindingRule[], facts: FactSet): Findings {
  const rulesById = indexOf(rules)
  const known = new Map<string, Finding>()
  return {
    get(id) {
      const before = known.get(id)
      if (before !== undefined) return before
      const rule = rulesById.get(id)
      if (rule === undefined) return undefined
      const finding = evaluateRule(rule, facts)
      known.set(id, finding)
      return finding
    },
  }
}

const indexes = new WeakMap<readonly FindingRule[], ReadonlyMap<string, FindingRule>>()

/** The rules by id; the same for each of a thousand incidents. */
function indexOf(rules: readonly FindingRule[]): ReadonlyMap<string, FindingRule> {
  const index = indexes.get(rules) ?? new Map(rules.map((rule) => [rule.id, rule]))
  indexes.set(rules, index)
  return index
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
