import { defineFinding } from '../model/finding.ts'
import { amountOf } from '../model/wording.ts'
import { isThrowable, logged, thrown } from './evidence/throwables.ts'

const MAP_FAILED = /^Map failed\b/

export const mapFailedThrown = defineFinding({
  id: 'map-failed-thrown',
  title: 'FileChannel.map failed with ENOMEM ("Map failed")',
  needs: [],
  reads: ['log.exception', 'log.event', 'crash.internal-exception', 'log.window'],
  test(facts) {
    const traces = thrown(
      facts['log.exception'],
      (item) => isThrowable(item, 'OutOfMemoryError', MAP_FAILED) || isThrowable(item, 'IOException', MAP_FAILED),
    )
    const events = logged(facts['log.event'], /(?:OutOfMemoryError|IOException): Map failed/)
    const ring = facts['crash.internal-exception'].filter(({ value }) => MAP_FAILED.test(value.message ?? ''))
    const cites = [...traces, ...ring, ...(traces.length === 0 ? events : [])]
    if (cites.length > 0) {
      const count = cites.reduce((sum, { value }) => sum + ((value as { count?: number }).count ?? 1), 0)
      return {
        state: 'present',
        statement: `the kernel refused to map files: "Map failed" ${amountOf(count, 'time')}`,
        cites,
      }
    }
    const windows = facts['log.window'].filter(({ value }) => value.complete)
    return windows.length > 0
      ? { state: 'absent', statement: 'no "Map failed" in the logs read', cites: windows }
      : { state: 'unknown' }
  },
})
