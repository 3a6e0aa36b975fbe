import { defineFinding } from '../model/finding.ts'
import { amountOf } from '../model/wording.ts'
import { softLimit } from './evidence/rlimits.ts'
import { compareVersions } from './evidence/versions.ts'

/** The collector's workers are started within milliseconds. */
const AT_START_SECONDS = 5
const FEW_TASKS = 10
const NO_WORKER = /Cannot create (?:worker )?GC thread/
/** From here on glibc starts threads with clone3. */
const CLONE3_GLIBC = '2.34'

export const threadRefusedBelowCeilings = defineFinding({
  id: 'thread-refused-below-ceilings',
  title:
    'The first thread of a JVM was refused although no ceiling that is printed can have done it, and glibc uses clone3',
  needs: ['crash.native-oom', 'crash.log', 'os'],
  reads: ['limit.rlimit', 'memory.cgroup'],
  test(facts) {
    const refused = facts['crash.native-oom'].filter(({ value }) => NO_WORKER.test(value.reason ?? ''))
    const logs = facts['crash.log'].filter(({ value }) => (value.uptimeSeconds ?? AT_START_SECONDS) < AT_START_SECONDS)
    const libc = facts.os.find(({ value }) => value.libc === 'glibc' && value.libcVersion !== undefined)
    if (refused.length === 0 || logs.length === 0 || libc === undefined) return { state: 'unknown' }
    const isOld = compareVersions(libc.value.libcVersion ?? '', CLONE3_GLIBC) < 0
    const unbounded = ['NPROC', 'AS'].map((resource) => softLimit(facts['limit.rlimit'], resource))
    const [cgroup] = facts['memory.cgroup'].filter(({ value }) => value.tasksCurrent !== undefined)
    const hasRoom =
      cgroup !== undefined && (cgroup.value.tasksMax === null || (cgroup.value.tasksCurrent ?? 0) < FEW_TASKS)
    if (isOld || !hasRoom || unbounded.some((limit) => limit?.soft !== null)) return { state: 'unknown' }
    const statement = `the JVM's first thread was refused with ${amountOf(cgroup.value.tasksCurrent ?? 0, 'task')} in its container, no limit on processes and glibc ${libc.value.libcVersion}`
    return {
      state: 'present',
      statement,
      cites: [...refused, cgroup, ...unbounded.flatMap((limit) => limit?.cite ?? []), libc],
    }
  },
})
