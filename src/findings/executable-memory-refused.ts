import { defineFinding } from '../model/finding.ts'

/** PaX, SELinux and seccomp answer EPERM or EACCES; want of memory is ENOMEM. */
const FORBIDDEN = new Set([1, 13])
/** The JVM tries it before anything else (check_pax in os_linux.cpp). */
const REFUSED_AT_START = /Failed to mark memory page as executable/

export const executableMemoryRefused = defineFinding({
  id: 'executable-memory-refused',
  title: 'The JVM was forbidden to have memory that is both writable and executable',
  needs: [],
  reads: ['jvm.startup-failed', 'jvm.commit-failed'],
  test(facts) {
    const atStart = facts['jvm.startup-failed'].filter(({ value }) => REFUSED_AT_START.test(value.message))
    if (atStart.length > 0)
      return { state: 'present', statement: 'the JVM may not make a page of memory executable', cites: atStart }
    const commits = facts['jvm.commit-failed'].filter(({ value }) => value.executable && value.windows !== true)
    const forbidden = commits.filter(({ value }) => FORBIDDEN.has(value.errno))
    if (forbidden.length > 0)
      return {
        state: 'present',
        statement: `memory for compiled code was forbidden (errno ${forbidden[0]?.value.errno}), not short`,
        cites: forbidden,
      }
    return commits.length > 0
      ? { state: 'absent', statement: 'memory for compiled code was short, not forbidden', cites: commits }
      : { state: 'unknown' }
  },
})
