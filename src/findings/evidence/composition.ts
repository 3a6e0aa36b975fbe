import type { AnyFact, Fact } from '../../model/fact.ts'
import type { MappingGroup, MappingsCensus } from '../../model/fact-types.ts'

/** The census that shows most: the one with the most rows; of equal ones, that which knows inodes and paths. */
export function fullestCensus(
  facts: readonly Fact<'maps.census'>[],
): (Fact<'maps.census'> & { readonly cite: AnyFact }) | undefined {
  const [most] = [...facts].sort(
    (a, b) => b.value.counted - a.value.counted || b.value.topicPartitionCount - a.value.topicPartitionCount,
  )
  return most === undefined ? undefined : { ...most, cite: most as AnyFact }
}

/** Rows of the groups whose kind matches. */
export function countOf(
  census: MappingsCensus,
  kind: RegExp,
  part: (group: MappingGroup) => number = (group) => group.count,
): number {
  return census.groups.filter((group) => kind.test(group.kind)).reduce((sum, group) => sum + part(group), 0)
}

/** Offset and time indexes of Kafka; live and deleted ones. */
export const KAFKA_INDEX = /^kafka-(?:index|timeindex|txnindex)/

/** Deleted data files; the JVM's own memfd and shared memory look deleted by nature, and so do replaced libraries. */
export function deletedDataFiles(census: MappingsCensus): number {
  return countOf(census, /^(?:kafka-(?:index|timeindex|txnindex)|file)/, (group) => group.deleted)
}
