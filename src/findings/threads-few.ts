import { defineFinding } from '../model/finding.ts'
import { amount } from '../model/wording.ts'
import { mostThreads } from './evidence/thread-counts.ts'

const MANY = 1000

export const threadsFew = defineFinding({
  id: 'threads-few',
  title: 'The process had few threads (less than a thousand)',
  needs: [],
  reads: ['threads.count', 'memory.process'],
  collect: [{ what: 'the number of threads', collect: 'ls /proc/$PID/task | wc -l' }],
  test(facts) {
    const most = mostThreads(facts)
    if (most === undefined || most.count === 0) return { state: 'unknown' }
    return {
      state: most.count < MANY ? 'present' : 'absent',
      statement: `the process had ${amount(most.count)} threads`,
      cites: [most.cite],
    }
  },
})
