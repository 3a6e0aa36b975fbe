import type { Throwable } from '../model/fact-types.ts'
import { defineFinding } from '../model/finding.ts'
import { refusedRequests, requestText } from './evidence/requests.ts'
import { frameName, isThrowable, thrown } from './evidence/throwables.ts'

// "Failed to map memory" is ZGC's wording of the same refusal (zPhysicalMemoryBacking_linux.cpp).
const ZGC_MAP_FAILURE = /Failed to (?:map|commit) memory/i

export const nativeAllocationFailed = defineFinding({
  id: 'native-allocation-failed',
  title: 'The operating system refused memory to the JVM',
  needs: [],
  reads: ['crash.native-oom', 'jvm.commit-failed', 'crash.internal-error', 'crash.log', 'log.exception'],
  test(facts) {
    const [request] = refusedRequests(facts)
    if (request !== undefined)
      return { state: 'present', statement: `the JVM was refused ${requestText(request)}`, cites: [request.cite] }
    const reasonOnly = facts['crash.native-oom'][0]
    if (reasonOnly !== undefined) {
      return {
        state: 'present',
        statement: `the JVM ran out of a native resource: ${reasonOnly.value.reason?.replace(/\.$/, '') ?? 'no reason given'}`,
        cites: [reasonOnly],
      }
    }
    const zgc = facts['crash.internal-error'].filter(({ value }) => ZGC_MAP_FAILURE.test(value.message ?? ''))
    if (zgc.length > 0) return { state: 'present', statement: 'ZGC could not map memory for the heap', cites: zgc }
    const others = facts['crash.log'].filter(({ value }) => value.kind === 'signal' || value.kind === 'internal-error')
    if (others.length > 0)
      return { state: 'absent', statement: 'the crash log reports a crash, not a refused allocation', cites: others }
    const ofJava = thrown(facts['log.exception'], isRefusedToJava)
    return ofJava.length > 0
      ? { state: 'present', statement: 'Java code was refused native memory (malloc, by Unsafe)', cites: ofJava }
      : { state: 'unknown' }
  },
})

/** `OutOfMemoryError: Unable to allocate 100000 bytes` (JDK 16+), without a message before: malloc answered NULL to Unsafe. */
function isRefusedToJava(item: Throwable): boolean {
  const [top] = item.frames
  const isUnsafe = top !== undefined && /\bUnsafe\.(?:allocate|reallocate)Memory/.test(frameName(top))
  return (
    isUnsafe && isThrowable(item, 'OutOfMemoryError') && /^(?:Unable to allocate \d+ bytes)?$/.test(item.message ?? '')
  )
}
