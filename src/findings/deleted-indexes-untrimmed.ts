import { defineFinding } from '../model/finding.ts'
import { amount, sizeOf } from '../model/wording.ts'
import { countOf, fullestCensus } from './evidence/composition.ts'

const DELETED_INDEX = /^kafka-(?:index|timeindex)-deleted$/
/** Below segment.index.bytes (10 MiB) and above what the index of a full segment of 1 GiB is trimmed to (3 MiB). */
const UNTRIMMED_BYTES = 8 << 20
const MANY = 50

/**
 * An index has its full size until its segment is rolled: the mapping of that time is the one which a resize leaves
 * behind. Deleting the file unmaps the trimmed one, so that the file is mapped once, at the size that it had lost.
 */
export const deletedIndexesUntrimmed = defineFinding({
  id: 'deleted-indexes-untrimmed',
  title: 'Deleted index files are mapped at the size that they had before they were trimmed',
  needs: ['maps.census'],
  test(facts) {
    const fact = fullestCensus(facts['maps.census'])
    const deleted = fact === undefined ? 0 : countOf(fact.value, DELETED_INDEX)
    if (fact === undefined || deleted < MANY) return { state: 'unknown' }
    const bytes = countOf(fact.value, DELETED_INDEX, (group) => group.bytes) / deleted
    return {
      state: bytes >= UNTRIMMED_BYTES ? 'present' : 'absent',
      statement: `${amount(deleted)} mappings of deleted indexes have ${sizeOf(bytes)} each on average`,
      cites: [fact.cite],
    }
  },
})
