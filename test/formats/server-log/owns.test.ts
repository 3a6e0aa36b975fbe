import { expect, test } from 'vitest'
import { formats } from '../../../src/formats/index.ts'
import { serverLog } from '../../../src/formats/server-log/index.ts'

function headOf(text: string) {
  return { text, lines: text.split('\n'), name: 'server.log' }
}

const record = '[2025-03-29 09:37:03,218] INFO [Partition a-0 broker=1] Expanding ISR (kafka.cluster.Partition)\n'
const trace =
  'java.io.IOException: Map failed\n\tat sun.nio.ch.FileChannelImpl.map(FileChannelImpl.java:938)\n\t... 2 more\nCaused by: java.lang.OutOfMemoryError: Map failed\n\tat sun.nio.ch.FileChannelImpl.map0(Native Method)\n'

test.each([
  ['records and traces', `${record}${trace}${record}`, true],
  ['a last line that is cut', `${record}[2025-03`, true],
  ['a line of another program', `${record}Killed\n${record}`, false],
  ['the last words of a console', `${record}Killed`, false],
  ['settings, which may be asked for by themselves', `${record}\tbroker.id = 1\n${record}`, false],
  ['a wrapper', `broker_1 | ${record}`, false],
  ['a trace alone', trace, false],
  ['nothing', '', false],
])('%s', (_, text, isOwned) => {
  expect(serverLog.owns?.(headOf(text))).toBe(isOwned)
})

test('no other format would read along in a log that is owned', () => {
  const likely = formats.filter((format) => format.detect(headOf(`${record}${trace}${record}`)) >= 0.2)
  expect(likely).toEqual([serverLog])
})
