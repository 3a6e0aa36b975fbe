import { defineFinding } from '../model/finding.ts'
import { amount } from '../model/wording.ts'
import { deletedDataFiles, fullestCensus } from './evidence/composition.ts'

export const deletedFilesMapped = defineFinding({
  id: 'deleted-files-mapped',
  title: 'More than a third of the mappings are of deleted files: they wait for the garbage collector',
  needs: ['maps.census'],
  test(facts) {
    const fact = fullestCensus(facts['maps.census'])
    if (fact === undefined) return { state: 'unknown' }
    const deleted = deletedDataFiles(fact.value)
    const statement = `${amount(deleted)} of ${amount(fact.value.counted)} mappings are of deleted files`
    if (deleted > fact.value.counted / 3 && deleted > 100) return { state: 'present', statement, cites: [fact.cite] }
    return fact.value.complete ? { state: 'absent', statement, cites: [fact.cite] } : { state: 'unknown' }
  },
})
