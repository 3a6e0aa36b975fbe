import { defineFinding } from '../model/finding.ts'
import { amount, sizeOf } from '../model/wording.ts'
import { refusedRequests } from './evidence/requests.ts'

const SMALL = 2 * 1024 * 1024

/** What a request of this size is for (stackOverflow.cpp, metaspaceSettings.hpp: commit_granule_bytes). */
const KNOWN_SIZES = new Map([
  [12_288, 'the guard zone of a thread, JDK 8'],
  [16_384, 'the guard zone of a thread, JDK 9 and later'],
  [65_536, 'one metaspace granule'],
])

export const smallRequestRefused = defineFinding({
  id: 'small-request-refused',
  title: 'The refused request was small (2 MiB or less)',
  needs: [],
  reads: ['crash.native-oom', 'jvm.commit-failed'],
  test(facts) {
    const [request] = refusedRequests(facts)
    if (request === undefined) return { state: 'unknown' }
    const known = KNOWN_SIZES.get(request.bytes)
    const size = `${amount(request.bytes)} bytes (${known ?? sizeOf(request.bytes)})`
    return request.bytes <= SMALL
      ? { state: 'present', statement: `the refused request was small: ${size}`, cites: [request.cite] }
      : { state: 'absent', statement: `the refused request was not small: ${size}`, cites: [request.cite] }
  },
})
