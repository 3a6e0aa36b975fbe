import type { AnyFact } from '../model/fact.ts'
import { defineFinding } from '../model/finding.ts'
import { amount } from '../model/wording.ts'
import { softLimit } from './evidence/rlimits.ts'
import { mostThreads } from './evidence/thread-counts.ts'

const CLOSE = 0.95

export const threadsAtCeiling = defineFinding({
  id: 'threads-at-ceiling',
  title: 'The number of threads is at one of its ceilings (nproc, threads-max, pid_max, pids cgroup)',
  needs: [],
  reads: ['threads.count', 'memory.process', 'limit.rlimit', 'sysctl', 'memory.cgroup', 'kernel.fork-rejected'],
  collect: [
    {
      what: 'the thread ceilings',
      collect:
        'grep processes /proc/$PID/limits; sysctl kernel.threads-max kernel.pid_max; cat /sys/fs/cgroup/pids.{max,current}',
    },
    { what: 'the threads of every user', collect: 'ps -eLo user= | sort | uniq -c | sort -rn | head' },
  ],
  test(facts) {
    if (facts['kernel.fork-rejected'].length > 0) {
      return { state: 'present', statement: 'the pids cgroup rejected a fork', cites: facts['kernel.fork-rejected'] }
    }
    const tasks = facts['memory.cgroup'].filter(
      ({ value }) => typeof value.tasksMax === 'number' && value.tasksCurrent !== undefined,
    )
    for (const fact of tasks) {
      const { tasksMax, tasksCurrent = 0 } = fact.value
      if (tasksCurrent >= CLOSE * (tasksMax as number)) {
        return {
          state: 'present',
          statement: `the pids cgroup holds ${amount(tasksCurrent)} of at most ${amount(tasksMax as number)} tasks`,
          cites: [fact],
        }
      }
    }
    const most = mostThreads(facts)
    if (most === undefined) return { state: 'unknown' }
    const ceilings: { name: string; limit: number; cite: AnyFact }[] = []
    const nproc = softLimit(facts['limit.rlimit'], 'NPROC')
    if (typeof nproc?.soft === 'number') ceilings.push({ name: 'RLIMIT_NPROC', limit: nproc.soft, cite: nproc.cite })
    for (const fact of facts.sysctl) {
      if (fact.value.key === 'kernel.threads-max' || fact.value.key === 'kernel.pid_max')
        ceilings.push({ name: fact.value.key, limit: fact.value.value, cite: fact })
    }
    const reached = ceilings.find(({ limit }) => most.count >= CLOSE * limit)
    if (reached !== undefined) {
      return {
        state: 'present',
        statement: `${amount(most.count)} threads, ${reached.name} is ${amount(reached.limit)}`,
        cites: [most.cite, reached.cite],
      }
    }
    // NPROC counts every process of the user and the cgroup every task in it: own threads below a ceiling clear neither.
    return {
      state: 'unknown',
      statement: `${amount(most.count)} threads of this process are below the ceilings that are known`,
    }
  },
})
