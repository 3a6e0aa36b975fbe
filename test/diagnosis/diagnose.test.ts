// Weighing, ranking, chains and what is missing, on small causes of our own.

import { describe, expect, test } from 'vitest'
import { diagnose } from '../../src/diagnosis/diagnose.ts'
import { chainOf, rank } from '../../src/diagnosis/rank.ts'
import { type Weighed, weigh } from '../../src/diagnosis/weigh.ts'
import { type Cause, defineCause } from '../../src/model/cause.ts'
import { defineFinding } from '../../src/model/finding.ts'
import { factsOf, findingsOf, weighCause } from '../../src/testing.ts'

const DAMP: Cause = defineCause({
  id: 'damp',
  family: 'memory',
  title: 'The cellar is damp',
  summary: 'Water stands in the cellar.',
  prior: -4,
  triggers: ['smell', 'water'],
  evidence: { smell: { present: 2, absent: -3 }, water: { present: 4 }, heating: { present: -2, absent: 1 } },
  proof: [['smell', 'water']],
  refutedBy: ['no-cellar'],
  symptoms: ['smell'],
  remedies: [],
  references: [],
})

describe('weighing', () => {
  test('a cause whose triggers are not present is not considered', () => {
    expect(weighCause(DAMP, { heating: 'absent' })).toBeUndefined()
    expect(weighCause(DAMP, { smell: 'absent', water: 'unknown' })).toBeUndefined()
  })

  test('the prior and the points of every known finding are summed', () => {
    expect(weighCause(DAMP, { smell: 'present' })?.points).toBe(-2)
    expect(weighCause(DAMP, { water: 'present', heating: 'absent' })?.points).toBe(1)
    expect(weighCause(DAMP, { water: 'present', smell: 'absent', heating: 'present' })?.points).toBe(-5)
  })

  test('from odds of four to one a cause is probable, at one to sixteen it is excluded', () => {
    const odds = (prior: Cause['prior']) => weighCause({ ...DAMP, prior }, { water: 'present' })?.confidence
    expect(odds(-2)).toBe('probable')
    expect(odds(-3)).toBe('possible')
    expect(odds(-7)).toBe('possible')
    expect(odds(-8)).toBe('excluded')
  })

  test('a set of findings that nothing else explains makes it certain', () => {
    expect(weighCause(DAMP, { smell: 'present', water: 'present' })?.confidence).toBe('certain')
  })

  test('a refutation excludes it and stands first among what speaks against it', () => {
    const item = weighCause(DAMP, { water: 'present', heating: 'present', 'no-cellar': 'present' })
    expect(item?.confidence).toBe('excluded')
    expect(item?.against.map(({ rule }) => rule.id)).toEqual(['no-cellar', 'heating'])
  })

  test('a proof and a refutation contradict each other: possible, and both are shown', () => {
    const item = weighCause(DAMP, { smell: 'present', water: 'present', 'no-cellar': 'present' })
    expect(item?.confidence).toBe('possible')
    expect(item?.for.map(({ rule }) => rule.id)).toEqual(['water', 'smell'])
    expect(item?.against.map(({ rule }) => rule.id)).toEqual(['no-cellar'])
  })

  test('scores keep the order of the bands', () => {
    const scores = [
      weighCause(DAMP, { smell: 'present', water: 'present' }),
      weighCause({ ...DAMP, prior: -1 }, { water: 'present' }),
      weighCause(DAMP, { smell: 'present' }),
      weighCause(DAMP, { water: 'present', 'no-cellar': 'present' }),
    ].map((item) => item?.score ?? Number.NaN)
    expect([...scores].sort((a, b) => b - a)).toEqual(scores)
  })

  test('what is unknown is listed by how far it could move the cause', () => {
    expect(weighCause(DAMP, { smell: 'present' })?.unknown.map(({ rule }) => rule.id)).toEqual(['water', 'heating'])
  })

  test('a finding that is not installed counts as nothing', () => {
    expect(weigh(DAMP, findingsOf({ smell: 'present' }))?.points).toBe(-2)
  })
})

function loud(id: string, points: number, said: Partial<Cause> = {}): Weighed {
  const cause = { ...DAMP, id, symptoms: [], ...said }
  const confidence = points >= 10 ? 'certain' : points >= 2 ? 'probable' : 'possible'
  return { cause, confidence, points, score: 0.5, for: [], against: [], unknown: [] }
}

const ids = (list: readonly Weighed[]) => list.map(({ cause }) => cause.id)

describe('ranking', () => {
  test('the best-supported root is the verdict', () => {
    expect(rank([loud('b', 3), loud('a', 6)]).verdict).toBe('a')
  })

  test('nothing at probable: no verdict', () => {
    expect(rank([loud('a', 1)]).verdict).toBeNull()
    expect(rank([]).verdict).toBeNull()
  })

  test('the special cause goes before the general one that it refines, though that has more points', () => {
    const { verdict, ranked } = rank([loud('general', 9), loud('special', 3, { refines: 'general' })])
    expect(verdict).toBe('special')
    expect(ids(ranked)).toEqual(['special', 'general'])
  })

  test('a special cause that is merely possible leaves the general one', () => {
    expect(rank([loud('general', 9), loud('special', 0, { refines: 'general' })]).verdict).toBe('general')
  })

  test('a consequence is a link of the chain where its cause is known, a root where it is not', () => {
    const offline = loud('log-dir-offline', 9, { consequenceOf: ['disk-full'] })
    expect(rank([offline, loud('disk-full', 3)]).verdict).toBe('disk-full')
    expect(rank([offline]).verdict).toBe('log-dir-offline')
  })

  test('two unrelated causes that are equally likely are no verdict', () => {
    expect(rank([loud('a', 4), loud('b', 4)]).verdict).toBeNull()
    expect(rank([loud('a', 5), loud('b', 4)]).verdict).toBe('a')
  })

  test('two kinds of one cause that are equally likely leave that cause', () => {
    const kinds = [loud('x', 4, { refines: 'general' }), loud('y', 4, { refines: 'general' })]
    expect(rank([...kinds, loud('general', 6)]).verdict).toBe('general')
    expect(rank(kinds).verdict).toBeNull()
  })

  test('certain goes before probable, whatever the points', () => {
    expect(rank([{ ...loud('probable', 9) }, { ...loud('certain', 1), confidence: 'certain' }]).verdict).toBe('certain')
  })

  test('an orderly stop is the answer only where nothing failed', () => {
    const stop = loud('orderly-stop', 9, { failure: false })
    expect(rank([stop, loud('disk-full', 3)]).verdict).toBe('disk-full')
    expect(rank([stop]).verdict).toBe('orderly-stop')
  })

  test('equal causes are ordered by name, so that the report is the same every time', () => {
    expect(ids(rank([loud('b', 4), loud('c', 4), loud('a', 4)]).ranked)).toEqual(['a', 'b', 'c'])
  })
})

describe('the chain', () => {
  const general = loud('general', 5)
  const special = loud('special', 5, { refines: 'general', symptoms: ['cry', 'whisper'] })
  const effect = loud('effect', 5, { consequenceOf: ['general'] })

  test('goes from what was seen last over what it brought about and the general cause to the root', () => {
    const findings = findingsOf({ cry: 'absent', whisper: 'present' })
    expect(chainOf(special, [general, special, effect], findings)).toEqual(['whisper', 'effect', 'general', 'special'])
  })

  test('leaves out what is not at least probable', () => {
    expect(chainOf(special, [loud('general', 0), special], findingsOf({}))).toEqual(['special'])
  })
})

describe('a differential', () => {
  const smell = defineFinding({
    id: 'smell',
    title: 'It smells',
    needs: ['fds.count'],
    test: (facts) => ({ state: 'present', statement: 'it smells', cites: facts['fds.count'] }),
  })
  const water = defineFinding({
    id: 'water',
    title: 'Water stands in the cellar',
    needs: ['disk.usage'],
    collect: [{ what: 'the level of the water', collect: 'df -h' }],
    test: () => ({ state: 'unknown' }),
  })

  test('cites the facts, and says what is missing and how to collect it', () => {
    const { diagnoses, verdict } = diagnose(factsOf({ 'fds.count': [{ open: 1 }] }), [smell, water], [DAMP])
    expect(verdict).toBeNull()
    expect(diagnoses[0]?.for).toEqual([
      {
        finding: 'smell',
        statement: 'it smells',
        spans: [{ artifact: 'test', line: 1, endLine: 1, byteOffset: 0, excerpt: 'fds.count' }],
      },
    ])
    expect(diagnoses[0]?.missing).toEqual([{ what: 'the level of the water', collect: 'df -h' }])
  })

  test('without a trigger there is nothing to say', () => {
    expect(diagnose(factsOf({}), [smell, water], [DAMP])).toMatchObject({ verdict: null, diagnoses: [] })
  })
})
