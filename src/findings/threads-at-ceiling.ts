import type { AnyFact, Fact } from '../model/fact.ts'
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
    const full = tasksOfCgroups(facts['memory.cgroup']).find(({ current, max }) => current >= CLOSE * max)
    if (full !== undefined) {
      const { current, max, cites } = full
      return {
        state: 'present',
        statement: `the pids cgroup holds ${amount(current)} of at most ${amount(max)} tasks`,
        cites,
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

interface Tasks {
  readonly current: number
  readonly max: number
  readonly cites: readonly AnyFact[]
}

/** A crash log has both numbers; pids.max and pids.current are a file each, and systemctl show has a line for each. */
function tasksOfCgroups(facts: readonly Fact<'memory.cgroup'>[]): Tasks[] {
  const limits = facts.filter(({ value }) => typeof value.tasksMax === 'number')
  const lone = facts.filter(({ value }) => value.tasksMax === undefined && value.tasksCurrent !== undefined)
  return limits.flatMap((limit) => {
    const { tasksMax, tasksCurrent } = limit.value
    const count = tasksCurrent === undefined ? lone[0] : limit
    const current = count?.value.tasksCurrent
    if (count === undefined || current === undefined) return []
    return [{ current, max: tasksMax as number, cites: count === limit ? [limit] : [count, limit] }]
  })
}
