import { defineFinding } from '../model/finding.ts'
import { sizeOf } from '../model/wording.ts'
import { softLimit } from './evidence/rlimits.ts'

export const addressSpaceLimited = defineFinding({
  id: 'address-space-limited',
  title: 'The process runs under a limit on its address space or data (ulimit -v, ulimit -d)',
  needs: ['limit.rlimit'],
  collect: [{ what: 'the limits of the process', collect: "grep -E 'address space|data size' /proc/$PID/limits" }],
  test(facts) {
    const limits = ['AS', 'DATA'].map((resource) => ({ resource, limit: softLimit(facts['limit.rlimit'], resource) }))
    const finite = limits.find(({ limit }) => typeof limit?.soft === 'number')
    if (finite?.limit !== undefined) {
      return {
        state: 'present',
        statement: `RLIMIT_${finite.resource} is ${sizeOf(finite.limit.soft as number)}`,
        cites: [finite.limit.cite],
      }
    }
    const [space, data] = limits
    if (space?.limit === undefined) return { state: 'unknown' }
    const names = data?.limit === undefined ? 'RLIMIT_AS is' : 'RLIMIT_AS and RLIMIT_DATA are'
    return { state: 'absent', statement: `${names} unlimited`, cites: limits.flatMap(({ limit }) => limit?.cite ?? []) }
  },
})
