import { defineFinding } from '../model/finding.ts'
import { sizeOf } from '../model/wording.ts'

export const nmtMissesMemory = defineFinding({
  id: 'nmt-misses-memory',
  title: "Native Memory Tracking does not account for the process's memory: libraries such as zlib took it",
  needs: ['memory.nmt', 'memory.process'],
  collect: [
    {
      what: 'native memory tracking (needs -XX:NativeMemoryTracking=summary)',
      collect: 'jcmd $PID VM.native_memory summary',
    },
  ],
  test(facts) {
    const [nmt] = facts['memory.nmt']
    const process = facts['memory.process'].find(({ value }) => value.rssKb !== undefined)
    if (nmt === undefined || process === undefined) return { state: 'unknown' }
    const rssKb = process.value.rssKb ?? 0
    const statement = `${sizeOf(rssKb * 1024)} are resident, NMT knows of ${sizeOf(nmt.value.totalCommittedKb * 1024)} committed`
    return { state: rssKb > 1.25 * nmt.value.totalCommittedKb ? 'present' : 'absent', statement, cites: [nmt, process] }
  },
})
