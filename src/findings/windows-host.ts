import { defineFinding } from '../model/finding.ts'

export const windowsHost = defineFinding({
  id: 'windows-host',
  title: 'The host runs Windows',
  needs: [],
  reads: ['os', 'jvm.version', 'crash.native-oom', 'jvm.commit-failed'],
  test(facts) {
    const windows = facts.os.filter(({ value }) => value.family === 'windows')
    const platform = facts['jvm.version'].filter(({ value }) => value.platform?.startsWith('windows') === true)
    // The place in the source that gave up is one of the Windows port (os_windows.cpp), or the console says DOS error.
    const source = facts['crash.native-oom'].filter(({ value }) => value.file?.endsWith('os_windows.cpp') === true)
    const refused = facts['jvm.commit-failed'].filter(({ value }) => value.windows === true)
    const cites = [...windows, ...platform, ...source, ...refused]
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
