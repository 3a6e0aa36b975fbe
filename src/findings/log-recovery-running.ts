import { defineFinding } from '../model/finding.ts'
import { amountOf } from '../model/wording.ts'

export const logRecoveryRunning = defineFinding({
  id: 'log-recovery-running',
  title: 'The broker was recovering its log when it died: it had not finished starting',
  needs: ['log.window'],
  reads: ['log.marker'],
  collect: [{ what: 'the broker log of the start that died', collect: 'tail -n 2000 $LOG_DIR/server.log' }],
  test(facts) {
    const recovering = facts['log.marker'].filter(
      ({ value }) =>
        value.marker === 'recovering' || value.marker === 'index-corrupt' || value.marker === 'loading-logs',
    )
    const recoveries = facts['log.marker'].filter(({ value }) => value.marker === 'recovering')
    const started = facts['log.marker'].filter(({ value }) => value.marker === 'started')
    const lastRecovery = Math.max(...recovering.map(({ value }) => value.lastLine ?? value.firstLine ?? 0))
    const lastStart = Math.max(0, ...started.map(({ value }) => value.lastLine ?? value.firstLine ?? 0))
    if (recoveries.length > 0 && lastRecovery > lastStart) {
      const count = recoveries.reduce((sum, { value }) => sum + value.count, 0)
      return {
        state: 'present',
        statement: `the broker was recovering unflushed segments (${amountOf(count, 'line')}) and never finished starting`,
        cites: recoveries,
      }
    }
    return started.length > 0
      ? { state: 'absent', statement: 'the broker had started; it was not recovering its log', cites: started }
      : { state: 'unknown' }
  },
})
