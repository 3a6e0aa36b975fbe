import { defineFinding } from '../model/finding.ts'
import { sizeOf } from '../model/wording.ts'
import { refusedRequests } from './evidence/requests.ts'

const LARGE = 64 * 1024 * 1024

export const largeRequestRefused = defineFinding({
  id: 'large-request-refused',
  title: 'The refused request was large (64 MiB or more): the Java heap or one of its tables',
  needs: [],
  reads: ['crash.native-oom', 'jvm.commit-failed'],
  test(facts) {
    const request = refusedRequests(facts).find(({ call }) => call !== 'malloc') ?? refusedRequests(facts)[0]
    if (request === undefined) return { state: 'unknown' }
    return request.bytes >= LARGE && request.call !== 'malloc'
      ? {
          state: 'present',
          statement: `the refused request was large: ${sizeOf(request.bytes)}, as for the Java heap`,
          cites: [request.cite],
        }
      : {
          state: 'absent',
          statement: `the refused request of ${sizeOf(request.bytes)} is no commit of the Java heap at its start`,
          cites: [request.cite],
        }
  },
})
