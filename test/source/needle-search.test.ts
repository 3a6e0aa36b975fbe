import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NeedleSearch } from '../../src/source/needle-search.ts'

const encode = (text: string) => new TextEncoder().encode(text)

test('the first of several needles is found, at its beginning', () => {
  const search = new NeedleSearch(['commit_memory', 'guard pages', '\nKilled'])
  const text = encode('the guard pages\nKilled commit_memory')
  expect(search.find(text, 0, text.length)).toBe(4)
  expect(search.find(text, 5, text.length)).toBe(15)
  expect(search.find(text, 16, text.length)).toBe(23)
  expect(search.find(text, 24, text.length)).toBe(text.length)
})

test('a needle that is cut by the end is not found', () => {
  const text = encode('guard pages')
  expect(new NeedleSearch(['guard pages']).find(text, 0, 10)).toBe(10)
})

test('it finds what indexOf finds', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c') })
  const needles = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 3, maxLength: 6 }), {
    minLength: 1,
    maxLength: 5,
  })
  fc.assert(
    fc.property(letters, needles, (text, words) => {
      const places = words.map((word) => text.indexOf(word)).filter((place) => place >= 0)
      const expected = places.length > 0 ? Math.min(...places) : text.length
      expect(new NeedleSearch(words).find(encode(text), 0, text.length)).toBe(expected)
    }),
  )
})
