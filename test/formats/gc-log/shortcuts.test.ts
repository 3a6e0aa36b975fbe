// The shortcuts change the speed, never the reading.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Message } from '../../../grammars/gc-log/message.ts'
import { parseUnified } from '../../../grammars/gc-log/unified.ts'
import { type GcLogOptions, open } from '../../../src/formats/gc-log/read.ts'
import { recordShapes, UnifiedShapes } from '../../../src/formats/gc-log/shapes.ts'
import { BlockBuilder } from '../../../src/source/blocks.ts'
import { ShapeCache, type ShapeCacheOptions } from '../../../src/source/shape-cache.ts'
import { decorated, gcCases, isUnified, readGcLog } from './corpus.ts'

const cases = gcCases()
const bytesOf = (text: string) => Buffer.from(text, 'latin1')

/** A parser's answer with each quantity's value in place of where it stands. */
function resolved(value: unknown, number: (at: number) => number): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, each) => {
      if (key === 'headEnd') return undefined
      return typeof each === 'object' && each !== null && 'at' in each && 'scale' in each
        ? number(each.at) * each.scale
        : each
    }) ?? 'null',
  )
}

function numberIn(text: string): (at: number) => number {
  return (at) => Number.parseFloat(/^\d+(?:[.,]\d+)?/.exec(text.slice(at))?.[0]?.replace(',', '.') ?? 'NaN')
}

function expectCachedIsDirect<T>(lines: Iterable<string>, shapes: ShapeCacheOptions<T>): void {
  const cache = new ShapeCache(shapes)
  for (const line of lines) {
    const bytes = bytesOf(line)
    const cached = resolved(cache.find(bytes, 0, bytes.length), (at) => cache.number(at))
    expect(cached, line).toEqual(resolved(shapes.parse(line), numberIn(line)))
  }
}

describe('what the shape cache answers is what the grammar answers', () => {
  test.each(cases.filter(({ name }) => name.startsWith('jdk')))('for every line of $name', ({ text }) => {
    const lines = text.split('\n').slice(0, 3000)
    if (isUnified(text))
      expectCachedIsDirect(
        lines.map((line) => decorated(line).message),
        new UnifiedShapes(),
      )
    else expectCachedIsDirect(lines, recordShapes)
  })

  test('for lines that differ in their numbers only', () => {
    const shapes = [
      'GC(#) Pause Young (Normal) (G1 Evacuation Pause) #M->#M(#M) #.#ms',
      'GC(#) Minor Collection (Allocation Rate) #M(#%)->#M(#%) #.#s',
      'Allocation Stall (Thread-#) #,#ms',
      'Pause Full (cause #) #K->#K(#K) #ms',
    ]
    const line = fc.tuple(
      fc.constantFrom(...shapes),
      fc.array(fc.nat({ max: 9_999_999 }), { minLength: 6, maxLength: 6 }),
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        expectCachedIsDirect(
          lines.map(([shape, numbers]) => numbers.reduce((text, number) => text.replace('#', String(number)), shape)),
          new UnifiedShapes(),
        )
      }),
      { numRuns: 50 },
    )
  })

  test('for text that is like a message here and there', () => {
    const word = fc.constantFrom(
      'Pause',
      'Young',
      '(',
      ')',
      '12M',
      '->',
      '3.5ms',
      'GC(3)',
      'System.gc()',
      'G1',
      ':',
      '[0.1s][gc]',
      '\u0001',
      '#',
    )
    fc.assert(
      fc.property(fc.array(fc.array(word, { maxLength: 8 }), { maxLength: 20 }), (lines) => {
        expectCachedIsDirect(
          lines.map((words) => words.join(' ')),
          new UnifiedShapes(),
        )
      }),
      { numRuns: 100 },
    )
  })
})

describe('passing dull lines over changes nothing', () => {
  test.each(cases)('in $name', ({ text }) => {
    expect(read(text, { gate: true })).toEqual(read(text, { gate: false }))
  })

  test('also where another line is glued to a dull one', () => {
    const dull = '[0.1s][info][gc,heap] GC(0) Eden regions: 24->0(32)'
    const pause = '[0.1s][info][gc] GC(1) Pause Young (Normal) (G1 Evacuation Pause) 24M->3M(96M) 1.000ms'
    const text = `${`${dull}\n`.repeat(200)}${dull}${pause}\n`
    expect(read(text, { gate: true }).value).toMatchObject({ total: { stwPauses: 1 } })
  })
})

function read(text: string, options: GcLogOptions) {
  const head = { text, lines: text.split('\n'), name: 'gc.log' }
  const reader = open({ uri: 'gc.log', head, primary: true }, options)
  const blocks = new BlockBuilder()
  for (const block of blocks.push(bytesOf(text))) reader.block(block)
  for (const block of blocks.finish()) reader.block(block)
  return reader.end({ complete: true })
}

test.each([1000, 65_537])('a log in chunks of %i bytes is the same log', async (size) => {
  const { text } = cases.find(({ name }) => name.startsWith('g1es')) as (typeof cases)[number]
  expect(await readGcLog(text, size)).toEqual(await readGcLog(text))
})

test('a message is what its words say, whatever the numbers', () => {
  const says = (text: string) => (parseUnified(text) as Message | undefined)?.says
  expect(
    says('GC(7) Pause Young (Concurrent Start) (System.gc()) (Evacuation Failure: Pinned) 84M->46M(96M) 1.9ms'),
  ).toMatchObject({
    kind: 'pause',
    name: 'Young',
    subtype: 'Concurrent Start',
    cause: 'System.gc()',
    evacuationFailure: true,
  })
  expect(says('GC(7) Pause Init Mark (N)      12 us, workers (us): 3,')).toMatchObject({ kind: 'detail' })
  expect(says('GC(7) Pause Young (Normal) (G1 Evac')).toBeUndefined()
  expect(says('Rolled a new log segment')).toBeUndefined()
})
