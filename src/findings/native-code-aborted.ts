import { defineFinding } from '../model/finding.ts'
import { isOwnAbort } from './evidence/crash.ts'

export const nativeCodeAborted = defineFinding({
  id: 'native-code-aborted',
  title: 'The process ended by abort() in native code (SIGABRT, exit code 134)',
  needs: [],
  reads: [
    'native.abort',
    'process.exit',
    'crash.signal',
    'crash.log',
    'crash.saved-as',
    'crash.native-oom',
    'crash.internal-error',
  ],
  test(facts) {
    const signals = facts['crash.signal'].filter(({ value }) => isOwnAbort(value))
    const aborts = facts['native.abort']
    const exits = facts['process.exit'].filter(({ value }) => value.code === 134 || /ABRT$/.test(value.signal ?? ''))
    // After a crash log the JVM aborts too: 134 is native code's only where there was none.
    const hasCrashLog =
      facts['crash.log'].length +
        facts['crash.saved-as'].length +
        facts['crash.internal-error'].length +
        facts['crash.native-oom'].length >
      0
    const cites = [...signals, ...(hasCrashLog ? [] : [...aborts, ...exits])]
    return cites.length > 0
      ? { state: 'present', statement: 'the process ended by SIGABRT (exit code 134), which abort() raises', cites }
      : { state: 'unknown' }
  },
})
