import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BlockBuilder } from '../../src/source/blocks.ts'
import { LineEnds } from '../../src/source/line-ends.ts'

function endsOf(bytes: Uint8Array, start: number, end: number): number[] {
  const ends = [...bytes.keys()].filter((at) => at >= start && at < end && bytes[at] === 10)
  return bytes[end - 1] === 10 ? ends : [...ends, end]
}

function found({ at, count }: LineEnds): number[] {
  return [...at.subarray(0, count)]
}

// Lines of up to 30 bytes, more often of none than random bytes would have them.
const lines = fc.array(fc.uint8Array({ maxLength: 30 }), { minLength: 1, maxLength: 60 })
const text = fc.tuple(lines, fc.constantFrom(1, 40)).map(([some, times]) => {
  const once = some.flatMap((line) => [...line, 10])
  return Uint8Array.from(Array(times).fill(once).flat())
})

test('lines end at each newline, and at the end of the block', () => {
  fc.assert(
    fc.property(text, fc.nat(40), fc.nat(40), (bytes, before, behind) => {
      const start = Math.min(before, bytes.length - 1)
      const end = Math.max(start + 1, bytes.length - behind)
      const lineEnds = new LineEnds()
      lineEnds.find(bytes, start, end)
      expect(found(lineEnds)).toEqual(endsOf(bytes, start, end))
    }),
  )
})

test('a block lies in memory until the next one is looked at, by whomever', () => {
  const bytes = new Uint8Array(5000).fill(65)
  const first = new LineEnds()
  const second = new LineEnds()
  first.find(bytes, 0, 5000)
  expect(first.memory?.bytes[4999]).toBe(65)
  second.find(bytes, 100, 5000)
  expect(first.memory).toBeUndefined()
  expect(second.memory?.bytes[4900]).toBe(0)
  second.find(bytes, 0, 100)
  expect(second.memory).toBeUndefined()
})

test('a chunk of any size becomes blocks that fit into memory', () => {
  const chunk = new Uint8Array(3_000_000).fill(65)
  for (let at = 99; at < chunk.length; at += 100) chunk[at] = 10
  const builder = new BlockBuilder()
  let lines = 0
  for (const { lineEnds } of builder.push(chunk)) {
    lines += lineEnds?.count ?? 0
    if ((lineEnds?.count ?? 0) > 1) expect(lineEnds?.memory).toBeDefined()
  }
  expect(lines).toBe(30_000)
  expect(builder.linesSeen).toBe(30_000)
})
