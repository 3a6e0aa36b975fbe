import type { Fact } from '../model/fact.ts'
import { defineFinding, type Verdict } from '../model/finding.ts'
import { sizeOf } from '../model/wording.ts'
import { hostMemory } from './evidence/host-memory.ts'
import { refusedRequests } from './evidence/requests.ts'

export const memoryExhausted = defineFinding({
  id: 'memory-exhausted',
  title: 'Memory and swap of the host were used up',
  needs: ['memory.host'],
  reads: ['crash.native-oom', 'jvm.commit-failed'],
  collect: [{ what: 'the memory of the host', collect: 'cat /proc/meminfo; ps --sort=-rss -eo pid,rss,args | head' }],
  test(facts) {
    const memory = hostMemory(facts['memory.host'])
    const request = (refusedRequests(facts)[0]?.bytes ?? 0) / 1024
    if (memory === undefined) return byPhysicalFree(facts['memory.host'], request)
    const isShort = memory.availableKb < Math.max(Math.min(request, 0.05 * memory.totalKb), 0.02 * memory.totalKb)
    const isSwapGone = memory.swapFreeKb <= 0.1 * memory.swapTotalKb
    const swap =
      memory.swapTotalKb === 0
        ? 'there is no swap'
        : `${sizeOf(memory.swapFreeKb * 1024)} of ${sizeOf(memory.swapTotalKb * 1024)} swap free`
    const statement = `${sizeOf(memory.availableKb * 1024)} of ${sizeOf(memory.totalKb * 1024)} memory available, ${swap}`
    if (isShort && isSwapGone) return { state: 'present', statement, cites: [memory.cite] }
    // Before the failure the memory was not used up yet, and after it the dead process has given its own back.
    return memory.isOfTheCrash ? { state: 'absent', statement, cites: [memory.cite] } : { state: 'unknown', statement }
  },
})

/** Free RAM without page cache can only show a shortage when even the request itself is larger than it and swap together. */
function byPhysicalFree(facts: readonly Fact<'memory.host'>[], requestKb: number): Verdict {
  const fact = facts.find(({ value }) => value.physicalFreeKb !== undefined && value.physicalTotalKb !== undefined)
  if (fact === undefined) return { state: 'unknown' }
  const { physicalFreeKb = 0, physicalTotalKb = 0, swapFreeKb = 0 } = fact.value
  const statement = `${sizeOf(physicalFreeKb * 1024)} of ${sizeOf(physicalTotalKb * 1024)} memory free, ${sizeOf(swapFreeKb * 1024)} swap free, ${sizeOf(requestKb * 1024)} asked for`
  if (requestKb > physicalFreeKb + swapFreeKb) return { state: 'present', statement, cites: [fact] }
  return { state: 'unknown', statement }
}
