import { defineFinding } from '../model/finding.ts'
import { isThrowable, passes, thrown } from './evidence/throwables.ts'

const INDEX_FRAME = /(?:AbstractIndex|OffsetIndex|TimeIndex|LazyIndex)[.$]/
const MAP_FAILED = /^Map failed\b/

export const mapFailedInIndex = defineFinding({
  id: 'map-failed-in-index',
  title: '"Map failed" was thrown while Kafka mapped an index file',
  needs: ['log.exception'],
  test(facts) {
    const cites = thrown(
      facts['log.exception'],
      (item, chain) => isThrowable(item, 'OutOfMemoryError', MAP_FAILED) && passes(chain, INDEX_FRAME),
    )
    if (cites.length > 0)
      return { state: 'present', statement: 'the file that could not be mapped was a Kafka index', cites }
    return {
      state: 'absent',
      statement: 'no Kafka index failed to map in the traces read',
      cites: facts['log.exception'].slice(0, 1),
    }
  },
})
