import type { Throwable } from '../model/fact-types.ts'
import { defineFinding } from '../model/finding.ts'
import { isThrowable, passes, thrown } from './evidence/throwables.ts'

const INDEX_FRAME = /(?:AbstractIndex|OffsetIndex|TimeIndex|LazyIndex)[.$]/
const MAP_FAILED = /^Map failed\b/

export const mapFailedInIndex = defineFinding({
  id: 'map-failed-in-index',
  title: '"Map failed" was thrown while Kafka mapped an index file',
  needs: ['log.exception'],
  test(facts) {
    const cites = thrown(facts['log.exception'], (item, chain) => isMapFailed(item) && passes(chain, INDEX_FRAME))
    if (cites.length > 0)
      return { state: 'present', statement: 'the file that could not be mapped was a Kafka index', cites }
    return {
      state: 'absent',
      statement: 'no Kafka index failed to map in the traces read',
      cites: facts['log.exception'].slice(0, 1),
    }
  },
})

/** FileChannel.map throws the IOException around the error; a trace may be cut between the two. */
function isMapFailed(item: Throwable): boolean {
  return isThrowable(item, 'OutOfMemoryError', MAP_FAILED) || isThrowable(item, 'IOException', MAP_FAILED)
}
