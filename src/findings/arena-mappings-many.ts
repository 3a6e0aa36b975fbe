import { defineFinding } from '../model/finding.ts'
import { amount, sizeOf } from '../model/wording.ts'
import { countOf, fullestCensus } from './evidence/composition.ts'

const MANY = 16

export const arenaMappingsMany = defineFinding({
  id: 'arena-mappings-many',
  title: 'Many 64 MiB malloc arenas are mapped',
  needs: ['maps.census'],
  test(facts) {
    const fact = fullestCensus(facts['maps.census'])
    if (fact === undefined) return { state: 'unknown' }
    const rows = countOf(fact.value, /^malloc-arena/)
    const bytes = countOf(fact.value, /^malloc-arena/, (group) => group.bytes)
    const statement = `${amount(Math.ceil(rows / 2))} malloc arenas of ${sizeOf(bytes)} in all`
    if (rows / 2 >= MANY) return { state: 'present', statement, cites: [fact.cite] }
    return fact.value.complete ? { state: 'absent', statement, cites: [fact.cite] } : { state: 'unknown' }
  },
})
