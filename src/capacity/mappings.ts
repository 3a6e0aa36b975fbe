import type { FactSet } from '../model/fact.ts'
import { amount, amountOf, percentOf } from '../model/wording.ts'
import { type Growth, growthTo, projectFromCounts, projectFromSeries } from './growth.ts'
import { loadsAllIndexesAtStart } from './kafka-version.ts'
import { baselineMappings, indexesPerSegmentOf, kafkaVersionOf, mapLimit, mappingsNow } from './mapping-count.ts'
import { type PartitionGroup, type Partitions, partitionsIn } from './partitions.ts'
import { recommendLimit } from './recommended-limit.ts'
import { segmentsOf } from './segments.ts'

/** What a broker comes to map, and what limit it needs. */
export interface MappingProjection {
  /** At the latest reading, where there is one. */
  readonly now?: number
  /** When retention and rolls are in balance; null: never, segments are kept for ever. */
  readonly projected: number | null
  readonly limit: number
  readonly isLimitAssumed: boolean
  readonly recommendedLimit: number
  /** By measurement (a series, dated counts) where there is one, else by arithmetic. */
  readonly growth?: Growth
  /** The arithmetic, a sentence each; the first one is the answer. */
  readonly explanation: readonly string[]
}

/** For growth without bound the recommendation covers so many days. */
const HORIZON_DAYS = 365

/**
 * The mappings that the broker's partitions, retention and rolls lead to. From topic descriptions, else a listing of the
 * log directories, else the partitions in a map census; with server.properties, else Kafka's defaults. An upper bound:
 * every partition is written in every roll period, and every index is in use. undefined: nothing to count from.
 */
export function projectMappings(facts: FactSet): MappingProjection | undefined {
  const partitions = partitionsIn(facts)
  const measured = measuredGrowth(facts)
  if (partitions === undefined) return measured && projectionOf(facts, measured)
  return arithmetic(facts, partitions, measured)
}

/** The steepest dated growth of mappings. */
function measuredGrowth(facts: FactSet): Growth | undefined {
  const { limit } = mapLimit(facts)
  const series = facts.of('series').filter(({ value }) => value.metric === 'mappings')
  const growths = series.map(({ value }) => projectFromSeries(value, limit)).filter((growth) => growth !== undefined)
  return growths.sort((a, b) => b.perDay - a.perDay)[0] ?? projectFromCounts(facts, limit)
}

function projectionOf(facts: FactSet, growth: Growth): MappingProjection {
  const { limit, isAssumed } = mapLimit(facts)
  const inAYear = growth.now + Math.max(0, growth.perDay) * HORIZON_DAYS
  return {
    now: growth.now,
    projected: growth.perDay > 0 ? null : growth.now,
    limit,
    isLimitAssumed: isAssumed,
    recommendedLimit: recommendLimit(inAYear),
    growth,
    explanation: [growth.explanation],
  }
}

function arithmetic(facts: FactSet, partitions: Partitions, measured: Growth | undefined): MappingProjection {
  const each = indexesPerSegmentOf(facts)
  const { limit, isAssumed } = mapLimit(facts)
  const baseline = baselineMappings(facts)
  const sums = sumOf(partitions.groups, each)
  const now = mappingsNow(facts) ?? listedMappings(facts, baseline.count)
  const growth =
    measured ?? (sums.endlessPerDay > 0 && now !== undefined ? endless(now, sums.endlessPerDay, limit) : undefined)
  const bounded = sums.mappings + baseline.count
  const projected = sums.endlessPerDay > 0 ? null : bounded
  const needed = Math.max(now ?? 0, bounded) + Math.max(sums.endlessPerDay, 0) * HORIZON_DAYS
  return {
    ...(now !== undefined && { now }),
    projected,
    limit,
    isLimitAssumed: isAssumed,
    recommendedLimit: recommendLimit(needed),
    ...(growth && { growth }),
    explanation: [
      ...sums.explanation.map((sentence) => `${sentence} (${partitions.scope})`),
      `With ${amount(baseline.count)} other mappings${baseline.isAssumed ? ', as is usual,' : ''} that is ${verdict(projected, bounded, sums.endlessPerDay, limit)}`,
      ...(measured ? [measured.explanation] : []),
      ...whenLoaded(facts),
    ],
  }
}

interface Sums {
  /** Of segments with a bound, and of those being written. */
  readonly mappings: number
  /** Of segments that are never deleted. */
  readonly endlessPerDay: number
  readonly explanation: string[]
}

function sumOf(groups: readonly PartitionGroup[], each: 1 | 2): Sums {
  const largestFirst = alike(groups)
    .map((group) => ({ group, segments: segmentsOf(group.policy) }))
    .map((row) => ({
      ...row,
      weight: row.group.partitions * (row.segments.closed ?? row.segments.perDay * HORIZON_DAYS),
    }))
    .sort((a, b) => b.weight - a.weight || (a.group.topic ?? '').localeCompare(b.group.topic ?? ''))
  let mappings = 0
  let endlessPerDay = 0
  const explanation: string[] = []
  for (const { group, segments } of largestFirst) {
    mappings += group.partitions * ((segments.closed ?? 0) + 1) * each
    if (segments.closed === null) endlessPerDay += group.partitions * segments.perDay * each
    if (explanation.length < MOST_TOPICS) explanation.push(sentenceOf(group, segments, each))
  }
  const others = largestFirst.length - explanation.length
  if (others > 0) explanation.push(`${amountOf(others, 'smaller topic')} add to it`)
  return { mappings, endlessPerDay, explanation }
}

/** Topics of one policy in one row: a hundred equal lines say no more than one. */
function alike(groups: readonly PartitionGroup[]): PartitionGroup[] {
  const byPolicy = new Map<string, PartitionGroup[]>()
  for (const group of groups) {
    const key = JSON.stringify(segmentsOf(group.policy))
    const rows = byPolicy.get(key)
    if (rows) rows.push(group)
    else byPolicy.set(key, [group])
  }
  return [...byPolicy.values()].map((rows) => {
    const [first] = rows as [PartitionGroup]
    if (rows.length === 1) return first
    return {
      ...first,
      topic: `${amount(rows.length)} topics`,
      partitions: rows.reduce((sum, row) => sum + row.partitions, 0),
    }
  })
}

const MOST_TOPICS = 5

/** `1,000 partitions × 365 segments × 2 = 730,000 mappings, and 2,000 for the segments being written` */
function sentenceOf(
  { partitions, topic }: PartitionGroup,
  segments: ReturnType<typeof segmentsOf>,
  each: 1 | 2,
): string {
  const name = topic === undefined ? '' : `${topic}: `
  const active = amount(partitions * each)
  if (segments.closed === null) {
    const perDay = amount(partitions * segments.perDay * each)
    return `${name}${amountOf(partitions, 'partition')} × ${round(segments.perDay)} new segments a day × ${each} = ${perDay} more mappings a day without end; ${segments.explanation}`
  }
  const closed = amount(partitions * segments.closed * each)
  return `${name}${amountOf(partitions, 'partition')} × ${amountOf(segments.closed, 'segment')} × ${each} = ${closed} mappings, and ${active} for the segments being written; ${segments.explanation}`
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

function endless(now: number, perDay: number, limit: number): Growth {
  return growthTo(limit, now, perDay, 'segments are never deleted')
}

function verdict(projected: number | null, bounded: number, perDay: number, limit: number): string {
  if (projected === null) return `${amount(bounded)} and ${amount(perDay)} more each day; the limit is ${amount(limit)}`
  const share = projected / limit
  return `${amount(projected)}, ${percentOf(share)} of the limit of ${amount(limit)}`
}

/** Index files in a listing of the log directories; those of deleted segments that are still there are mapped too. */
function listedMappings(facts: FactSet, baseline: number): number | undefined {
  const listings = facts.of('kafka.log-directory').map(({ value }) => value.indexFiles + value.timeIndexFiles)
  const isListed = listings.some((files) => files > 0)
  return isListed ? listings.reduce((sum, files) => sum + files, baseline) : undefined
}

function whenLoaded(facts: FactSet): string[] {
  const version = kafkaVersionOf(facts)
  if (version === undefined) return []
  return loadsAllIndexesAtStart(version)
    ? [`Kafka ${version} maps all of them while it starts (before 2.3.0, KAFKA-7283)`]
    : [`Kafka ${version} maps an index at its first use (KAFKA-7283), so that a start needs fewer`]
}
