import fc from 'fast-check'
import { expect, test } from 'vitest'
import { linesOf, readDocument } from '../../../grammars/hs-err/document.ts'
import { MAP_ROWS, readHsErr } from '../../../grammars/hs-err/index.ts'
import { TITLES, titleAt } from '../../../grammars/hs-err/titles.ts'

const PARTS = [
  '#\n# A fatal error has been detected by the Java Runtime Environment:\n#\n',
  '---------------  T H R E A D  ---------------\n',
  'Heap:\n garbage-first heap   total 8K, used 4K [0x1, 0x2)\n\n',
  `Dynamic libraries:\n${MAP_ROWS}\n\n`,
  'VM state: not at safepoint (normal execution)\n',
  "Internal exceptions (1 events):\nEvent: 0.1 Thread 0x1 Exception <a 'java/lang/Error'> (0x1)\n\n",
  '[error occurred during error reporting (printing heap information), id 0xb]\n',
  'Environment Variables:\nPATH=/bin\n\n',
  'something else\n',
  '\r\n',
  'END.\n',
]

test('every line is in exactly one section, whatever the parts', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PARTS), { maxLength: 20 }), (parts) => {
      const text = parts.join('')
      const texts = textsOf(text)
      const lines = readDocument(texts)
        .flatMap((section) => linesOf(section, texts))
        .sort((a, b) => a.row - b.row)
      expect(lines.map(({ row }) => row)).toEqual(lines.map((_line, index) => index))
      expect(lines.map((line) => line.text)).toEqual(texts)
    }),
    { numRuns: 40 },
  )
})

test('no text makes it throw, and every line is accounted for', () => {
  const anyLine = fc.oneof(
    fc.constantFrom(...PARTS.map((part) => part.trimEnd())),
    fc.string(),
    fc.string({ unit: 'binary' }),
  )
  fc.assert(
    fc.property(fc.array(anyLine, { maxLength: 30 }), (lines) => {
      const text = lines.join('\n')
      expect(readHsErr(textsOf(text)).marks).toHaveLength(textsOf(text).length)
    }),
    { numRuns: 40 },
  )
})

test('sections are found in any order', () => {
  const inOrder = readHsErr(textsOf(PARTS.join(''))).log
  const reversed = readHsErr(textsOf([...PARTS].reverse().join(''))).log
  expect([...reversed.sections].sort()).toEqual([...inOrder.sections].sort())
  expect(reversed.vmState).toMatchObject({ state: 'not at safepoint', lifecycle: 'normal execution' })
})

test('a paragraph ends at a blank line, an open section at the next title', () => {
  const texts = textsOf('Environment Variables:\nA=1\n\nstray\nHeap:\n a\n\n b\nPolling page: 0x1\n')
  expect(readDocument(texts).map((section) => [section.id, linesOf(section, texts).length])).toEqual([
    ['environment', 2],
    ['stray', 2],
    ['heap', 4],
    ['polling-page', 1],
  ])
})

test('a title is found by its first characters, whatever they are', () => {
  const lines = [
    '4711:',
    'Settings File:',
    'hw.model',
    '>> Please see below for a detailed breakdown of compiler memory usage',
  ]
  const more = [
    '[MachCode]',
    '/proc/meminfo:',
    'Heap address: 0x1',
    'heap address: 0x1',
    'egid : 0',
    '12Regions:',
    'Heap:',
  ]
  expect([...lines, ...more].map((line) => titleAt(line)?.id)).toEqual([
    'jcmd-pid',
    'settings-file',
    'cpu-details',
    'compiler-memory-hint',
    'code',
    'meminfo',
    'compressed-oops',
    'compressed-oops',
    'user',
    'heap-regions',
    'heap',
  ])
  expect(['', '4711: x', 'uidx', 'Heap of', 'Event: 0.1 x', '0x1: y'].map(titleAt)).toEqual(Array(6).fill(undefined))
})

test('patterns of titles begin with a letter, a capital or a digit, by which they are found', () => {
  const patterns = TITLES.flatMap(({ starts }) => starts.filter((start) => start instanceof RegExp))
  for (const { source } of patterns) expect(source).toMatch(/^\^(?:[A-Za-z]|\[A-Z\]|\\d)/)
})

function textsOf(text: string): string[] {
  return text.replace(/\r?\n$/, '').split(/\r?\n/)
}
