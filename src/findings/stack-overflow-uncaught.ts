import { defineFinding } from '../model/finding.ts'
import { isThrowable } from './evidence/throwables.ts'

export const stackOverflowUncaught = defineFinding({
  id: 'stack-overflow-uncaught',
  title: 'A StackOverflowError was caught by nobody and ended its thread',
  needs: ['log.exception'],
  test(facts) {
    // The default handler prints `Exception in thread "main"` on stderr, with no logger and no level around it.
    const cites = facts['log.exception'].filter(
      ({ value }) =>
        value.thread !== undefined &&
        value.level === undefined &&
        value.logger === undefined &&
        value.chain.some((item) => isThrowable(item, 'StackOverflowError')),
    )
    return cites.length > 0
      ? { state: 'present', statement: `the StackOverflowError ended thread "${cites[0]?.value.thread}"`, cites }
      : { state: 'unknown' }
  },
})
