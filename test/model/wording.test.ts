import { expect, test } from 'vitest'
import { durationOf, quoted, sizeOf } from '../../src/model/wording.ts'

test.each([
  ['Address already in use.', '"Address already in use"'],
  ['No space left on device\n\tat sun.nio.ch.FileDispatcherImpl', '"No space left on device"'],
  ['ssl.keystore.password=hunter2 is wrong', '"ssl.keystore.password=[redacted] is wrong"'],
  [`${'x'.repeat(300)}`, `"${'x'.repeat(159)}…"`],
])('quotes %j', (text, quotation) => expect(quoted(text)).toBe(quotation))

test.each([
  [512, '512 bytes'],
  [65_536, '64 KiB'],
  [1_610_612_736, '1.5 GiB'],
])('says %i bytes as %s', (bytes, words) => expect(sizeOf(bytes)).toBe(words))

test.each([
  [0.25, '0.3 s'],
  [119, '119 s'],
  [600, '10 min'],
  [18_000, '5 h'],
  [1_555_200, '18 days'],
])('says %d seconds as %s', (seconds, words) => expect(durationOf(seconds)).toBe(words))
