import { defineFinding } from '../model/finding.ts'
import { quoted } from '../model/wording.ts'
import { inWords } from './evidence/throwables.ts'

export const uncaughtInMain = defineFinding({
  id: 'uncaught-in-main',
  title: 'The main thread ended with an exception that nobody caught',
  needs: [],
  reads: ['log.exception'],
  test(facts) {
    // The default handler prints it without stamp or level (Thread.dispatchUncaughtException).
    const cites = facts['log.exception'].filter(
      ({ value }) => value.thread === 'main' && value.level === undefined && value.logger === undefined,
    )
    const [thrown] = cites[0]?.value.chain ?? []
    return thrown === undefined
      ? { state: 'unknown' }
      : { state: 'present', statement: `the main thread ended with ${quoted(inWords(thrown))}`, cites }
  },
})
