import type { AnyFact } from '../model/fact.ts'
import { defineFinding } from '../model/finding.ts'
import { amount } from '../model/wording.ts'

const MANY = 1000

export const threadsFew = defineFinding({
  id: 'threads-few',
  title: 'The process had few threads (less than a thousand)',
  needs: [],
  reads: ['threads.count', 'memory.process'],
  collect: [{ what: 'the number of threads', collect: 'ls /proc/$PID/task | wc -l' }],
  test(facts) {
    const counts = [
      ...facts['threads.count'].map((fact) => ({
        count: fact.value.total ?? fact.value.java ?? 0,
        cite: fact as AnyFact,
      })),
      ...facts['memory.process'].flatMap((fact) =>
        fact.value.threads === undefined ? [] : [{ count: fact.value.threads, cite: fact as AnyFact }],
      ),
    ].sort((a, b) => b.count - a.count)
    const [most] = counts
    if (most === undefined || most.count === 0) return { state: 'unknown' }
    return {
      state: most.count < MANY ? 'present' : 'absent',
      statement: `the process had ${amount(most.count)} threads`,
      cites: [most.cite],
    }
  },
})
