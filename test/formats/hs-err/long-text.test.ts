// More text than any JVM writes: what is kept is bounded, the end of the log is read, and a note counts the rest.

import { expect, test } from 'vitest'
import { readText, valuesOf } from '../read-text.ts'
import { OUT_OF_MEMORY_17 } from './logs.ts'

const THREAD = '  0x00007f5ff80194d0 JavaThread "main" [_thread_blocked, id=1, stack(0x1,0x2)]\n'

test('of thread rows without end the first ones are kept, and the log is read to its end', async () => {
  const rows = Array.from({ length: 80_000 }, (_, id) => THREAD.replace('id=1', `id=${id}`)).join('')
  const reading = await readText(OUT_OF_MEMORY_17.replace(THREAD, rows))
  const note = reading.artifact.notes.find(({ code }) => code === 'hs-err/text-capped')
  expect(Number(/(\d+) of the lines/.exec(note?.message ?? '')?.[1])).toBeGreaterThan(10_000)
  expect(reading.artifact.coverage.unknown).toBeLessThan(80_000 - 32_768)
  expect(valuesOf(reading, 'crash.log')).toMatchObject([{ complete: false }])
  expect(valuesOf(reading, 'threads.count')).toMatchObject([{ java: 2 }])
  expect(valuesOf(reading, 'sysctl')).toContainEqual({ key: 'vm.max_map_count', value: 65530, moment: 'crash' })
  expect(reading.artifact.notes.map(({ code }) => code)).not.toContain('hs-err/truncated')
})

test('lone # without end before a headline are no frame of it', async () => {
  const reading = await readText(`${OUT_OF_MEMORY_17}${'#\n'.repeat(200_000)}${OUT_OF_MEMORY_17}`)
  expect(valuesOf(reading, 'crash.log')).toHaveLength(2)
})

test('of more crash logs than are kept the first one and the latest ones stand', async () => {
  const log = (pid: number) => OUT_OF_MEMORY_17.replace('pid=2423', `pid=${pid}`)
  const reading = await readText(Array.from({ length: 120 }, (_, index) => log(index + 1)).join(''))
  const pids = reading.facts.filter(({ type }) => type === 'crash.log').map(({ process }) => process?.pid)
  expect(pids).toEqual([1, ...Array.from({ length: 99 }, (_, index) => index + 22)])
  expect(reading.artifact.notes).toMatchObject([
    { code: 'hs-err/logs-capped', message: expect.stringMatching(/^20 crash logs/) },
  ])
  const { lines, recognized, ignored, unknown } = reading.artifact.coverage
  expect(recognized + ignored + unknown).toBe(lines)
  expect(unknown).toBeGreaterThanOrEqual(20 * (OUT_OF_MEMORY_17.split('\n').length - 2))
})

test('of lines without end that look like the banner a thousand are kept', async () => {
  const lines = Array.from({ length: 3000 }, (_, index) => `#  SIGSEGV (0xb) at pc=0x1, pid=${index}, tid=1\n`)
  const reading = await readText(OUT_OF_MEMORY_17.replace('#\n\n', `${lines.join('')}#\n\n`))
  expect(reading.artifact.notes).toMatchObject([
    { code: 'hs-err/text-capped', message: expect.stringMatching(/: 20\d\d of the lines/) },
  ])
  expect(valuesOf(reading, 'crash.log')).toMatchObject([{ complete: false }])
})
