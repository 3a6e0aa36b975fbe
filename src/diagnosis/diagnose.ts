import type { Cause, Incidence } from '../model/cause.ts'
import type { AnyFact, FactSet } from '../model/fact.ts'
import type { Collect, Finding, FindingRule, Findings } from '../model/finding.ts'
import type { Diagnosis, EvidenceItem } from '../model/report.ts'
import type { Span } from '../model/span.ts'
import { evaluate } from './evaluate.ts'
import { chainOf, rank } from './rank.ts'
import { type Weighed, weigh } from './weigh.ts'

const MAX_SPANS = 5
const MAX_MISSING = 5
/** What nobody can collect on Windows. */
const LINUX_ONLY = /\/proc\/|\/sys\/|\bsysctl\b|\bdmesg\b|\bulimit\b|\bjournalctl\b|\bss -/

export interface Differential {
  readonly verdict: string | null
  /** Failures that were seen, in the order in which the causes name them. */
  readonly symptoms: readonly EvidenceItem[]
  readonly diagnoses: readonly Diagnosis[]
}

/** Facts of one incident to its ranked, explained differential. */
export function diagnose(facts: FactSet, rules: readonly FindingRule[], causes: readonly Cause[]): Differential {
  const findings = evaluate(rules, facts)
  const weighed = causes.flatMap((cause) => weigh(cause, findings) ?? [])
  const { verdict, ranked } = rank(weighed)
  const incidence: Incidence = { facts, findings }
  return {
    verdict,
    symptoms: symptomsOf(causes, findings),
    diagnoses: ranked.map((item) => toDiagnosis(item, ranked, incidence)),
  }
}

function symptomsOf(causes: readonly Cause[], findings: Findings): EvidenceItem[] {
  const symptoms: EvidenceItem[] = []
  for (const id of symptomIdsOf(causes)) {
    const finding = findings.get(id)
    if (finding?.state === 'present') symptoms.push(toEvidence(finding))
  }
  return symptoms
}

/** The same for each of a thousand incidents. */
const symptomIds = new WeakMap<readonly Cause[], ReadonlySet<string>>()

function symptomIdsOf(causes: readonly Cause[]): ReadonlySet<string> {
  const known = symptomIds.get(causes)
  if (known !== undefined) return known
  const ids = new Set(causes.filter(({ failure }) => failure !== false).flatMap(({ symptoms }) => symptoms))
  symptomIds.set(causes, ids)
  return ids
}

function toDiagnosis(item: Weighed, all: readonly Weighed[], incidence: Incidence): Diagnosis {
  const { cause } = item
  return {
    cause: cause.id,
    confidence: item.confidence,
    score: item.score,
    chain: chainOf(item, all, incidence.findings),
    summary: cause.tell?.(incidence) ?? plainSummary(item),
    for: item.for.map(toEvidence),
    against: item.against.map(toEvidence),
    missing: missingOf(item, incidence.findings),
    remedies: typeof cause.remedies === 'function' ? cause.remedies(incidence) : cause.remedies,
    references: cause.references,
  }
}

function plainSummary({ cause, for: supporting }: Weighed): string {
  // Two findings may read the same line: it is said once.
  const statements = [...new Set(supporting.map((finding) => finding.statement))].slice(0, 2)
  return statements.length === 0 ? `${cause.title}.` : `${cause.title}: ${statements.join('; ')}.`
}

function toEvidence(finding: Finding): EvidenceItem {
  return { finding: finding.rule.id, statement: finding.statement, spans: spansOf(finding.cites) }
}

/** The spans of the cited facts, each place once. */
function spansOf(cites: readonly AnyFact[]): Span[] {
  const seen = new Set<string>()
  const spans: Span[] = []
  for (const { span } of cites) {
    const place = `${span.artifact}:${span.line}:${span.endLine}`
    if (seen.has(place)) continue
    seen.add(place)
    spans.push(span)
    if (spans.length === MAX_SPANS) break
  }
  return spans
}

/** What would make the unknown findings known, the most telling first. */
function missingOf(item: Weighed, findings: Findings): Collect[] {
  const seen = new Set<string>()
  const isWindows = findings.get('windows-host')?.state === 'present'
  // A state that is no failure asks for nothing that could only speak against it.
  const asked = item.unknown.filter(({ rule }) => item.cause.failure !== false || canRaise(item.cause, rule.id))
  return asked
    .flatMap((finding) => finding.rule.collect ?? [])
    .filter(({ collect }) => !(isWindows && LINUX_ONLY.test(collect)))
    .filter(({ collect }) => !seen.has(collect) && seen.add(collect))
    .slice(0, MAX_MISSING)
}

function canRaise({ evidence }: Cause, finding: string): boolean {
  const { present = 0, absent = 0 } = evidence[finding] ?? {}
  return Math.max(present, absent) > 0
}
