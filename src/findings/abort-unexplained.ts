import { defineFinding } from '../model/finding.ts'
import { hasCrashLog, LEFT_BY_JVM } from './evidence/aborts.ts'

export const abortUnexplained = defineFinding({
  id: 'abort-unexplained',
  title: 'The process ended by SIGABRT (exit code 134), and nothing here says why',
  needs: [],
  reads: [...LEFT_BY_JVM, 'process.exit', 'container.terminated', 'native.abort', 'crash.signal'],
  collect: [
    {
      what: 'the crash log, which the JVM writes before it aborts',
      collect: 'find / -xdev -name "hs_err_pid*.log" -mtime -2; journalctl -u kafka -n 100',
    },
  ],
  test(facts) {
    const cites = [
      ...facts['process.exit'].filter(({ value }) => value.code === 134 || /ABRT$/.test(value.signal ?? '')),
      ...facts['container.terminated'].filter(({ value }) => value.exitCode === 134),
    ]
    const isExplained = hasCrashLog(facts) || facts['native.abort'].length + facts['crash.signal'].length > 0
    return cites.length > 0 && !isExplained
      ? {
          state: 'present',
          statement:
            'the process ended by abort() (exit code 134), as the JVM does after a crash log, and native code without one',
          cites,
        }
      : { state: 'unknown' }
  },
})
