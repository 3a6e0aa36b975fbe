// From weighed causes to an answer: which is the root, which are links of its chain, and what the order is.

import type { Cause } from '../model/cause.ts'
import type { Findings } from '../model/finding.ts'
import type { Weighed } from './weigh.ts'

export interface Ranking {
  /** The best-supported root cause, or null: undetermined. */
  readonly verdict: string | null
  /** Best first. */
  readonly ranked: readonly Weighed[]
}

/** Two unrelated causes whose odds differ by less than this (in points) are a tie, not a verdict. */
const TIE = 1

/** Orders the causes; the verdict is the most specific root that is at least probable and not tied with an unrelated one. */
export function rank(weighed: readonly Weighed[]): Ranking {
  const loud = weighed.filter(isLoud)
  const byId = new Map(loud.map((item) => [item.cause.id, item]))
  const roots = loud.filter((item) => item.cause.failure !== false && !isLink(item, byId)).sort(byStrength)
  const others = weighed.filter((item) => !roots.includes(item)).sort(byStrength)
  return { verdict: verdictOf(roots, loud), ranked: [...roots, ...others] }
}

function isLoud(item: Weighed): boolean {
  return item.confidence === 'certain' || item.confidence === 'probable'
}

/** True where a loud cause refines this one or brings it about. */
function isLink(item: Weighed, loud: ReadonlyMap<string, Weighed>): boolean {
  const isRefined = [...loud.values()].some(
    (other) => other !== item && ancestorsOf(other.cause, loud).includes(item.cause.id),
  )
  return isRefined || (item.cause.consequenceOf ?? []).some((id) => loud.has(id))
}

function ancestorsOf(cause: Cause, causes: ReadonlyMap<string, Weighed>): string[] {
  const ids: string[] = []
  for (let id = cause.refines; id !== undefined && !ids.includes(id); id = causes.get(id)?.cause.refines) ids.push(id)
  return ids
}

function verdictOf(roots: readonly Weighed[], loud: readonly Weighed[]): string | null {
  const [best, second] = roots
  if (best === undefined) return loud.find((item) => item.cause.failure === false)?.cause.id ?? null
  if (second === undefined || best.confidence !== second.confidence) return best.cause.id
  return best.points - second.points < TIE ? tied(best, second, loud) : best.cause.id
}

/** Two kinds of one cause that are equally likely: the kind is open, the common cause is not. */
function tied(best: Weighed, second: Weighed, loud: readonly Weighed[]): string | null {
  const common = best.cause.refines
  if (common !== undefined && common === second.cause.refines && loud.some((item) => item.cause.id === common))
    return common
  return best.confidence === 'certain' ? best.cause.id : null
}

const CONFIDENCE_ORDER = { certain: 0, probable: 1, possible: 2, excluded: 3 } as const

/** Total order, so that the report does not depend on the order of causes or files. */
function byStrength(a: Weighed, b: Weighed): number {
  const bands = CONFIDENCE_ORDER[a.confidence] - CONFIDENCE_ORDER[b.confidence]
  return bands || b.points - a.points || (a.cause.id < b.cause.id ? -1 : 1)
}

/**
 * From what was seen last to the root: the symptom, then what the root brought about, then the more general cause, then
 * the root itself.
 */
export function chainOf(item: Weighed, all: readonly Weighed[], findings: Findings): string[] {
  const symptom = item.cause.symptoms.find((id) => findings.get(id)?.state === 'present')
  const lineage = lineageOf(item, all)
  const links = all
    .filter((other) => isLoud(other) && (other.cause.consequenceOf ?? []).some((id) => lineage.includes(id)))
    .map((other) => other.cause.id)
  return [...(symptom === undefined ? [] : [symptom]), ...links.filter((id) => !lineage.includes(id)), ...lineage]
}

/** The cause and the more general ones before it that are themselves at least probable. */
function lineageOf(item: Weighed, all: readonly Weighed[]): string[] {
  const lineage = [item.cause.id]
  let parent = item.cause.refines
  while (parent !== undefined && !lineage.includes(parent)) {
    const general = all.find((other) => other.cause.id === parent)
    if (general === undefined || !isLoud(general)) break
    lineage.unshift(parent)
    parent = general.cause.refines
  }
  return lineage
}
