import { defineFinding } from '../model/finding.ts'
import { durationOf } from '../model/wording.ts'

const A_DAY = 86_400

export const fewOldCollections = defineFinding({
  id: 'few-old-collections',
  title: 'The old generation was hardly ever collected: dropped buffers stay mapped',
  needs: ['gc.run'],
  test(facts) {
    const timed = facts['gc.run'].filter(
      ({ value }) =>
        value.uptimeFromSeconds !== undefined && value.uptimeToSeconds !== undefined && value.collector === 'G1',
    )
    const [longest] = [...timed].sort((a, b) => spanOf(b.value) - spanOf(a.value))
    if (longest === undefined || spanOf(longest.value) < A_DAY) return { state: 'unknown' }
    const { mixedPauses, fullPauses } = longest.value
    const statement = `${mixedPauses + fullPauses} mixed or full collections in ${durationOf(spanOf(longest.value))}`
    return {
      state: mixedPauses + fullPauses < spanOf(longest.value) / A_DAY ? 'present' : 'absent',
      statement,
      cites: [longest],
    }
  },
})

function spanOf({
  uptimeFromSeconds = 0,
  uptimeToSeconds = 0,
}: {
  readonly uptimeFromSeconds?: number
  readonly uptimeToSeconds?: number
}): number {
  return uptimeToSeconds - uptimeFromSeconds
}
