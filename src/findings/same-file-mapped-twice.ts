import { defineFinding } from '../model/finding.ts'
import { amountOf } from '../model/wording.ts'

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
    // Of several lists only those with inodes can tell (pmap prints none).
    const [most] = [...facts['maps.census']].sort((a, b) => b.value.duplicatedInodes - a.value.duplicatedInodes)
    if (most !== undefined && most.value.duplicatedInodes > MOMENTARY) {
      const statement = `${amountOf(most.value.duplicatedInodes, 'file is', 'files are')} mapped more than once at different sizes`
      return { state: 'present', statement, cites: [most, ...traced] }
    }
    const [trace] = traced
    if (trace !== undefined) {
      const statement = `${amountOf(trace.value.remapsWithoutUnmap, 'file was', 'files were')} mapped again without unmapping the first mapping`
      return { state: 'present', statement, cites: traced }
    }
    const listed = facts['maps.census'].filter(({ value }) => value.inodesKnown !== false && value.complete)
    const cites = [...listed, ...facts['trace.balance'].filter(({ value }) => value.indexMaps > 0)]
    return cites.length > 0
      ? { state: 'absent', statement: 'no file is mapped at two sizes', cites }
      : { state: 'unknown' }
  },
})
