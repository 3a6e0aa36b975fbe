import { defineFinding } from '../model/finding.ts'
import { quoted } from '../model/wording.ts'

const GIVES_UP =
  /Fatal error during|Exiting Kafka|Halting|Shutdown broker because|Prepare to shutdown|fatal fault|UncaughtExceptionHandler/i

export const fatalLogged = defineFinding({
  id: 'fatal-logged',
  title: 'The log says that the process gave up because of an error',
  needs: ['log.window'],
  reads: ['log.event', 'log.exception'],
  test(facts) {
    const cites = [
      ...facts['log.event'].filter(({ value }) => value.level === 'FATAL' || GIVES_UP.test(value.message)),
      ...facts['log.exception'].filter(({ value }) => value.level === 'FATAL' || GIVES_UP.test(value.message ?? '')),
    ]
    const [first] = cites
    if (first === undefined) {
      const windows = facts['log.window'].filter(({ value }) => value.complete)
      return windows.length > 0
        ? { state: 'absent', statement: 'the log holds no fatal error', cites: windows }
        : { state: 'unknown' }
    }
    return {
      state: 'present',
      statement: `the log says that the process gave up: ${quoted(first.value.message ?? 'no message')}`,
      cites,
    }
  },
})
