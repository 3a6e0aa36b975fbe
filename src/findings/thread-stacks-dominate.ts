import { defineFinding } from '../model/finding.ts'
import { amount } from '../model/wording.ts'
import { fullestCensus } from './evidence/composition.ts'

export const threadStacksDominate = defineFinding({
  id: 'thread-stacks-dominate',
  title: 'Most mappings are thread stacks and their guards, two a thread',
  needs: ['maps.census'],
  reads: ['threads.count'],
  test(facts) {
    const fact = fullestCensus(facts['maps.census'])
    if (fact === undefined) return { state: 'unknown' }
    const { threadStacks, counted } = fact.value
    const statement = `${amount(threadStacks)} thread stacks take ${amount(2 * threadStacks)} of ${amount(counted)} mappings`
    if (2 * threadStacks > counted / 2) return { state: 'present', statement, cites: [fact.cite] }
    return fact.value.complete ? { state: 'absent', statement, cites: [fact.cite] } : { state: 'unknown' }
  },
})
