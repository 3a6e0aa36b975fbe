import { defineFinding } from '../model/finding.ts'

const TIMEOUT = /Safepoint sync time longer than|SafepointSynchronize::begin: Timeout|Timeout detected/i
/** With -XX:+AbortVMOnVMOperationTimeout (vmThread.cpp): `VM operation took too long: 4 ms (timeout: 1 ms)`. */
const SLOW_OPERATION = /VM operation took too long/i

export const safepointAbortReported = defineFinding({
  id: 'safepoint-abort-reported',
  title: 'The JVM aborted itself because a safepoint took too long',
  needs: [],
  reads: ['crash.internal-error', 'crash.signal', 'jvm.warning', 'jvm.flag'],
  test(facts) {
    const reported = facts['crash.internal-error'].filter(({ value }) => TIMEOUT.test(value.message ?? ''))
    const slow = facts['crash.internal-error'].filter(({ value }) => SLOW_OPERATION.test(value.message ?? ''))
    const flags = facts['jvm.flag'].filter(
      ({ value }) => /^AbortVMOnSafepointTimeout$/.test(value.name) && value.value === true,
    )
    const self = facts['crash.signal'].filter(
      ({ value }) => value.siPidSelf === true || /safepoint/.test(value.sentBy ?? ''),
    )
    if (reported.length > 0)
      return {
        state: 'present',
        statement: `the JVM gave up waiting for a safepoint: ${reported[0]?.value.message}`,
        cites: [...reported, ...flags],
      }
    if (slow.length > 0)
      return {
        state: 'present',
        statement: `an operation of the JVM took longer than it was allowed to: ${slow[0]?.value.message}`,
        cites: slow,
      }
    if (self.length > 0 && (flags.length > 0 || /safepoint/.test(self[0]?.value.sentBy ?? ''))) {
      return {
        state: 'present',
        statement: 'the JVM sent the signal to its own thread, and -XX:+AbortVMOnSafepointTimeout is set',
        cites: [...self, ...flags],
      }
    }
    const warned = facts['jvm.warning'].filter(({ value }) => value.topic === 'safepoint-timeout')
    if (warned.length > 0 && flags.length > 0)
      return {
        state: 'present',
        statement: 'a safepoint timed out, and -XX:+AbortVMOnSafepointTimeout is set',
        cites: [...warned, ...flags],
      }
    return facts['jvm.flag'].length > 0
      ? {
          state: 'absent',
          statement: 'the JVM was not told to abort at a safepoint timeout',
          cites: facts['jvm.flag'].slice(0, 1),
        }
      : { state: 'unknown' }
  },
})
