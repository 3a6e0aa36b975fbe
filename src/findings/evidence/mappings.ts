import type { AnyFact, Fact } from '../../model/fact.ts'
import type { FactTypes, Moment } from '../../model/fact-types.ts'

/** The kernel's default of vm.max_map_count: USHRT_MAX - 5 (include/linux/mm.h, DEFAULT_MAX_MAP_COUNT). */
export const DEFAULT_MAX_MAP_COUNT = 65_530

/** Defaults that distributions and vendors set instead; a count just at one of them is at that limit. */
const CUSTOMARY_LIMITS = [DEFAULT_MAX_MAP_COUNT, 131_072, 262_144, 524_288, 655_300, 1_048_576, 2_097_152]

export interface MappingCount {
  /** As the kernel counts: without the gate row. */
  readonly counted: number
  readonly limit: number
  readonly isAssumed: boolean
  readonly complete: boolean
  readonly moment: 'crash' | 'snapshot'
  readonly cites: readonly AnyFact[]
}

interface SysctlLimit {
  readonly value: number
  readonly moment: Moment
  readonly cite: AnyFact
}

interface MappingFacts {
  readonly 'maps.census': readonly Fact<'maps.census'>[]
  readonly 'maps.count': readonly Fact<'maps.count'>[]
  readonly sysctl: readonly Fact<'sysctl'>[]
}

/** Every count of mappings with the limit that was in force, the largest first. */
export function mappingCounts(facts: MappingFacts): MappingCount[] {
  const counts: MappingCount[] = facts['maps.census'].map((fact) => {
    const { value } = fact
    const printed =
      value.limitSource === 'log'
        ? { value: value.limit, cite: limitPrintedBeside(fact, facts.sysctl) }
        : limitAtMoment(value, sysctlLimit(facts.sysctl))
    // A cut list with the footer of JDK 21+: the footer is exact or one too high, and counts the gate row.
    const counted = value.complete || value.total === null ? value.counted : Math.max(value.counted, value.total - 2)
    return {
      counted,
      ...limitFor(counted, printed?.value),
      complete: value.complete || value.total !== null,
      moment: value.moment,
      cites: printed?.cite === undefined ? [fact as AnyFact] : [fact as AnyFact, printed.cite],
    }
  })
  for (const fact of facts['maps.count']) {
    const printed = sysctlLimit(facts.sysctl)
    const counted = fact.value.count - (fact.value.withGate ? 1 : 0)
    const cites = printed === undefined ? [fact as AnyFact] : [fact as AnyFact, printed.cite]
    counts.push({ counted, ...limitFor(counted, printed?.value), complete: true, moment: fact.value.moment, cites })
  }
  return counts.sort((a, b) => b.counted - a.counted)
}

/** The line of a crash log that names the limit, which its list of mappings is judged by. */
function limitPrintedBeside(census: Fact<'maps.census'>, facts: readonly Fact<'sysctl'>[]): AnyFact | undefined {
  return facts.find(({ value, span }) => value.key === 'vm.max_map_count' && span.artifact === census.span.artifact) as
    | AnyFact
    | undefined
}

/** vm.max_map_count, from the crash itself before a later reading: it may have been raised since. */
export function sysctlLimit(facts: readonly Fact<'sysctl'>[]): SysctlLimit | undefined {
  const known = facts.filter(({ value }) => value.key === 'vm.max_map_count')
  const chosen = known.find(({ value }) => value.moment === 'crash') ?? known[0]
  return chosen === undefined
    ? undefined
    : { value: chosen.value.value, moment: chosen.value.moment, cite: chosen as AnyFact }
}

/**
 * A list that the dying JVM wrote, full to a lower customary limit, while a sysctl read later allows more: the limit was
 * raised after the crash, which is what one does.
 */
function limitAtMoment(census: FactTypes['maps.census'], later: SysctlLimit | undefined): SysctlLimit | undefined {
  if (later === undefined || census.moment !== 'crash' || later.moment === 'crash') return later
  const reached = CUSTOMARY_LIMITS.find((limit) => isAtLimit(census.counted, limit))
  return reached !== undefined && reached < later.value ? undefined : later
}

function limitFor(counted: number, printed: number | undefined): { limit: number; isAssumed: boolean } {
  if (printed !== undefined) return { limit: printed, isAssumed: false }
  const customary = CUSTOMARY_LIMITS.find((limit) => isAtLimit(counted, limit))
  return { limit: customary ?? DEFAULT_MAX_MAP_COUNT, isAssumed: true }
}

/**
 * True within max(64, 0.1 %) below the limit and 4 above it: mmap is refused above the limit (mm/mmap.c), splitting a
 * mapping at it (mm/vma.c), and while the list is written, threads end and the reporter itself maps a little.
 */
export function isAtLimit(counted: number, limit: number): boolean {
  return counted >= limit - Math.max(64, limit / 1000) && counted <= limit + 4
}
