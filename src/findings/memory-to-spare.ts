import { defineFinding } from '../model/finding.ts'
import { percentOf, sizeOf } from '../model/wording.ts'
import { hostMemory } from './evidence/host-memory.ts'
import { refusedRequests } from './evidence/requests.ts'

export const memoryToSpare = defineFinding({
  id: 'memory-to-spare',
  title: 'The host had memory to spare',
  needs: ['memory.host'],
  reads: ['crash.native-oom', 'jvm.commit-failed'],
  collect: [{ what: 'the memory of the host', collect: 'cat /proc/meminfo' }],
  test(facts) {
    const memory = hostMemory(facts['memory.host'])
    if (memory === undefined) return { state: 'unknown', statement: 'free memory without page cache says nothing' }
    const request = (refusedRequests(facts)[0]?.bytes ?? 0) / 1024
    const share = memory.availableKb / memory.totalKb
    const statement = `${sizeOf(memory.availableKb * 1024)} of ${sizeOf(memory.totalKb * 1024)} memory was available (${percentOf(share)})`
    const isSpare = memory.availableKb > 10 * request && share > 0.05
    return { state: isSpare ? 'present' : 'absent', statement, cites: [memory.cite] }
  },
})
