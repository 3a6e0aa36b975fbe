import type { AnyFact } from '../model/fact.ts'
import { defineFinding } from '../model/finding.ts'
import { durationOf } from '../model/wording.ts'

const SOON_SECONDS = 900

export const diedSoonAfterStart = defineFinding({
  id: 'died-soon-after-start',
  title: 'The process died within 15 minutes of its start',
  needs: [],
  reads: ['crash.log', 'gc.run'],
  test(facts) {
    const ages: { seconds: number; cite: AnyFact }[] = [
      ...facts['crash.log'].flatMap((fact) =>
        fact.value.uptimeSeconds === undefined ? [] : [{ seconds: fact.value.uptimeSeconds, cite: fact as AnyFact }],
      ),
      // The last run is the one that died; where its log is cut, it lived on for an unknown time.
      ...[...facts['gc.run']].reverse().flatMap((fact) => {
        const seconds = fact.value.uptimeToSeconds
        if (seconds === undefined || fact.value.ending === 'orderly') return []
        return fact.value.ending === 'truncated' && seconds < SOON_SECONDS ? [] : [{ seconds, cite: fact as AnyFact }]
      }),
    ]
    const [age] = ages
    if (age === undefined) return { state: 'unknown' }
    return {
      state: age.seconds < SOON_SECONDS ? 'present' : 'absent',
      statement: `the process was ${durationOf(age.seconds)} old`,
      cites: [age.cite],
    }
  },
})
