import type { Fact, FactSet, FactType } from '../model/fact.ts'
import type { Finding, FindingRule, Findings } from '../model/finding.ts'

/**
 * The findings that rules make of one incident's facts; a rule is applied when it is asked for, as no cause in question
 * may need it. A rule that lacks a needed fact answers unknown without being run; so does one that needs nothing and finds
 * nothing to read, since absence needs a witness.
 */
export function evaluate(rules: readonly FindingRule[], facts: FactSet): Findings {
  const { silent, nothing } = preparedFor(rules)
  const read = readable(facts, nothing)
  const known = new Map<string, Finding>()
  return {
    get(id) {
      const before = known.get(id)
      if (before !== undefined) return before
      const unknown = silent.get(id)
      if (unknown === undefined) return undefined
      const finding = isAnswerable(unknown.rule, facts) ? applied(unknown.rule, read) : unknown
      known.set(id, finding)
      return finding
    },
  }
}

/** Facts by type, as rules take them. */
type Read = { readonly [K in FactType]: readonly Fact<K>[] }

/** What is the same for each of a thousand incidents. */
interface Prepared {
  /** What each rule, by its id, says where it is not run. */
  readonly silent: ReadonlyMap<string, Finding>
  /** No facts of any type that a rule declares. */
  readonly nothing: Read
}

const prepared = new WeakMap<readonly FindingRule[], Prepared>()

function preparedFor(rules: readonly FindingRule[]): Prepared {
  const before = prepared.get(rules)
  if (before !== undefined) return before
  const types = rules.flatMap(({ needs, reads = [] }) => [...needs, ...reads])
  const made = {
    silent: new Map(rules.map((rule) => [rule.id, { rule, state: 'unknown', statement: '', cites: [] } as const])),
    nothing: Object.fromEntries(types.map((type) => [type, []])) as unknown as Read,
  }
  prepared.set(rules, made)
  return made
}

/** One for all rules of an incident: types that it has no facts of are found behind it, in `nothing`. */
function readable(facts: FactSet, nothing: Read): Read {
  const read = Object.create(nothing)
  for (const type of facts.types()) read[type] = facts.of(type)
  return read
}

function isAnswerable({ needs, reads = [] }: FindingRule, facts: FactSet): boolean {
  for (const type of needs) if (!facts.has(type)) return false
  return needs.length > 0 || reads.some((type) => facts.has(type))
}

function applied(rule: FindingRule, read: Read): Finding {
  const verdict = rule.test(read)
  if (verdict.state === 'unknown') return { rule, state: 'unknown', statement: verdict.statement ?? '', cites: [] }
  return { rule, state: verdict.state, statement: verdict.statement, cites: verdict.cites }
}
