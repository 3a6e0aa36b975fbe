import { defineFinding } from '../model/finding.ts'
import { isOwnAbort, isSentSignal } from './evidence/crash.ts'

export const signalSentByProcess = defineFinding({
  id: 'signal-sent-by-process',
  title: 'The signal was sent by a process, it is no fault of the code that ran',
  needs: ['crash.signal'],
  test(facts) {
    // The banner on the console says only that it was sent; the crash log of the same death names the sender.
    const ofSent = facts['crash.signal'].filter(({ value }) => isSentSignal(value))
    const sent = ofSent.find(({ value }) => value.siPid !== undefined) ?? ofSent[0]
    if (sent === undefined) {
      const known = facts['crash.signal'].filter(
        ({ value }) => value.siCode !== undefined || value.siCodeName !== undefined,
      )
      return known.length > 0
        ? { state: 'absent', statement: 'the signal is a fault, nobody sent it', cites: known }
        : { state: 'unknown' }
    }
    const { name, siPid, siUid, siPidSelf } = sent.value
    if (isOwnAbort(sent.value)) return { state: 'absent', statement: 'SIGABRT is what abort() raises', cites: [sent] }
    if (siPidSelf === true) return { state: 'absent', statement: `the JVM sent ${name} to itself`, cites: [sent] }
    // AbortVMOnSafepointTimeout sends SIGILL to the JVM's own thread: without si_pid the two cannot be told apart.
    if (siPid === undefined && name === 'SIGILL')
      return { state: 'unknown', statement: 'the sender of SIGILL is not printed' }
    const sender = siPid === undefined ? '' : ` by process ${siPid}${siUid === undefined ? '' : ` of user ${siUid}`}`
    return { state: 'present', statement: `${name} was sent${sender}`, cites: [sent] }
  },
})
