import type { FactSet } from '../model/fact.ts'
import { mappingsPerSegment } from './kafka-version.ts'

/** The kernel's default of vm.max_map_count (DEFAULT_MAX_MAP_COUNT, include/linux/mm.h). */
const DEFAULT_LIMIT = 65_530

/** Mappings of a broker besides its indexes: libraries, heap, two a thread, malloc arenas. Measured: some 600 to 1,200. */
const BASELINE = 1000

/** Mappings of the process at its latest reading. */
export function mappingsNow(facts: FactSet): number | undefined {
  const censuses = facts.of('maps.census').map(({ value }) => Math.max(value.counted, (value.total ?? 0) - 2))
  const counts = facts.of('maps.count').map(({ value }) => value.count - (value.withGate ? 1 : 0))
  const all = [...censuses, ...counts]
  return all.length === 0 ? undefined : Math.max(...all)
}

/** What is mapped besides Kafka's indexes: of the fullest census, else what is usual. */
export function baselineMappings(facts: FactSet): { readonly count: number; readonly isAssumed: boolean } {
  const [census] = facts
    .of('maps.census')
    .map(({ value }) => value)
    .sort((a, b) => b.counted - a.counted)
  const indexes = census?.groups.filter(({ kind }) => /^kafka-(time|txn)?index/.test(kind)) ?? []
  if (census === undefined || indexes.length === 0) return { count: BASELINE, isAssumed: true }
  return { count: census.counted - indexes.reduce((sum, { count }) => sum + count, 0), isAssumed: false }
}

/** vm.max_map_count as a file says it, else the default. */
export function mapLimit(facts: FactSet): { readonly limit: number; readonly isAssumed: boolean } {
  const said = facts.of('sysctl').filter(({ value }) => value.key === 'vm.max_map_count')
  const chosen = said.find(({ value }) => value.moment === 'crash') ?? said[0]
  if (chosen !== undefined) return { limit: chosen.value.value, isAssumed: false }
  const printed = facts.of('maps.census').find(({ value }) => value.limitSource === 'log')
  return printed ? { limit: printed.value.limit, isAssumed: false } : { limit: DEFAULT_LIMIT, isAssumed: true }
}

/** Two, or one where the broker is known to be older than 0.10.1.0. */
export function indexesPerSegmentOf(facts: FactSet): 1 | 2 {
  return mappingsPerSegment(kafkaVersionOf(facts))
}

export function kafkaVersionOf(facts: FactSet): string | undefined {
  return facts.of('application.version').find(({ value }) => value.name === 'kafka' && /^\d/.test(value.version))?.value
    .version
}
