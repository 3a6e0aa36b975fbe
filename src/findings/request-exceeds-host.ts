import { defineFinding } from '../model/finding.ts'
import { sizeOf } from '../model/wording.ts'
import { refusedRequests } from './evidence/requests.ts'

export const requestExceedsHost = defineFinding({
  id: 'request-exceeds-host',
  title: 'The single request was larger than all memory and swap of the host: no free memory would have helped',
  needs: ['memory.host'],
  reads: ['crash.native-oom', 'jvm.commit-failed'],
  test(facts) {
    const [request] = refusedRequests(facts)
    const fact = facts['memory.host'].find(({ value }) => (value.totalKb ?? value.physicalTotalKb) !== undefined)
    if (request === undefined || fact === undefined) return { state: 'unknown' }
    const { totalKb, physicalTotalKb, swapTotalKb } = fact.value
    const total = (totalKb ?? physicalTotalKb ?? 0) + (swapTotalKb ?? 0)
    const statement = `${sizeOf(request.bytes)} were asked for at once, the host has ${sizeOf(total * 1024)} of memory and swap in all`
    const isExceeding = request.bytes / 1024 > total
    return { state: isExceeding ? 'present' : 'absent', statement, cites: [request.cite, fact] }
  },
})
