import { defineFinding } from '../model/finding.ts'

// si_code of signals that a process sent (bits/siginfo-consts.h): SI_USER 0, SI_QUEUE -1, SI_TKILL -6.
const SENT = new Set([0, -1, -6])

export const signalNotAFault = defineFinding({
  id: 'signal-not-a-fault',
  title: 'The signal was sent, by another process or by the JVM itself: the code that ran did not fault',
  needs: ['crash.signal'],
  test(facts) {
    const [signal] = facts['crash.signal']
    if (signal === undefined) return { state: 'unknown' }
    const { name, sentBy, siCode, siCodeName } = signal.value
    const isSent = sentBy !== undefined || (siCode !== undefined && SENT.has(siCode) && siCodeName !== 'SI_KERNEL')
    if (isSent)
      return { state: 'present', statement: `${name} was sent, it is no fault of the code that ran`, cites: [signal] }
    if (siCode === undefined && siCodeName === undefined) return { state: 'unknown' }
    return { state: 'absent', statement: `${name} is a fault of the code that ran`, cites: [signal] }
  },
})
