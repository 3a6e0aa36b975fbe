import { defineFinding } from '../model/finding.ts'
import { amountOf } from '../model/wording.ts'

export const failureLogged = defineFinding({
  id: 'failure-logged',
  title: 'The log holds FATAL or ERROR events',
  needs: ['log.window'],
  reads: ['log.event', 'log.exception'],
  test(facts) {
    const events = facts['log.event'].filter(({ value }) => value.level === 'FATAL' || value.level === 'ERROR')
    const traces = facts['log.exception'].filter(({ value }) => value.level === 'FATAL' || value.level === 'ERROR')
    const cites = [...events, ...traces]
    return cites.length > 0
      ? {
          state: 'present',
          statement: `the log holds ${amountOf(cites.length, 'kind')} of ERROR or FATAL events`,
          cites,
        }
      : { state: 'absent', statement: 'the log holds no ERROR or FATAL event', cites: facts['log.window'] }
  },
})
