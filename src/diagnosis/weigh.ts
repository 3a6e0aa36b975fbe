import type { Cause } from '../model/cause.ts'
import type { Finding, Findings } from '../model/finding.ts'
import type { Confidence } from '../model/report.ts'

/** A cause weighed against one incident. */
export interface Weighed {
  readonly cause: Cause
  readonly confidence: Confidence
  readonly score: number
  readonly points: number
  readonly for: readonly Finding[]
  readonly against: readonly Finding[]
  readonly unknown: readonly Finding[]
}

/** Points from which a cause is probable: odds of 4 to 1. */
const PROBABLE = 2
/** Below this a cause is set aside: odds of 1 to 16. */
const SET_ASIDE = -4

/**
 * Sums the prior and the points of every known finding; one point doubles the odds. Undefined where no trigger is
 * present: there is nothing to weigh.
 */
export function weigh(cause: Cause, findings: Findings): Weighed | undefined {
  const isPresent = (id: string) => findings.get(id)?.state === 'present'
  if (!cause.triggers.some(isPresent)) return undefined

  const evidence = Object.entries(cause.evidence).flatMap(([id, points]) => {
    const finding = findings.get(id)
    return finding ? [{ finding, points: pointsOf(finding, points), stake: stakeOf(points) }] : []
  })
  const refutations = (cause.refutedBy ?? []).flatMap((id) => (isPresent(id) ? [findings.get(id) as Finding] : []))
  const points = evidence.reduce<number>((sum, item) => sum + item.points, cause.prior)
  const isProven = (cause.proof ?? []).some((set) => set.every(isPresent))
  const confidence = confidenceOf(points, isProven, refutations.length > 0)
  return {
    cause,
    confidence,
    points,
    score: scoreOf(points, confidence),
    for: strongestFirst(evidence.filter((item) => item.points > 0)),
    against: [...refutations, ...strongestFirst(evidence.filter((item) => item.points < 0))].filter(isFirst),
    unknown: evidence
      .filter((item) => item.finding.state === 'unknown')
      .sort((a, b) => b.stake - a.stake)
      .map((item) => item.finding),
  }
}

function pointsOf(finding: Finding, points: { readonly present?: number; readonly absent?: number }): number {
  if (finding.state === 'present') return points.present ?? 0
  if (finding.state === 'absent') return points.absent ?? 0
  return 0
}

/** What to ask for first: what could raise the cause most, then what could move it at all. */
function stakeOf({ present = 0, absent = 0 }: { readonly present?: number; readonly absent?: number }): number {
  const raising = Math.max(present, absent, 0)
  return 100 * raising + Math.max(Math.abs(present), Math.abs(absent))
}

/** A proof and a refutation at once are witnesses that contradict each other: both are shown, neither is believed. */
function confidenceOf(points: number, isProven: boolean, isRefuted: boolean): Confidence {
  if (isRefuted) return isProven ? 'possible' : 'excluded'
  if (isProven) return 'certain'
  if (points >= PROBABLE) return 'probable'
  return points <= SET_ASIDE ? 'excluded' : 'possible'
}

/** Odds as a share, kept inside the band that the confidence names, so that the order of scores is that of the bands. */
function scoreOf(points: number, confidence: Confidence): number {
  const share = 1 / (1 + 2 ** -points)
  const [low, high] = BANDS[confidence]
  return Math.round(Math.min(high, Math.max(low, share)) * 1000) / 1000
}

const BANDS: Record<Confidence, readonly [number, number]> = {
  certain: [0.99, 0.999],
  probable: [0.8, 0.98],
  possible: [0.06, 0.79],
  excluded: [0, 0.05],
}

function strongestFirst(items: readonly { finding: Finding; points: number }[]): Finding[] {
  return [...items].sort((a, b) => Math.abs(b.points) - Math.abs(a.points)).map((item) => item.finding)
}

function isFirst(finding: Finding, index: number, all: readonly Finding[]): boolean {
  return all.indexOf(finding) === index
}
