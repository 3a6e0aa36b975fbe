import type { AnyFact } from '../model/fact.ts'
import { defineFinding } from '../model/finding.ts'
import { passes } from './evidence/throwables.ts'

/** The program's own files, as Kafka and RocketMQ name them; a path in a message may as well be a user's. */
const OWN_FILE = /\b(?:in dir|load file|log dirs? in|log dirs? from) [A-Za-z]:\\/
const WINDOWS_FRAME = /^sun\.nio\.fs\.Windows/

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
    const own = [
      ...facts['log.event'].filter(({ value }) => OWN_FILE.test(value.message)),
      ...facts['log.exception'].filter(({ value }) => passes(value.chain, WINDOWS_FRAME)),
    ]
    const cites: readonly AnyFact[] = [...windows, ...platform, ...source, ...refused, ...own]
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
