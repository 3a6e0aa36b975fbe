import type { FactSet } from '../model/fact.ts'
import { mappingsNow } from './mapping-count.ts'
import { projectMappings } from './mappings.ts'
import { recommendLimit } from './recommended-limit.ts'

/** The vm.max_map_count to set: for what the settings lead to where they are known, else for what was reached. */
export function recommendMapLimit(facts: FactSet): number {
  const reached = mappingsNow(facts) ?? 0
  return Math.max(recommendLimit(reached), projectMappings(facts)?.recommendedLimit ?? 0)
}

/** Where the mappings are heading, in sentences; none where neither settings nor readings over time are known. */
export function mappingOutlook(facts: FactSet): readonly string[] {
  const projection = projectMappings(facts)
  if (projection === undefined) return []
  const { now, projected, growth } = projection
  // Defaults that lead to far less than there is are not what this broker runs with.
  if (growth === undefined && now !== undefined && projected !== null && projected < now / 2) return []
  return projection.growth === undefined || projection.explanation.includes(projection.growth.explanation)
    ? projection.explanation
    : [...projection.explanation, projection.growth.explanation]
}
