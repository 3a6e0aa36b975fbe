import { defineFinding } from '../model/finding.ts'
import { amountOf } from '../model/wording.ts'
import { fullestCensus } from './evidence/composition.ts'

/** A resize that is just happening maps a file twice for a moment. */
const MOMENTARY = 3

export const sameFileMappedTwice = defineFinding({
  id: 'same-file-mapped-twice',
  title: 'The same inode is mapped at two sizes: it was remapped and the old mapping stayed',
  needs: [],
  reads: ['maps.census', 'trace.balance'],
  collect: [
    {
      what: 'inodes mapped more than once',
      collect: 'awk \'$5>0 {print $4":"$5}\' /proc/$PID/maps | sort | uniq -d | wc -l',
    },
  ],
  test(facts) {
    const traced = facts['trace.balance'].filter(({ value }) => value.remapsWithoutUnmap > MOMENTARY)
    const fact = fullestCensus(facts['maps.census'])
    if (fact !== undefined && fact.value.duplicatedInodes > MOMENTARY) {
      return {
        state: 'present',
        statement: `${amountOf(fact.value.duplicatedInodes, 'file is', 'files are')} mapped more than once at different sizes`,
        cites: [fact.cite, ...traced],
      }
    }
    if (traced.length > 0) {
      return {
        state: 'present',
        statement: `${amountOf(traced[0]?.value.remapsWithoutUnmap ?? 0, 'file was', 'files were')} mapped again without unmapping the first mapping`,
        cites: traced,
      }
    }
    if (fact === undefined)
      return facts['trace.balance'].length > 0
        ? {
            state: 'absent',
            statement: 'no file was mapped again without being unmapped',
            cites: facts['trace.balance'],
          }
        : { state: 'unknown' }
    return { state: 'absent', statement: 'no file is mapped at two sizes', cites: [fact.cite] }
  },
})
