import type { FactSet } from '../model/fact.ts'
import type { FactTypes } from '../model/fact-types.ts'
import { amount, durationOf } from '../model/wording.ts'
import { timeToLevel } from './line-fit.ts'

/** Share of a limit at which one should act. */
export const WARNING_SHARE = 0.8

/** How something grows towards a limit. Times in seconds from the latest reading: 0 reached, null never at this rate. */
export interface Growth {
  readonly now: number
  readonly limit: number
  readonly perDay: number
  readonly secondsTo80Percent: number | null
  readonly secondsToLimit: number | null
  /** The arithmetic in one sentence. */
  readonly explanation: string
}

const DAY = 86_400

/** Where a series is heading; undefined without times or with a single reading, which have no rate. */
export function projectFromSeries(series: FactTypes['series'], limit: number): Growth | undefined {
  if (series.untimed || series.seconds <= 0 || series.points.length < 2) return undefined
  const { first, last, seconds, slopePerSecond, metric } = series
  return growthTo(
    limit,
    last,
    slopePerSecond * DAY,
    `${metric} went from ${amount(first)} to ${amount(last)} in ${durationOf(seconds)}`,
  )
}

/** The growth of mappings between the earliest and the latest dated count of the process. */
export function projectFromCounts(facts: FactSet, limit: number): Growth | undefined {
  const dated = [...facts.of('maps.census'), ...facts.of('maps.count')]
    .flatMap(({ value, at }) =>
      at ? [{ at: at.epochMs / 1000, count: 'counted' in value ? value.counted : value.count }] : [],
    )
    .sort((a, b) => a.at - b.at)
  const [first, last] = [dated[0], dated.at(-1)]
  if (first === undefined || last === undefined || last.at <= first.at) return undefined
  const seconds = last.at - first.at
  const perDay = ((last.count - first.count) / seconds) * DAY
  return growthTo(
    limit,
    last.count,
    perDay,
    `${amount(first.count)} mappings became ${amount(last.count)} in ${durationOf(seconds)}`,
  )
}

/** Says when a value that grows by so much a day is at 80 % of the limit, and at the limit. */
export function growthTo(limit: number, now: number, perDay: number, how: string): Growth {
  const secondsTo80Percent = timeToLevel(now, perDay / DAY, WARNING_SHARE * limit)
  const secondsToLimit = timeToLevel(now, perDay / DAY, limit)
  return {
    now,
    limit,
    perDay,
    secondsTo80Percent,
    secondsToLimit,
    explanation: `${how}: ${outlook(perDay, secondsToLimit, limit)}`,
  }
}

function outlook(perDay: number, secondsToLimit: number | null, limit: number): string {
  if (secondsToLimit === 0) return `the limit of ${amount(limit)} is reached`
  if (secondsToLimit === null) return `no growth towards the limit of ${amount(limit)}`
  return `${amount(perDay)} more a day, the limit of ${amount(limit)} in ${durationOf(secondsToLimit)}`
}
