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

test('a bracket that was never opened does not lead out of the block', () => {
  const plain = '2024-03-08 16:42:33,730 INFO  [kaf.log.Log] (main) Zombie state'
  const lines = ['2024-03-08 16:42:33,730 INFO  Zombie it]', ...Array(100).fill(plain)]
  const bytes = new TextEncoder().encode(`${lines.join('\n')}\n`)
  const lineEnds = new LineEnds()
  lineEnds.find(bytes, 0, bytes.length)
  const gate = new Gate()
  gate.learn(new TextEncoder().encode(plain), 0, plain.length, new LineParser().parse(plain) as LogLine)
  gate.quiet.take(lineEnds, 0)
  expect(gate.quiet.firstOther(0, lineEnds.count)).toBe(0)
})

test('what was learnt from a block that is not in memory holds for the next one', () => {
  const gate = new Gate()
  const take = (line: string) => {
    const bytes = new TextEncoder().encode(`${line}\n`.repeat(100))
    const lineEnds = new LineEnds()
    lineEnds.find(bytes, 0, bytes.length)
    gate.quiet.take(lineEnds, 0)
    return gate.quiet.firstOther(0, lineEnds.count)
  }
  const learn = (line: string) =>
    gate.quiet.learn(new TextEncoder().encode(line.split(/(?=INFO)/)[0]?.replace(/\d/g, '0')))
  const scrubbed = quiet.replace(/\[.*?\]/, '[]')
  learn(quiet)
  expect(take(quiet)).toBe(100)
  gate.quiet.take(new LineEnds(), 0)
  learn(scrubbed)
  expect(take(quiet)).toBe(0)
  expect(take(scrubbed)).toBe(100)
})
