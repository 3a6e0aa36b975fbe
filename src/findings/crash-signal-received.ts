import { defineFinding } from '../model/finding.ts'

export const crashSignalReceived = defineFinding({
  id: 'crash-signal-received',
  title: 'The JVM was ended by a signal such as SIGSEGV',
  needs: [],
  reads: ['crash.signal', 'crash.log'],
  test(facts) {
    const [signal] = facts['crash.signal']
    if (signal !== undefined) {
      const { name, siCodeName, siAddress } = signal.value
      const details = [siCodeName, siAddress === undefined ? undefined : `address ${siAddress}`].filter(
        (part) => part !== undefined,
      )
      return {
        state: 'present',
        statement: `the JVM died of ${name}${details.length === 0 ? '' : ` (${details.join(', ')})`}`,
        cites: [signal],
      }
    }
    const others = facts['crash.log'].filter(
      ({ value }) => value.kind === 'native-oom' || value.kind === 'internal-error',
    )
    return others.length > 0
      ? { state: 'absent', statement: 'the JVM did not die of a signal', cites: others }
      : { state: 'unknown' }
  },
})
