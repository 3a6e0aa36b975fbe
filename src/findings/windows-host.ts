import type { AnyFact } from '../model/fact.ts'
import { defineFinding } from '../model/finding.ts'

/** A program that works on `C:\\data\\00000.log` runs there. */
const WINDOWS_FILE =
  /(?:^|[\s'"(=])[A-Za-z]:\\[^\s:*?"<>|]+\.(?:log|index|timeindex|db|tmp|lock|deleted)\b|(?:file|dir) [A-Za-z]:\\/

export const windowsHost = defineFinding({
  id: 'windows-host',
  title: 'The host runs Windows',
  needs: [],
  reads: ['os', 'jvm.version', 'crash.native-oom', 'jvm.commit-failed', 'log.event', 'log.exception'],
  test(facts) {
    const windows = facts.os.filter(({ value }) => value.family === 'windows')
    const platform = facts['jvm.version'].filter(({ value }) => value.platform?.startsWith('windows') === true)
    // The place in the source that gave up is one of the Windows port (os_windows.cpp), or the console says DOS error.
    const source = facts['crash.native-oom'].filter(({ value }) => value.file?.endsWith('os_windows.cpp') === true)
    const refused = facts['jvm.commit-failed'].filter(({ value }) => value.windows === true)
    const paths = [
      ...facts['log.event'].filter(({ value }) => WINDOWS_FILE.test(value.message)),
      ...facts['log.exception'].filter(({ value }) => WINDOWS_FILE.test(value.message ?? '')),
    ]
    const cites: readonly AnyFact[] = [...windows, ...platform, ...source, ...refused, ...paths]
    if (cites.length > 0) return { state: 'present', statement: 'the host runs Windows', cites }
    const others = [
      ...facts.os.filter(({ value }) => value.family !== 'unknown'),
      ...facts['jvm.version'].filter(({ value }) => value.platform !== undefined),
    ]
    return others.length > 0
      ? { state: 'absent', statement: 'the host does not run Windows', cites: others }
      : { state: 'unknown' }
  },
})
