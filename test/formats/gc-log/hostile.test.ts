// Input that no JVM wrote: bounded, never thrown at, and told.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gcLog } from '../../../src/formats/gc-log/index.ts'
import { open } from '../../../src/formats/gc-log/read.ts'
import { UnifiedShapes } from '../../../src/formats/gc-log/shapes.ts'
import { readArtifact } from '../../../src/read-artifact.ts'
import { ShapeCache } from '../../../src/source/shape-cache.ts'
import { gcCases, readGcLog, totalOf } from './corpus.ts'

const pause = '[0.100s][info][gc] GC(1) Pause Young (Normal) (G1 Evacuation Pause) 24M->3M(96M) 1.000ms\n'

test('any bytes are read without a word of protest', () => {
  const head = { text: '', lines: [], name: 'gc.log' }
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 })), (chunks) => {
      const reader = open({ uri: 'gc.log', head, primary: true })
      let firstLine = 1
      for (const bytes of chunks) {
        reader.block({ bytes, start: 0, end: bytes.length, firstLine, byteOffset: 0 })
        firstLine += bytes.filter((byte) => byte === 10).length
      }
      const { coverage } = reader.end({ complete: true })
      expect(coverage.recognized + coverage.ignored + coverage.unknown).toBe(coverage.lines)
    }),
    { numRuns: 200 },
  )
})

test('a real log with bytes changed, lines cut and lines swapped is still counted line by line', () => {
  const { text } = gcCases().find(({ name }) => name === 'kafka17.log.gz') as { text: string }
  const lines = text.split('\n').slice(0, 200)
  const change = fc.record({ line: fc.nat({ max: 199 }), at: fc.nat({ max: 120 }), put: fc.string({ maxLength: 8 }) })
  return fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 40 }), async (changes) => {
      const damaged = [...lines]
      for (const { line, at, put } of changes) {
        const whole = damaged[line] as string
        damaged[line] = `${whole.slice(0, at)}${put.replaceAll('\n', '')}${whole.slice(at + 3)}`
      }
      const { coverage } = await readGcLog(damaged.join('\n'))
      expect(coverage.lines).toBe(200)
    }),
    { numRuns: 30 },
  )
})

test('a line without an end does not hide the ones before and behind it', async () => {
  async function* stream() {
    yield Buffer.from(pause)
    for (let part = 0; part < 40; part++) yield Buffer.alloc(1 << 20, 'x')
    yield Buffer.from(`\n${pause.replace('GC(1)', 'GC(2)')}`)
  }
  const { readings, artifact } = await readArtifact({ uri: 'gc.log', stream }, [gcLog])
  expect(totalOf((readings[0] as (typeof readings)[number]).reading).stwPauses).toBe(2)
  expect(artifact.notes.map(({ code }) => code)).toContain('source/line-cut')
})

test('endless distinct lines are parsed one by one and not kept', () => {
  const cache = new ShapeCache(new UnifiedShapes())
  const letters = (number: number) => [...String(number)].map((digit) => 'abcdefghij'[Number(digit)]).join('')
  for (let line = 0; line < 20_000; line++) {
    const bytes = Buffer.from(`Allocation Stall (${letters(line)}) 1.5ms`)
    expect(cache.find(bytes, 0, bytes.length)).toMatchObject({ kind: 'allocation-stall' })
  }
  expect(cache.shapes).toBe(4096)
})

test('a thousand restarts are told by the first and the last of them, and counted in full', async () => {
  const reading = await readGcLog(`[0.004s][info][gc] Using G1\n${pause}`.repeat(1000))
  const { runs, total } = reading.value as { runs: unknown[]; total: { stwPauses: number } }
  expect(runs).toHaveLength(100)
  expect(total.stwPauses).toBe(1000)
  expect(reading.notes.map(({ code }) => code)).toContain('gc-log/runs-dropped')
})

test('more kinds of pauses than there are in any JVM are counted together', async () => {
  const kinds = Array.from({ length: 200 }, (_, kind) =>
    pause.replace('Evacuation Pause', `Cause ${'x'.repeat(kind)}y`),
  )
  const { runs } = (await readGcLog(kinds.join(''))).value as { runs: { stwPauses: number; pauses: unknown[] }[] }
  expect(runs[0]?.stwPauses).toBe(200)
  expect(runs[0]?.pauses).toHaveLength(65)
})

test('of endless distinct lines that tell nothing the first ones go to the grammar; what tells something always does', () => {
  const shapes = new UnifiedShapes()
  const words = (number: number) => [...String(number)].map((digit) => 'abcdefghij'[Number(digit)]).join('')
  for (let line = 0; line < 60_000; line++) shapes.parse(`Room for ${words(line)}: 1`)
  expect(shapes.skipped).toBe(10_000)
  expect(shapes.parse('GC(1) Pause Full (System.gc()) 24M->3M(96M) 1.000ms')).toMatchObject({ kind: 'pause' })
})

test('groups nested without end do not overflow the stack: the line is not understood', async () => {
  const nested = (depth: number, group: string) => group.repeat(depth) + ')'.repeat(depth)
  const lines = [
    `[0.200s][info][gc] GC(2) Pause Young ${nested(20_000, '(Normal ')} 24M->3M(96M) 1.000ms\n`,
    `[0.300s][info][gc] GC(3) Pause Young ${nested(20_000, '(')} 24M->3M(96M) 1.000ms\n`,
  ]
  const unified = await readGcLog(`${pause.repeat(3)}${lines.join('')}`)
  expect(unified.coverage).toMatchObject({ recognized: 3, unknown: 2 })
  const record = '0.221: [GC (Allocation Failure) 174848K->25512K(354944K), 0.0158160 secs]\n'
  const old = await readGcLog(`${record.repeat(3)}${record.replace('(Allocation Failure)', nested(20_000, '(a '))}`)
  expect(old.coverage.unknown).toBe(1)
})
