import { describe, expect, test } from 'vitest'
import { countsOf, fileNames, gcCases, isUnified, readGcLog, unifiedVariants, variants } from './corpus.ts'

const cases = gcCases()

test('every log of the corpus has its counts', () => {
  expect(cases.map(({ name }) => name).sort()).toEqual(fileNames().sort())
})

describe.each(cases)('$name', ({ text, counts }) => {
  const names = Object.keys(counts)

  test('holds the events that are counted by other means', async () => {
    const reading = await readGcLog(text)
    expect(countsOf(reading, names)).toEqual(counts)
    expect(reading.coverage.unknown, JSON.stringify(reading.coverage.samples)).toBe(0)
  })

  const all = isUnified(text) ? { ...variants, ...unifiedVariants } : variants
  test.each(Object.keys(all))('%s', async (variant) => {
    expect(countsOf(await readGcLog((all[variant] as (text: string) => string)(text)), names)).toEqual(counts)
  })
})
