import { expect, test } from 'vitest'
import { DULL, endsInLogger, Gate } from '../../../src/formats/server-log/gate.ts'
import { LineParser, type LogLine } from '../../../src/formats/server-log/log-line.ts'
import { LineEnds } from '../../../src/source/line-ends.ts'

const quiet =
  '[2025-03-29 09:37:03,218] INFO [Partition a-0 broker=1] Expanding ISR from 1 to 1,2 (kafka.cluster.Partition)'

/** Whether WebAssembly, and whether the gate in JavaScript, passes over a line among quiet ones. */
function isPassed(line: string): { atOnce: boolean; alone: boolean } {
  const lines = [...Array(50).fill(quiet), line, ...Array(50).fill(quiet)]
  const bytes = new TextEncoder().encode(`${lines.join('\n')}\n`)
  const lineEnds = new LineEnds()
  lineEnds.find(bytes, 0, bytes.length)
  const gate = new Gate()
  gate.learn(bytes, 0, quiet.length, new LineParser().parse(quiet) as LogLine)
  gate.quiet.take(lineEnds, 0)
  const start = (lineEnds.at[49] as number) + 1
  const end = start + line.length
  const verdict = gate.judge(bytes, new DataView(bytes.buffer), start, end)
  return {
    atOnce: gate.quiet.firstOther(0, lineEnds.count) === lineEnds.count,
    alone: verdict === DULL && endsInLogger(bytes, start, end),
  }
}

test.each([
  [quiet, true],
  [quiet.replace('INFO', 'DEBUG'), true],
  [quiet.replace('INFO', 'TRACE'), true],
  [quiet.replace('(kafka.cluster.Partition)', '(org.apache.kafka.coordinator.group.metadata.LongName$2)'), true],
  [`${quiet} [main]`, true],
  [quiet.replaceAll(/\d/g, '7'), true],
  [quiet.replace('03-29', '03_29'), false],
  [`${quiet.slice(0, 24)}x${quiet.slice(25)}`, false],
  [quiet.replace('INFO', 'WARN'), false],
  [quiet.replace('INFO', 'INFOS'), false],
  [quiet.replace('DEBUG', 'DEBUGS'), true],
  [quiet.replace('Expanding', 'Rolled new'), false],
  [quiet.replace('] Expanding', ' Rolled new'), true],
  [`${quiet}Killed`, false],
  [quiet.replace(' (kafka', ' (!kafka'), false],
  [quiet.replace(' (kafka', '(kafka'), false],
  [quiet.slice(0, 40), false],
  ['[2025-03-29 09:37:03,218] INFO', false],
  ['', false],
])('%s', (line, isQuiet) => {
  expect(isPassed(line)).toEqual({ atOnce: isQuiet, alone: isQuiet })
})
