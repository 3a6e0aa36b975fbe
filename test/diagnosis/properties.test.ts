// What must hold for every cause of the registry, whatever the states of its findings.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { causes } from '../../src/causes/index.ts'
import { rank } from '../../src/diagnosis/rank.ts'
import { type Weighed, weigh } from '../../src/diagnosis/weigh.ts'
import type { Cause } from '../../src/model/cause.ts'
import type { Finding } from '../../src/model/finding.ts'
import { findingIdsOf } from '../../src/registry.ts'
import { findingsOf } from '../../src/testing.ts'

type State = Finding['state']
type States = Record<string, State>

const STATES = ['present', 'absent', 'unknown'] as const
const BANDS = ['excluded', 'possible', 'probable', 'certain'] as const
const ALL_FINDINGS = [...new Set(causes.flatMap(findingIdsOf))].sort()

const anyCause = fc.constantFrom(...causes)
const statesOf = (ids: readonly string[]) =>
  fc.record(Object.fromEntries(ids.map((id) => [id, fc.constantFrom<State>(...STATES)]))) as fc.Arbitrary<States>
const causeWithStates = anyCause.chain((cause) => statesOf(findingIdsOf(cause)).map((states) => ({ cause, states })))

function weighed(cause: Cause, states: States): Weighed | undefined {
  return weigh(cause, findingsOf(states))
}

function band(cause: Cause, states: States): number {
  const item = weighed(cause, states)
  return item === undefined ? -1 : BANDS.indexOf(item.confidence)
}

/** The state of a finding that speaks for the cause, if either does. */
function supporting(cause: Cause, id: string): State | undefined {
  if ((cause.refutedBy ?? []).includes(id)) return undefined
  const { present = 0, absent = 0 } = cause.evidence[id] ?? {}
  if (present > 0) return 'present'
  return absent > 0 ? 'absent' : undefined
}

test('more evidence for a cause never lowers its score nor its confidence', () => {
  fc.assert(
    fc.property(causeWithStates, fc.nat(), ({ cause, states }, pick) => {
      const helpful = Object.keys(cause.evidence).filter((id) => supporting(cause, id) !== undefined)
      const id = helpful[pick % Math.max(1, helpful.length)]
      if (id === undefined) return
      const before = { ...states, [id]: 'unknown' as const }
      const after = { ...states, [id]: supporting(cause, id) as State }
      expect(band(cause, after)).toBeGreaterThanOrEqual(band(cause, before))
      expect(weighed(cause, after)?.score ?? 0).toBeGreaterThanOrEqual(weighed(cause, before)?.score ?? 0)
    }),
    { numRuns: 2000 },
  )
})

test('what speaks against a cause never raises it', () => {
  fc.assert(
    fc.property(causeWithStates, fc.nat(), ({ cause, states }, pick) => {
      const harmful = Object.entries(cause.evidence).flatMap(([id, { present = 0, absent = 0 }]) => [
        ...(present < 0 ? [[id, 'present'] as const] : []),
        ...(absent < 0 ? [[id, 'absent'] as const] : []),
      ])
      const chosen = harmful[pick % Math.max(1, harmful.length)]
      if (chosen === undefined || cause.triggers.includes(chosen[0])) return
      const [id, state] = chosen
      expect(weighed(cause, { ...states, [id]: state })?.score ?? 0).toBeLessThanOrEqual(
        weighed(cause, { ...states, [id]: 'unknown' })?.score ?? 0,
      )
    }),
    { numRuns: 2000 },
  )
})

test('an artifact taken away never makes a cause certain', () => {
  fc.assert(
    fc.property(causeWithStates, fc.array(fc.nat(), { maxLength: 5 }), ({ cause, states }, picks) => {
      if ((cause.refutedBy ?? []).some((id) => states[id] === 'present')) return
      const ids = Object.keys(states)
      const fewer = { ...states }
      for (const pick of picks) fewer[ids[pick % ids.length] as string] = 'unknown'
      if (weighed(cause, states)?.confidence === 'certain') return
      expect(weighed(cause, fewer)?.confidence).not.toBe('certain')
    }),
    { numRuns: 2000 },
  )
})

test('the verdict and the ranking do not depend on the order of causes or findings', () => {
  fc.assert(
    fc.property(
      statesOf(ALL_FINDINGS),
      fc.shuffledSubarray([...causes], { minLength: causes.length }),
      (states, other) => {
        const shuffled = Object.fromEntries(Object.entries(states).reverse())
        const ranking = (list: readonly Cause[], said: States) => {
          const { verdict, ranked } = rank(list.flatMap((cause) => weighed(cause, said) ?? []))
          return { verdict, ids: ranked.map(({ cause }) => cause.id) }
        }
        expect(ranking(other, shuffled)).toEqual(ranking(causes, states))
      },
    ),
    { numRuns: 100 },
  )
})

test('a verdict is at least probable, and no cause that is merely possible is one', () => {
  fc.assert(
    fc.property(statesOf(ALL_FINDINGS), (states) => {
      const { verdict, ranked } = rank(causes.flatMap((cause) => weighed(cause, states) ?? []))
      if (verdict === null) return
      const item = ranked.find(({ cause }) => cause.id === verdict)
      expect(['certain', 'probable']).toContain(item?.confidence)
    }),
    { numRuns: 300 },
  )
})

describe('every cause', () => {
  const table = causes.map((cause) => [cause.id, cause] as const)

  test.each(table)('%s can be probable by its own evidence', (_, cause) => {
    const best = Object.fromEntries(
      findingIdsOf(cause).map((id) => [id, supporting(cause, id) ?? ('unknown' as const)]),
    )
    expect(['probable', 'certain']).toContain(weighed(cause, best)?.confidence)
  })

  test.each(table)('%s is at most possible by a symptom alone', (_, cause) => {
    // A symptom that many causes share proves none of them; a cause and its own kinds may share one.
    const isKin = (other: Cause) => other.refines === cause.id || cause.refines === other.id
    const shared = cause.symptoms.filter(
      (id) => causes.filter((other) => other.triggers.includes(id) && !isKin(other)).length > 1,
    )
    for (const id of shared) {
      if (id in SPEAKS_FOR_ITSELF && SPEAKS_FOR_ITSELF[id]?.includes(cause.id)) continue
      expect(['probable', 'certain']).not.toContain(weighed(cause, { [id]: 'present' })?.confidence)
    }
  })

  test.each(table)('%s is excluded by what refutes it, whatever speaks for it, but for a proof', (_, cause) => {
    const best = Object.fromEntries(
      findingIdsOf(cause).map((id) => [id, supporting(cause, id) ?? ('unknown' as const)]),
    )
    for (const id of cause.refutedBy ?? []) {
      const confidence = weighed(cause, { ...best, [id]: 'present' })?.confidence
      expect(confidence).toBe(cause.proof === undefined ? 'excluded' : 'possible')
    }
  })

  test.each(table)('%s is proved only by sets that hold one of its triggers', (_, cause) => {
    for (const set of cause.proof ?? [])
      expect(
        set.some((id) => cause.triggers.includes(id)),
        set.join(' + '),
      ).toBe(true)
  })
})

/** Findings that name their cause by themselves, although others are triggered by them too. */
const SPEAKS_FOR_ITSELF: Readonly<Record<string, readonly string[]>> = {
  // ENOMEM for a mapping, for its split or for a file: what other limit would refuse these is checked by its own figures.
  'map-failed-thrown': ['map-count-limit'],
  'guard-pages-refused': ['map-count-limit'],
  'thread-start-refused': ['thread-limit'],
}
