import { defineFinding } from '../model/finding.ts'
import { isOwnAbort, isSentSignal } from './evidence/crash.ts'

export const signalNotAFault = defineFinding({
  id: 'signal-not-a-fault',
  title: 'The signal was sent, by another process or by the JVM itself: the code that ran did not fault',
  needs: ['crash.signal'],
  test(facts) {
    const [signal] = facts['crash.signal']
    if (signal === undefined) return { state: 'unknown' }
    const { name, siCode, siCodeName } = signal.value
    if (isOwnAbort(signal.value)) return { state: 'unknown' }
    if (isSentSignal(signal.value))
      return { state: 'present', statement: `${name} was sent, it is no fault of the code that ran`, cites: [signal] }
    if (siCode === undefined && siCodeName === undefined) return { state: 'unknown' }
    return { state: 'absent', statement: `${name} is a fault of the code that ran`, cites: [signal] }
  },
})
