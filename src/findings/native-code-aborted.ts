import { defineFinding } from '../model/finding.ts'
import { hasCrashLog, LEFT_BY_JVM } from './evidence/aborts.ts'
import { isOwnAbort } from './evidence/crash.ts'

export const nativeCodeAborted = defineFinding({
  id: 'native-code-aborted',
  title: 'The process ended by abort() in native code (SIGABRT)',
  needs: [],
  reads: [...LEFT_BY_JVM, 'native.abort', 'process.exit', 'crash.signal'],
  test(facts) {
    const signals = facts['crash.signal'].filter(({ value }) => isOwnAbort(value))
    const aborts = hasCrashLog(facts) ? [] : facts['native.abort']
    const exits = facts['process.exit'].filter(({ value }) => value.code === 134 || /ABRT$/.test(value.signal ?? ''))
    if (signals.length + aborts.length === 0) return { state: 'unknown' }
    return {
      state: 'present',
      statement: 'the process ended by SIGABRT (exit code 134), which abort() raises',
      cites: [...signals, ...aborts, ...exits],
    }
  },
})
