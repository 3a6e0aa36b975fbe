import { defineFinding } from '../model/finding.ts'
import { amount } from '../model/wording.ts'

const MANY = 1000
const DOMINANT = 0.5

export const threadsOfOneKind = defineFinding({
  id: 'threads-of-one-kind',
  title: 'More than half of over a thousand threads carry one name: they are created and never end',
  needs: ['threads.count'],
  collect: [
    {
      what: 'the names of the threads',
      collect: `jcmd $PID Thread.print | grep '^"' | sed 's/[0-9]\\+/N/g' | sort | uniq -c | sort -rn | head`,
    },
  ],
  test(facts) {
    const named = facts['threads.count'].filter(({ value }) => value.groups !== undefined && value.groups.length > 0)
    for (const fact of named) {
      const total = fact.value.total ?? fact.value.java ?? 0
      const largest = fact.value.groups?.[0]
      if (largest !== undefined && total >= MANY && largest.count >= DOMINANT * total) {
        return {
          state: 'present',
          statement: `${amount(largest.count)} of ${amount(total)} threads are named "${largest.name}"`,
          cites: [fact],
        }
      }
    }
    return named.length > 0
      ? { state: 'absent', statement: 'no kind of thread dominates', cites: named }
      : { state: 'unknown' }
  },
})
