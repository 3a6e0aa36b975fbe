import { expect, test } from 'vitest'
import { gcLog } from '../../../src/formats/gc-log/index.ts'
import { formats } from '../../../src/formats/index.ts'
import { gcCases, isUnified } from './corpus.ts'

function headOf(text: string) {
  const head = text.slice(0, 1 << 16)
  return { text: head, lines: head.split('\n'), name: 'gc.log' }
}

const young = '[1.000s][info][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 60M->20M(512M) 3.500ms\n'

test.each([
  ['lines with the tags last', young, true],
  ['a last line that is cut', `${young}[2.0`, true],
  ['finer levels and blank lines', `${young}[1.1s][debug][gc,ergo ] Heuristics\n\n`, true],
  ['a warning, which the console says too', `${young}[1.1s][warning][gc] Out of memory\n`, false],
  ['a line of the program', `${young}started\n${young}`, false],
  ['the last words of a console', `${young}Killed`, false],
  ['no tags', '[1.000s] GC(0) Pause Young (Normal) 60M->20M(512M) 3.500ms\n', false],
  ['a wrapper', `broker_1 | ${young}`, false],
  ['nothing', '', false],
])('%s', (_, text, isOwned) => {
  expect(gcLog.owns?.(headOf(text))).toBe(isOwned)
})

test('no other format would read along in a log that is owned', () => {
  const owned = gcCases().filter(({ text }) => isUnified(text) && gcLog.owns?.(headOf(text)))
  expect(owned.length).toBeGreaterThan(10)
  for (const { name, text } of owned) {
    const likely = formats.filter((format) => format.detect(headOf(text)) >= 0.2)
    expect(
      likely.map(({ id }) => id),
      name,
    ).toEqual(['gc-log'])
  }
})
