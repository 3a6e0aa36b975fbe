import { defineFinding } from '../model/finding.ts'
import { amount } from '../model/wording.ts'
import { LOG_FACTS, searchLogs, statedBy } from './evidence/log-search.ts'

const PATTERN = /Too many open files|\bEMFILE\b|\bENFILE\b/i
const NONE_LEFT = 'no file descriptor was left'

export const fdExhaustedReported = defineFinding({
  id: 'fd-exhausted-reported',
  title: 'The process ran out of file descriptors ("Too many open files")',
  needs: [],
  reads: [...LOG_FACTS, 'trace.failed-call', 'fds.count'],
  collect: [
    {
      what: 'the open descriptors and their limit',
      collect: "ls /proc/$PID/fd | wc -l; grep 'open files' /proc/$PID/limits",
    },
  ],
  test(facts) {
    const cites = [
      ...searchLogs(facts, PATTERN),
      ...facts['trace.failed-call'].filter(({ value }) => /^(?:EMFILE|ENFILE)$/.test(value.errno)),
      ...facts['fds.count'].filter(({ value }) => value.max !== undefined && value.open >= 0.97 * value.max),
    ]
    if (cites.length === 0) return { state: 'unknown' }
    const full = facts['fds.count'].find((fact) => cites.includes(fact))
    const statement =
      full === undefined
        ? statedBy(NONE_LEFT, cites, PATTERN)
        : `${NONE_LEFT} (${amount(full.value.open)} open, the limit is ${amount(full.value.max ?? 0)})`
    return { state: 'present', statement, cites }
  },
})
