// Capacity arithmetic: where a broker's mappings, descriptors and memory are heading, and what limits it needs. Pure
// functions over facts; each answer carries its arithmetic in sentences (`explanation`), for a cause's remedies, for the
// text report and for programs.
//
//   projectMappings(facts)            mappings to come, time to the limit, recommended vm.max_map_count
//   recommendMapLimit(facts)          the vm.max_map_count to set; mappingOutlook(facts): where mappings are heading, in words
//   projectDescriptors(facts)         the same for open files
//   projectMemory(facts)              measured growth against cgroup, RAM and rlimits; time to each
//   estimateMemory(facts)             what the JVM's own settings add up to
//   projectFromSeries(series, limit)  a rate and the times to 80 % and to 100 % of a limit, from readings
//   projectFromCounts(facts, limit)   the same from map censuses of two moments
//   recommendLimit(projected)         next power of two >= 2 x projected, at least 262,144
//   logPolicy, segmentsOf             retention and rolls of one topic, and the segments they lead to
//   mappingsPerSegment, loadsAllIndexesAtStart    what a Kafka version maps, and when
//   fitLine, timeToLevel              the arithmetic beneath
//
// Units are in the names; times are seconds from the latest reading; 0 is "reached", null "never at this rate".

export { type DescriptorProjection, projectDescriptors } from './descriptors.ts'
export { type Growth, growthTo, projectFromCounts, projectFromSeries } from './growth.ts'
export { loadsAllIndexesAtStart, mappingsPerSegment } from './kafka-version.ts'
export { fitLine, type Line, timeToLevel } from './line-fit.ts'
export { type LogPolicy, logPolicy, type Settings } from './log-policy.ts'
export { mappingOutlook, recommendMapLimit } from './map-limit.ts'
export { type MappingProjection, projectMappings } from './mappings.ts'
export { estimateMemory, type MemoryEstimate, type MemoryOutlook, projectMemory } from './memory.ts'
export { recommendLimit } from './recommended-limit.ts'
export { type SegmentCount, segmentsOf } from './segments.ts'
