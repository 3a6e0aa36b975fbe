import { defineFinding } from '../model/finding.ts'
import { compareVersions } from './evidence/versions.ts'

/** The collector's workers are started within milliseconds. */
const AT_START_SECONDS = 5
const NO_WORKER = /Cannot create (?:worker )?GC thread/
/** From here on glibc starts threads with clone3, which older container runtimes forbid. */
const CLONE3_GLIBC = '2.34'

export const firstThreadRefused = defineFinding({
  id: 'first-thread-refused',
  title: 'The first thread of a JVM was refused for a reason that is not printed, and glibc may use clone3',
  needs: ['crash.native-oom'],
  reads: ['crash.log', 'os', 'jvm.thread-start-failed'],
  test(facts) {
    const refused = facts['crash.native-oom'].filter(({ value }) => NO_WORKER.test(value.reason ?? ''))
    const isLater = facts['crash.log'].some(({ value }) => (value.uptimeSeconds ?? 0) >= AT_START_SECONDS)
    const isElsewhere = facts.os.some(({ value }) => value.family !== 'linux' || value.libc === 'musl')
    if (refused.length === 0 || isLater || isElsewhere) return { state: 'unknown' }
    const told = facts['jvm.thread-start-failed'].filter(({ value }) => value.errno !== undefined)
    if (told.length > 0)
      return { state: 'absent', statement: `the reason is known: ${told[0]?.value.errno}`, cites: told }
    const libc = facts.os.find(({ value }) => value.libcVersion !== undefined)
    const version = libc?.value.libcVersion
    // A banner, or a cut log.
    if (libc === undefined || version === undefined)
      return {
        state: 'present',
        statement: "the JVM's first thread was refused, and the warning that names the error is missing",
        cites: refused,
      }
    if (compareVersions(version, CLONE3_GLIBC) < 0)
      return { state: 'absent', statement: `glibc ${version} does not use clone3`, cites: [libc] }
    return {
      state: 'present',
      statement: `the JVM's first thread was refused, the error is not printed, and glibc ${version} uses clone3`,
      cites: [...refused, libc],
    }
  },
})
