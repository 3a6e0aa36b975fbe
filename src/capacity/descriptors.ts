import type { FactSet } from '../model/fact.ts'
import { amount, amountOf } from '../model/wording.ts'
import { type Growth, projectFromSeries } from './growth.ts'
import { partitionsIn } from './partitions.ts'
import { segmentsOf } from './segments.ts'

/** What a broker comes to hold open. */
export interface DescriptorProjection {
  /** Of segments alone, once retention and rolls are in balance; null: without bound, or nothing to count from. */
  readonly projected: number | null
  readonly limit?: number
  readonly growth?: Growth
  readonly recommendedLimit: number
  readonly explanation: readonly string[]
}

/** Jars, sockets of the listeners, checkpoints: what a broker holds open besides segments and connections. */
const BASELINE = 400
/** What Kafka's operations guide asks for at least. */
const LEAST = 100_000

/**
 * A descriptor for each segment's log file, one a connection, and some 400 more; index files hold none once they are mapped
 * (the file is closed after FileChannel.map, AbstractIndex). undefined: nothing to count from.
 */
export function projectDescriptors(facts: FactSet): DescriptorProjection | undefined {
  const limit = descriptorLimit(facts)
  const growth = limit === undefined ? undefined : measured(facts, limit)
  const partitions = partitionsIn(facts)
  if (partitions === undefined && growth === undefined) return undefined
  let projected: number | null = partitions === undefined ? null : BASELINE
  for (const group of partitions?.groups ?? []) {
    const { closed } = segmentsOf(group.policy)
    projected = projected === null || closed === null ? null : projected + group.partitions * (closed + 1)
  }
  const needed = projected ?? (growth ? growth.now + Math.max(0, growth.perDay) * 365 : 0)
  return {
    projected,
    ...(limit !== undefined && { limit }),
    ...(growth && { growth }),
    recommendedLimit: 2 ** Math.ceil(Math.log2(Math.max(LEAST, 2 * needed))),
    explanation: explain(projected, limit, growth),
  }
}

function explain(projected: number | null, limit: number | undefined, growth: Growth | undefined): string[] {
  const sentences: string[] = []
  if (projected !== null) {
    const against = limit === undefined ? '' : `; the limit is ${amount(limit)}`
    sentences.push(
      `${amountOf(projected - BASELINE, 'segment')} + ${BASELINE} = ${amount(projected)} descriptors without connections${against}`,
    )
  }
  return growth === undefined ? sentences : [...sentences, growth.explanation]
}

function measured(facts: FactSet, limit: number): Growth | undefined {
  const series = facts.of('series').find(({ value }) => value.metric === 'fds')
  return series && projectFromSeries(series.value, limit)
}

function descriptorLimit(facts: FactSet): number | undefined {
  const rlimit = facts.of('limit.rlimit').find(({ value }) => value.resource === 'NOFILE')?.value.soft
  return rlimit ?? facts.of('fds.count').find(({ value }) => value.max !== undefined)?.value.max
}
