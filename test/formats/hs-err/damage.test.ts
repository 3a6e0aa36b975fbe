// Half a crash log is the usual case, not the exception.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { factsIn, readText, valuesIn } from '../read-text.ts'
import { OUT_OF_MEMORY_17, WINDOWS_8 } from './logs.ts'

test('tiny chunks give the same reading', async () => {
  const whole = await readText(OUT_OF_MEMORY_17)
  const tiny = await readText(OUT_OF_MEMORY_17, 'file.txt', 7)
  expect(tiny).toEqual(whole)
})

test('Windows line ends change offsets alone', async () => {
  const values = async (text: string) =>
    (await factsIn(text)).map(({ type, value, span }) => ({ type, value, line: span.line }))
  expect(await values(OUT_OF_MEMORY_17.replaceAll('\n', '\r\n'))).toEqual(await values(OUT_OF_MEMORY_17))
})

test('a log cut anywhere is read up to the cut, and never says that it is complete', async () => {
  const points = fc.integer({ min: 0, max: OUT_OF_MEMORY_17.length - 6 })
  await fc.assert(
    fc.asyncProperty(points, async (length) => {
      const cut = OUT_OF_MEMORY_17.slice(0, length)
      const { facts } = await readText(cut)
      for (const fact of facts) {
        if (fact.type === 'crash.log') expect(fact.value.complete).toBe(false)
        expect(fact.span.endLine).toBeLessThanOrEqual(cut.split('\n').length)
      }
    }),
    { numRuns: 60 },
  )
})

test('a map that is cut, trimmed or followed by nothing proves nothing', async () => {
  const cut = OUT_OF_MEMORY_17.slice(0, OUT_OF_MEMORY_17.indexOf('ffffffffff600000'))
  const trimmed = OUT_OF_MEMORY_17.replace(/^(?!7f6000000000)[0-9a-f]{8,16}-[0-9a-f]{8,16} .*\n/gm, '')
  expect(await valuesIn('maps.census', cut)).toMatchObject([{ rows: 6, complete: false }])
  expect(await valuesIn('maps.census', trimmed)).toMatchObject([{ rows: 1, complete: false }])
})

test('a log without end is noted, with its last section', async () => {
  const { artifact } = await readText(OUT_OF_MEMORY_17.slice(0, OUT_OF_MEMORY_17.indexOf('VM Arguments:')))
  expect(artifact.complete).toBe(false)
  expect(artifact.notes).toMatchObject([{ code: 'hs-err/truncated', message: expect.stringContaining('"libraries"') }])
})

test('an error while the log was written cuts a section and no more', async () => {
  const text = OUT_OF_MEMORY_17.replace(
    / garbage-first heap[\s\S]*?class space.*\n/,
    '[error occurred during error reporting (printing heap information), id 0xb, SIGSEGV (0xb) at pc=0x00002ae984564b33]\n',
  )
  const { artifact, facts } = await readText(text)
  expect(artifact.coverage.unknown).toBe(0)
  expect(facts.find(({ type }) => type === 'crash.reporting-error')?.value).toEqual({
    step: 'printing heap information',
    what: 'SIGSEGV (0xb) at pc=0x00002ae984564b33',
  })
  expect(facts.some(({ type }) => type === 'memory.code-cache')).toBe(true)
})

test('two logs in one file are two runs', async () => {
  const facts = await factsIn(OUT_OF_MEMORY_17 + WINDOWS_8)
  expect(facts.filter(({ type }) => type === 'crash.log').map(({ process }) => process)).toEqual([
    { pid: 2423, run: 0 },
    { pid: 4012, run: 1 },
  ])
})

test('a log inside of console output is found, and its lines are those of the file', async () => {
  const before = '[2026-11-21 08:31:02,000] INFO starting (kafka.server.KafkaServer)\n'.repeat(40)
  const after = 'Aborted (core dumped)\n'
  const oom = (await valuesIn('crash.native-oom', `${before}${OUT_OF_MEMORY_17}${after}`)) as { at: number }[]
  expect(oom).toMatchObject([{ bytes: 65536, at: 43 }])
})

test('lines of other threads in between are unknown and break nothing', async () => {
  const text = OUT_OF_MEMORY_17.replace('VM state:', 'java.io.IOException: Map failed\nVM state:')
  const { artifact, facts } = await readText(text)
  expect(artifact.coverage).toMatchObject({ unknown: 1, samples: [{ text: 'java.io.IOException: Map failed' }] })
  expect(facts.some(({ type }) => type === 'crash.vm-state')).toBe(true)
})

test('jcmd VM.info is a snapshot of a living process', async () => {
  const body = OUT_OF_MEMORY_17.slice(OUT_OF_MEMORY_17.indexOf('# JRE version'))
  const text = `2423:\n#\n${body}`
  expect(await valuesIn('crash.log', text)).toMatchObject([{ kind: 'vm-info', complete: true }])
  expect(await valuesIn('maps.census', text)).toMatchObject([{ moment: 'snapshot' }])
  expect((await factsIn(text))[0]?.process).toEqual({ pid: 2423 })
})

test('a few frames are a fragment', async () => {
  const text =
    'V  [libjvm.so+0xacb02a]  PhaseIdealLoop::build_loop_late_post(Node*)+0x1a2\nV  [libjvm.so+0x1]\nC  [libpthread.so.0+0x7ea5]  start_thread+0xc5\n'
  expect(await valuesIn('crash.log', text)).toMatchObject([{ kind: 'fragment', complete: false }])
  expect(await valuesIn('crash.stack', text)).toMatchObject([
    { native: [{ kind: 'V' }, {}, { library: 'libpthread.so.0' }] },
  ])
})

test('bytes that are no text are shown as such and hide nothing else', async () => {
  const bytes = new TextEncoder().encode(OUT_OF_MEMORY_17)
  bytes.set([0xff, 0xfe, 0x80], OUT_OF_MEMORY_17.indexOf('/usr/bin'))
  async function* stream(): AsyncGenerator<Uint8Array> {
    yield bytes
  }
  const { readArtifact } = await import('../../../src/read-artifact.ts')
  const { formats } = await import('../../../src/formats/index.ts')
  const { artifact } = await readArtifact({ uri: 'file', stream }, formats)
  expect(artifact).toMatchObject({ format: 'hs-err', coverage: { unknown: 0 } })
})

/** What `tail` leaves of a log of JDK 25. */
const TAIL = [
  ...Array.from(
    { length: 2000 },
    (_, index) =>
      `7f60${(0x10000000 + 0x2000 * index).toString(16)}-7f60${(0x10001000 + 0x2000 * index).toString(16)} r--s 00000000 fe:00 ${1000 + index}   /data/t-0/${String(index).padStart(20, '0')}.index`,
  ),
  '7ffd08a31000-7ffd08a52000 rw-p 00000000 00:00 0                          [stack]',
  'ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]',
  'Total number of mappings: 65532',
  '',
  'VM Arguments:',
  'java_command: kafka.Kafka',
  '',
  '---------------  S Y S T E M  ---------------',
  '',
  '/proc/sys/vm/max_map_count (maximum number of memory map areas a process may have): 65530',
  '',
  'END.',
  '',
].join('\n')

test('of a log that begins in the middle of its map, what stands behind the map is read', async () => {
  expect(await valuesIn('maps.count', TAIL)).toEqual([{ count: 65_531, withGate: true, moment: 'crash', at: 2003 }])
  expect(await valuesIn('sysctl', TAIL)).toMatchObject([{ key: 'vm.max_map_count', value: 65_530, at: 2010 }])
  expect(await valuesIn('maps.census', TAIL)).toMatchObject([{ moment: 'snapshot', counted: 2001 }])
})

test.each([
  ['in the list of threads', '0x00007f4f306dcc20, 0x00007f4f306e0250, 0x00007f4f306de450, 0x00007f4f306e1a80,'],
  ['among compiled code', 'Compiled method (c2) 981  350   !   4       java.util.zip.Inflater::inflate (456 bytes)'],
  [
    'among the regions of the heap',
    '|  31|0x00000000f1f00000, 0x00000000f1f00000, 0x00000000f2000000|  0%| F|  |TAMS 0x00000000f1f00000| PB 0x00000000f1f00000| Untracked |  0',
  ],
  [
    'among events',
    'Event: 0.751 Thread 0x00007f1afc13c930  754       3       java.nio.DirectByteBuffer::<init> (35 bytes)',
  ],
])('a log that begins %s is known as one', async (_, row) => {
  const text = `${`${row}\n`.repeat(1000)}\n${TAIL.slice(TAIL.indexOf('VM Arguments:'))}`
  const { artifact, facts } = await readText(text)
  expect(artifact.format).toBe('hs-err')
  expect(facts.map(({ type }) => type)).toContain('sysctl')
})

test('threads are counted where the paste lost the indentation', async () => {
  const rows = Array.from(
    { length: 40 },
    (_, index) =>
      `0x00007f5ff80132d0 JavaThread "pool-1-thread-${index}" [_thread_blocked, id=${index + 100}, stack(0x00007f5ffe500000,0x00007f5ffe600000)]`,
  )
  const text = `---------------  P R O C E S S  ---------------\n\nJava Threads: ( => current thread )\n${rows.join('\n')}\n\nVM state: not at safepoint (normal execution)\n`
  expect(await valuesIn('threads.count', text)).toMatchObject([{ java: 40 }])
})
