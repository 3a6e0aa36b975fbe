import { defineFinding } from '../model/finding.ts'
import { durationOf } from '../model/wording.ts'

/** Shorter than every session timeout in use: 6 s before Kafka 2.5, 18 s since, 9 s under KRaft. */
const LONG_MS = 5000

export const longGcPause = defineFinding({
  id: 'long-gc-pause',
  title: 'A garbage collection stopped the process for seconds',
  needs: ['gc.run'],
  reads: ['gc.long-pause'],
  test(facts) {
    const [longest] = facts['gc.long-pause']
      .filter(({ value }) => value.pauseMs > LONG_MS)
      .sort((a, b) => b.value.pauseMs - a.value.pauseMs)
    return longest === undefined
      ? { state: 'absent', statement: 'no garbage collection took longer than 5 s', cites: facts['gc.run'] }
      : {
          state: 'present',
          statement: `${longest.value.what} stopped the process for ${durationOf(longest.value.pauseMs / 1000)}`,
          cites: [longest],
        }
  },
})
