import { defineFinding } from '../model/finding.ts'
import { amount } from '../model/wording.ts'

export const largePagesRefused = defineFinding({
  id: 'large-pages-refused',
  title: 'Huge pages were asked for and refused',
  needs: [],
  reads: ['jvm.warning', 'jvm.commit-failed', 'jvm.flag', 'memory.host'],
  collect: [{ what: 'the huge pages of the host', collect: 'grep -i huge /proc/meminfo; ulimit -l' }],
  test(facts) {
    const warned = facts['jvm.warning'].filter(({ value }) => value.topic === 'large-pages')
    const aligned = facts['jvm.commit-failed'].filter(({ value }) => (value.alignment ?? 0) >= 2 * 1024 * 1024)
    if (warned.length + aligned.length > 0)
      return { state: 'present', statement: 'a commit with large pages was refused', cites: [...warned, ...aligned] }
    const flag = facts['jvm.flag'].find(({ value }) => value.name === 'UseLargePages')
    if (flag?.value.value !== true)
      return flag === undefined
        ? { state: 'unknown' }
        : { state: 'absent', statement: 'UseLargePages is off', cites: [flag] }
    const host = facts['memory.host'].find(({ value }) => value.hugePagesTotal !== undefined)
    if (host === undefined) return { state: 'unknown' }
    const { hugePagesTotal = 0, hugePagesFree = 0 } = host.value
    // None free of some may mean that this JVM has them all.
    if (hugePagesTotal > 0 && hugePagesFree === 0) return { state: 'unknown' }
    return {
      state: hugePagesTotal === 0 ? 'present' : 'absent',
      statement: `UseLargePages is on, ${amount(hugePagesFree)} of ${amount(hugePagesTotal)} huge pages are free`,
      cites: [flag, host],
    }
  },
})
