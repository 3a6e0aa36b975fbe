// Every case of the corpus gets its verdict, however its files are named, chunked or ordered; cutting files may only
// turn an answer into a weaker one.

import { describe, expect, test } from 'vitest'
import { analyze, extract } from '../../src/analyze.ts'
import type { Diagnosis, Report } from '../../src/model/report.ts'
import { type CorpusCase, type CorpusFile, casesIn, type Expected, sourcesOf } from './cases.ts'

const cases = ['cases', 'look-alikes', 'healthy'].flatMap(casesIn)
/** Big inputs are run in fewer ways, to keep the suite short. */
const BIG_BYTES = 2_000_000

const sizeOf = (item: CorpusCase) => item.files.reduce((sum, { bytes }) => sum + bytes.length, 0)

function loud(report: Report): Diagnosis[] {
  return report.incidents
    .flatMap(({ diagnoses }) => diagnoses)
    .filter(({ confidence }) => confidence === 'certain' || confidence === 'probable')
}

function verdicts(report: Report): (string | null)[] {
  return report.incidents.map(({ verdict }) => verdict)
}

function isAccepted(verdict: string | null, expected: Expected): boolean {
  return verdict === expected.verdict || (expected.accept ?? []).includes(verdict)
}

function checkVerdict(report: Report, { expected }: CorpusCase): void {
  if (expected.verdict === null) {
    const blamed = [
      ...verdicts(report).filter((verdict) => verdict !== null),
      ...loud(report).map(({ cause }) => cause),
    ]
    expect(blamed.filter((cause) => !(expected.accept ?? []).includes(cause as string))).toEqual([])
  } else {
    expect(
      verdicts(report).some((verdict) => isAccepted(verdict, expected)),
      `verdicts: ${verdicts(report)}`,
    ).toBe(true)
  }
  expect(
    loud(report)
      .map(({ cause }) => cause)
      .filter((cause) => (expected.forbid ?? []).includes(cause)),
  ).toEqual([])
  if (expected.atLeast === 'certain') {
    expect(
      loud(report).some(
        ({ cause, confidence, chain }) =>
          confidence === 'certain' && [cause, ...chain].some((id) => isAccepted(id, expected)),
      ),
    ).toBe(true)
  }
}

/** Never another cause: what is said loudly of a part was said of the whole, or is the honest null. */
function checkWeaker(part: Report, whole: Report, item: CorpusCase): void {
  const known = new Set([
    ...loud(whole).flatMap(({ cause, chain }) => [cause, ...chain]),
    ...(item.expected.accept ?? []),
    item.expected.verdict,
  ])
  const strange = loud(part)
    .map(({ cause }) => cause)
    .filter((cause) => !known.has(cause))
  expect(strange, 'said of a cut input, not of the whole').toEqual([])
}

describe.each(cases.map((item) => [item.name, item] as const))('%s', (_, item) => {
  const isBig = sizeOf(item) > BIG_BYTES

  test('gets its verdict', async () => {
    checkVerdict(await analyze(sourcesOf(item.files)), item)
  })

  test('the facts stand where a person found them', async () => {
    for (const wanted of item.expected.facts ?? []) {
      const { type, file, line, ...fields } = wanted
      const files = item.files.filter(({ name }) => file === undefined || name === file.replace(/\.gz$/, ''))
      expect(files.length, `${file} is in the case`).toBeGreaterThan(0)
      const facts = (await Promise.all(sourcesOf(files).map((source) => extract(source)))).flatMap(
        (reading) => reading.facts,
      )
      const ofType = facts.filter((fact) => fact.type === type)
      const matching = ofType.filter(
        (fact) =>
          (line === undefined || fact.span.line === line) &&
          Object.entries(fields).every(
            ([key, value]) => JSON.stringify((fact.value as Record<string, unknown>)[key]) === JSON.stringify(value),
          ),
      )
      expect(
        matching.length,
        `${JSON.stringify(wanted)} among ${JSON.stringify(ofType.slice(0, 5).map((fact) => ({ line: fact.span.line, ...fact.value })))}`.slice(
          0,
          1500,
        ),
      ).toBeGreaterThan(0)
    }
  })

  test.skipIf(isBig)('is the same in chunks of 7 bytes', async () => {
    expect(await analyze(sourcesOf(item.files, 7))).toEqual(await analyze(sourcesOf(item.files)))
  })

  test.skipIf(isBig)('is the same whatever the order of the files', async () => {
    expect(await analyze(sourcesOf([...item.files].reverse()))).toEqual(await analyze(sourcesOf(item.files)))
  })

  test.skipIf(item.files.some(({ bytes }) => bytes.length < 10))(
    'is found by content: the names do not matter',
    async () => {
      const renamed = item.files.map(({ bytes }, index) => ({
        name: `unknown-${String(index).padStart(3, '0')}`,
        bytes,
      }))
      checkVerdict(await analyze(sourcesOf(renamed)), item)
    },
  )

  test('a cut input weakens the answer and never changes it', async () => {
    const whole = await analyze(sourcesOf(item.files))
    for (const share of isBig ? [0.3, 0.97] : [0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97, 0.995]) {
      checkWeaker(await analyze(sourcesOf(item.files.map((file) => cut(file, share)))), whole, item)
    }
  })
})

function cut({ name, bytes }: CorpusFile, share: number): CorpusFile {
  return { name, bytes: bytes.subarray(0, Math.floor(bytes.length * share)) }
}

test('the corpus is there', () => {
  expect(cases.length).toBeGreaterThan(20)
})
