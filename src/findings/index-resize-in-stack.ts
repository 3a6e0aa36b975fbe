import { defineFinding } from '../model/finding.ts'
import { passes } from './evidence/throwables.ts'

const RESIZE_FRAME = /(?:AbstractIndex|OffsetIndex|TimeIndex)(?:\$\$?anonfun)?[.$].*resize/

export const indexResizeInStack = defineFinding({
  id: 'index-resize-in-stack',
  title: 'A failure happened inside the resize of an index',
  needs: ['log.exception'],
  test(facts) {
    const cites = facts['log.exception'].filter(({ value }) => passes(value.chain, RESIZE_FRAME))
    return cites.length > 0
      ? { state: 'present', statement: 'the failing call was the resize of an index, which maps it anew', cites }
      : {
          state: 'absent',
          statement: 'no failure inside the resize of an index',
          cites: facts['log.exception'].slice(0, 1),
        }
  },
})
