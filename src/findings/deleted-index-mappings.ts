import { defineFinding } from '../model/finding.ts'
import { amount, percentOf } from '../model/wording.ts'
import { countOf, fullestCensus, KAFKA_INDEX } from './evidence/composition.ts'

/** Files of the last minute (file.delete.delay.ms) are deleted and still mapped in a healthy broker. */
const NORMAL_SHARE = 0.2
const NORMAL_COUNT = 50
/** Where most index mappings are of deleted files, a few are enough to tell. */
const FEW = 10

export const deletedIndexMappings = defineFinding({
  id: 'deleted-index-mappings',
  title: 'Index files that were deleted long ago are still mapped',
  needs: [],
  reads: ['maps.census', 'lsof.census'],
  collect: [{ what: 'deleted files that are still mapped', collect: "grep -c 'index.*(deleted)' /proc/$PID/maps" }],
  test(facts) {
    const fact = fullestCensus(facts['maps.census'])
    if (fact !== undefined) {
      const all = countOf(fact.value, KAFKA_INDEX)
      const deleted = countOf(fact.value, KAFKA_INDEX, (group) => group.deleted)
      if (all > 0) {
        const statement = `${amount(deleted)} of ${amount(all)} index mappings (${percentOf(deleted / all)}) are of deleted files`
        const isMany = (deleted > NORMAL_COUNT && deleted > NORMAL_SHARE * all) || (deleted > FEW && deleted > all / 2)
        if (isMany) return { state: 'present', statement, cites: [fact.cite] }
        if (fact.value.complete) return { state: 'absent', statement, cites: [fact.cite] }
      }
    }
    const listed = facts['lsof.census'].filter(({ value }) => value.deletedIndexMappings > NORMAL_COUNT)
    if (listed.length > 0) {
      return {
        state: 'present',
        statement: `lsof shows ${amount(listed[0]?.value.deletedIndexMappings ?? 0)} mappings (DEL) of deleted index files`,
        cites: listed,
      }
    }
    return { state: 'unknown' }
  },
})
