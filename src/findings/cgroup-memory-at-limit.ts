import { defineFinding } from '../model/finding.ts'
import { percentOf, sizeOf } from '../model/wording.ts'

export const cgroupMemoryAtLimit = defineFinding({
  id: 'cgroup-memory-at-limit',
  title: "The container's memory was used up to its limit",
  needs: ['memory.cgroup'],
  collect: [{ what: "the container's memory", collect: 'cat /sys/fs/cgroup/memory.{max,current,peak,events}' }],
  test(facts) {
    const limited = facts['memory.cgroup'].filter(
      ({ value }) => typeof value.limitBytes === 'number' && (value.usageBytes ?? value.maxUsageBytes) !== undefined,
    )
    const shares = limited.map((fact) => ({
      fact,
      // After a restart the usage is low again; the peak is not.
      share: Math.max(fact.value.usageBytes ?? 0, fact.value.maxUsageBytes ?? 0) / (fact.value.limitBytes as number),
    }))
    const [most] = shares.sort((a, b) => b.share - a.share)
    if (most === undefined) {
      const unlimited = facts['memory.cgroup'].filter(({ value }) => value.limitBytes === null)
      return unlimited.length > 0
        ? { state: 'absent', statement: 'the container has no memory limit', cites: unlimited }
        : { state: 'unknown' }
    }
    const statement = `the container used ${percentOf(most.share)} of its limit of ${sizeOf(most.fact.value.limitBytes as number)}`
    return { state: most.share > 0.95 ? 'present' : 'absent', statement, cites: [most.fact] }
  },
})
