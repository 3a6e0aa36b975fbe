import type { Fact } from '../model/fact.ts'
import { defineFinding } from '../model/finding.ts'
import { quoted } from '../model/wording.ts'
import { lastTraces, lastWords } from './evidence/giving-up.ts'
import { inWords } from './evidence/throwables.ts'

export const fatalLogged = defineFinding({
  id: 'fatal-logged',
  title: 'The log says that the process gave up because of an error',
  needs: ['log.window'],
  reads: ['log.event', 'log.exception'],
  test(facts) {
    const events = lastWords(facts['log.event'])
    const traces = lastTraces(facts['log.exception'])
    if (events.length + traces.length > 0) {
      const said = events[0]?.value.message ?? traces[0]?.value.message ?? 'no message'
      return {
        state: 'present',
        statement: `the log says that the process gave up: ${quoted(said)}${reasonOf(traces[0])}`,
        cites: [...events, ...traces],
      }
    }
    const windows = facts['log.window'].filter(({ value }) => value.complete)
    return windows.length > 0
      ? { state: 'absent', statement: 'the log holds no fatal error', cites: windows }
      : { state: 'unknown' }
  },
})

/** The innermost cause that has a message: what was thrown around it says less. */
function reasonOf(trace: Fact<'log.exception'> | undefined): string {
  const root = trace?.value.chain.findLast(({ message }) => message !== undefined) ?? trace?.value.chain.at(-1)
  return root === undefined ? '' : ` because of ${quoted(inWords(root))}`
}
