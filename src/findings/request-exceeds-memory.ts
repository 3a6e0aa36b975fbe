import { defineFinding } from '../model/finding.ts'
import { sizeOf } from '../model/wording.ts'
import { refusedRequests } from './evidence/requests.ts'

export const requestExceedsMemory = defineFinding({
  id: 'request-exceeds-memory',
  title: 'The single request was larger than what memory and swap had left',
  needs: ['memory.host'],
  reads: ['crash.native-oom', 'jvm.commit-failed'],
  test(facts) {
    const [request] = refusedRequests(facts)
    const fact = facts['memory.host'].find(({ value }) => value.moment === 'crash') ?? facts['memory.host'][0]
    if (request === undefined || fact === undefined) return { state: 'unknown' }
    const { availableKb, physicalFreeKb, freeKb, swapFreeKb = 0 } = fact.value
    const left = availableKb ?? physicalFreeKb ?? freeKb
    if (left === undefined) return { state: 'unknown' }
    const statement = `${sizeOf(request.bytes)} were asked for, ${sizeOf((left + swapFreeKb) * 1024)} of memory and swap were left`
    const isExceeding = request.bytes / 1024 > left + swapFreeKb
    if (!isExceeding && (availableKb === undefined || fact.value.moment !== 'crash'))
      return { state: 'unknown', statement }
    return { state: isExceeding ? 'present' : 'absent', statement, cites: [request.cite, fact] }
  },
})
