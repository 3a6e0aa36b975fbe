import { defineFinding } from '../model/finding.ts'
import { amount } from '../model/wording.ts'
import { fullestCensus } from './evidence/composition.ts'

export const mappingsOfOneFolder = defineFinding({
  id: 'mappings-of-one-folder',
  title: 'Most of very many mappings are of the files of one folder',
  needs: ['maps.census'],
  test(facts) {
    const census = fullestCensus(facts['maps.census'])
    const [folder] = census?.value.folders ?? []
    if (census === undefined || folder?.detail === undefined) return { state: 'unknown' }
    const { counted, limit } = census.value
    const isMost = 2 * folder.count >= counted && 2 * counted >= limit
    const statement = `${amount(folder.count)} of ${amount(counted)} mappings are of files in ${folder.detail}`
    return isMost ? { state: 'present', statement, cites: [census.cite] } : { state: 'unknown', statement }
  },
})
