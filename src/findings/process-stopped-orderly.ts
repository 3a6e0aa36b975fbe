import { defineFinding } from '../model/finding.ts'

/** The JVM runs its shutdown hooks at SIGHUP, SIGINT and SIGTERM and ends with 128 + their number. */
const ORDERLY_CODES = new Set([0, 129, 130, 143])

export const processStoppedOrderly = defineFinding({
  id: 'process-stopped-orderly',
  title: 'The process was told to stop and did so in order',
  needs: [],
  reads: ['log.window', 'log.marker', 'gc.run', 'process.exit', 'container.terminated', 'crash.log'],
  test(facts) {
    if (facts['crash.log'].some(({ value }) => value.kind !== 'vm-info' && value.kind !== 'fragment'))
      return { state: 'absent', statement: 'there is a crash log', cites: facts['crash.log'] }
    const stopped = facts['log.window'].filter(({ value }) => value.orderlyEnd)
    const exits = [
      ...facts['process.exit'].filter(
        ({ value }) => ORDERLY_CODES.has(value.code ?? -1) || /(?:TERM|HUP|INT)$/.test(value.signal ?? ''),
      ),
      ...facts['container.terminated'].filter(
        ({ value }) => value.reason === 'Completed' || ORDERLY_CODES.has(value.exitCode ?? -1),
      ),
    ]
    if (stopped.length + exits.length > 0)
      return {
        state: 'present',
        statement: 'the process shut down in order',
        cites: [...stopped, ...exits, ...facts['log.marker'].filter(({ value }) => value.marker === 'stopped')],
      }
    // The summary at the end of a GC log tells of any exit, also one after a fatal error; only its absence is telling.
    const abrupt = facts['gc.run'].filter(({ value }) => value.ending === 'abrupt' && value.endingShown !== false)
    return abrupt.length > 0
      ? { state: 'absent', statement: 'the GC log ends abruptly', cites: abrupt }
      : { state: 'unknown' }
  },
})
