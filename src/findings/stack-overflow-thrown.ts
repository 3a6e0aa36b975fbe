import { defineFinding } from '../model/finding.ts'
import { isThrowable, thrown } from './evidence/throwables.ts'

export const stackOverflowThrown = defineFinding({
  id: 'stack-overflow-thrown',
  title: 'A StackOverflowError was thrown',
  needs: [],
  reads: ['log.exception', 'crash.exception-counts', 'crash.internal-exception'],
  test(facts) {
    const cites = [
      ...thrown(facts['log.exception'], (item) => isThrowable(item, 'StackOverflowError')),
      ...facts['crash.exception-counts'].filter(({ value }) => (value.stackOverflow ?? 0) > 0),
      ...facts['crash.internal-exception'].filter(({ value }) => value.className.endsWith('StackOverflowError')),
    ]
    return cites.length > 0
      ? { state: 'present', statement: 'a StackOverflowError was thrown', cites }
      : { state: 'unknown' }
  },
})
