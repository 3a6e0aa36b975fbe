import { expect, test } from 'vitest'
import { isTraceLine, traceLineIn } from '../../src/formats/strace/line.ts'
import { factsIn, readText, valuesIn } from './read-text.ts'

test.each([
  ['mmap(NULL, 24, PROT_READ, MAP_SHARED, 6, 0) = 0x7f0', undefined, undefined],
  ['8018  08:34:41.5 munmap(0x7f0, 24) = 0', 8018, 30_881.5],
  ['[pid  8018] 08:34:41 munmap(0x7f0, 24) = 0', 8018, 30_881],
  ['8018 1700000000.25 munmap(0x7f0, 24) = 0', 8018, 1_700_000_000.25],
  ['     0.000123 munmap(0x7f0, 24) = 0', undefined, 0.000123],
  ['739:8018  08:34:41.5 munmap(0x7f0, 24) = 0', 8018, 30_881.5],
  ['8018  <... futex resumed>) = 0', 8018, undefined],
])('what stands before the call: %s', (line, tid, seconds) => {
  expect(traceLineIn(line)).toMatchObject({ tid, seconds })
  expect(isTraceLine(line)).toBe(true)
})

test.each([
  'int main(void) {',
  'return foo(a) + b;',
  '2026-11-21 INFO start() done',
  'x = mmap(0, 4096, 3, 2, -1, 0);',
])('no line of a trace: %s', (line) => {
  expect(isTraceLine(line)).toBe(false)
})

/** A segment is created, trimmed by mapping it again without munmap, renamed and unlinked. */
const LEAK = `8018  08:34:42.287260 openat(AT_FDCWD</opt>, "/k/t-0/00000000000000000000.index", O_RDWR|O_CREAT, 0666) = 6</k/t-0/00000000000000000000.index>
8018  08:34:42.287270 ftruncate(6</k/t-0/00000000000000000000.index>, 10485760) = 0
8018  08:34:42.322947 mmap(NULL, 10485760, PROT_READ|PROT_WRITE, MAP_SHARED, 6</k/t-0/00000000000000000000.index>, 0) = 0x7f85c8cff000
8018  08:34:42.322990 ftruncate(6</k/t-0/00000000000000000000.index>, 24) = 0
8018  08:34:42.323947 mmap(NULL, 24, PROT_READ|PROT_WRITE, MAP_SHARED, 6</k/t-0/00000000000000000000.index>, 0) = 0x7f85f5b70000
8018  08:34:42.324000 rename("/k/t-0/00000000000000000000.index", "/k/t-0/00000000000000000000.index.deleted") = 0
8018  08:34:42.325000 munmap(0x7f85f5b70000, 24) = 0
8018  08:34:42.326000 unlink("/k/t-0/00000000000000000000.index.deleted") = 0
`

test('a file that is mapped again without an unmap is told by its path', async () => {
  const { artifact, facts } = await readText(LEAK)
  expect(artifact).toMatchObject({ format: 'strace', coverage: { lines: 8, recognized: 8, unknown: 0 } })
  expect(facts).toMatchObject([
    {
      type: 'trace.balance',
      value: {
        tool: 'strace',
        mmaps: 2,
        munmaps: 1,
        indexMaps: 2,
        indexUnmaps: 1,
        remapsWithoutUnmap: 1,
        leakedFiles: [{ path: '/k/t-0/00000000000000000000.index.deleted', count: 1 }],
        mappedBytes: 10_485_760 + 4096,
        unmappedBytes: 4096,
        seconds: 0.03874,
      },
      span: { line: 1, endLine: 8 },
    },
  ])
})

test('the same calls with an unmap before the second mapping leave nothing behind', async () => {
  const lines = LEAK.split('\n')
  lines.splice(3, 0, '8018  08:34:42.322980 munmap(0x7f85c8cff000, 10485760) = 0')
  expect(await valuesIn('trace.balance', lines.join('\n'))).toMatchObject([
    { indexMaps: 2, indexUnmaps: 2, remapsWithoutUnmap: 0, leakedFiles: [] },
  ])
})

test('without -y the file is known from the descriptor that openat answered', async () => {
  const plain = LEAK.replace(/<[^>]*>/g, '')
  expect(await valuesIn('trace.balance', plain)).toMatchObject([{ indexMaps: 2, remapsWithoutUnmap: 1 }])
})

test('a trace that leaves munmap out shows by addresses that are answered twice', async () => {
  const text = `mmap(NULL, 4096, PROT_READ|PROT_WRITE, MAP_SHARED, 6</a/x>, 0) = 0x7f85c8cff000
mmap(NULL, 4096, PROT_READ|PROT_WRITE, MAP_SHARED, 6</a/y>, 0) = 0x7f85c8cff000
mmap(NULL, 4096, PROT_READ|PROT_WRITE, MAP_SHARED, 6</a/z>, 0) = 0x7f85c8cff000
`
  expect(await valuesIn('trace.balance', text)).toMatchObject([{ overlaps: 2 }])
})

test('an arena grows by mprotect: reserved addresses become memory', async () => {
  const text = `mmap(NULL, 134217728, PROT_NONE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_NORESERVE, -1, 0) = 0x7f8658000000
munmap(0x7f8658000000, 67108864)        = 0
mprotect(0x7f865c000000, 135168, PROT_READ|PROT_WRITE) = 0
mprotect(0x7f865c021000, 4096, PROT_READ|PROT_WRITE) = 0
mprotect(0x7f865c022000, 4096, PROT_READ|PROT_WRITE) = 0
`
  expect(await valuesIn('trace.balance', text)).toMatchObject([
    { mprotects: 3, growthByMprotectBytes: 143_360, mappedBytes: 0, unmappedBytes: 0 },
  ])
})

test('brk', async () => {
  const text = 'brk(NULL) = 0x55d5a000\nbrk(0x55d7b000) = 0x55d7b000\nbrk(0x55d6b000) = 0x55d6b000\n'
  expect(await valuesIn('trace.balance', text)).toMatchObject([
    { brks: 3, mappedBytes: 135_168, unmappedBytes: 65_536 },
  ])
})

test('interrupted calls are put together by thread', async () => {
  const text = `8018  mmap(NULL, 4096, PROT_READ|PROT_WRITE, MAP_SHARED, 6</a/x>, 0 <unfinished ...>
8019  futex(0x7f85, FUTEX_WAIT_PRIVATE, 0, NULL <unfinished ...>
8018  <... mmap resumed>) = -1 ENOMEM (Cannot allocate memory)
8019  <... futex resumed> ) = -1 EAGAIN (Resource temporarily unavailable)
8018  mmap(NULL, 4096, PROT_READ|PROT_WRITE, MAP_SHARED, 6</a/x>, 0) = -1 ENOMEM (Cannot allocate memory)
`
  const { artifact } = await readText(text)
  expect(artifact.coverage).toMatchObject({ recognized: 5, unknown: 0 })
  expect(await valuesIn('trace.failed-call', text)).toMatchObject([
    { call: 'mmap', errno: 'ENOMEM', path: '/a/x', count: 2, firstLine: 3, lastLine: 5, at: 3 },
    { call: 'futex', errno: 'EAGAIN', count: 1, at: 4 },
  ])
  expect(await valuesIn('trace.balance', text)).toMatchObject([{ calls: { mmap: 2, futex: 1 }, mappedBytes: 0 }])
})

test('a refused mprotect says whether it was to make pages writable', async () => {
  const text = `8018  getpid() = 8018
8018  mprotect(0x7f0000000000, 16384, PROT_NONE) = -1 ENOMEM (Cannot allocate memory)
8018  mprotect(0x7f0000010000, 4096, PROT_READ|PROT_WRITE) = -1 ENOMEM (Cannot allocate memory)
`
  expect(await valuesIn('trace.failed-call', text)).toEqual([
    expect.not.objectContaining({ makesWritable: true }),
    expect.objectContaining({ call: 'mprotect', errno: 'ENOMEM', makesWritable: true }),
  ])
})

test('-ttt has dates, so the trace has a window and its failures a time', async () => {
  const text = `1700000000.250000 mprotect(0x7f0000000000, 16384, PROT_NONE) = -1 ENOMEM (Cannot allocate memory)
1700000001.000000 getpid() = 1
1700000002.000000 +++ killed by SIGKILL +++
`
  const facts = await factsIn(text)
  expect(facts).toMatchObject([
    { type: 'trace.failed-call', at: { epochMs: 1_700_000_000_250, zone: 'utc' } },
    { type: 'process.exit', value: { signal: 'SIGKILL', by: 'strace' } },
    {
      type: 'trace.balance',
      value: { seconds: 1.75, window: { from: { epochMs: 1_700_000_000_250 }, complete: true } },
    },
  ])
})

test('-tt runs over midnight', async () => {
  const text = '23:59:59.5 getpid() = 1\n00:00:01.5 getpid() = 1\n00:00:02.5 getpid() = 1\n'
  expect(await valuesIn('trace.balance', text)).toMatchObject([{ seconds: 3 }])
})

test('-r counts from line to line', async () => {
  const text = '     0.000000 getpid() = 1\n     0.500000 getpid() = 1\n     0.250000 getpid() = 1\n'
  expect(await valuesIn('trace.balance', text)).toMatchObject([{ seconds: 0.75 }])
})

test('a summary table', async () => {
  const text = `% time     seconds  usecs/call     calls    errors syscall
------ ----------- ----------- --------- --------- ----------------
 95.21    0.123456          12     31579           mprotect
  4.00    0.000456          12      1754         3 mmap
  0.79    0.000123           3        35           munmap
------ ----------- ----------- --------- --------- ----------------
100.00    0.124035                 33368         3 total
`
  const { artifact } = await readText(text)
  expect(artifact).toMatchObject({ format: 'strace', coverage: { lines: 7, recognized: 7 } })
  expect(await valuesIn('trace.balance', text)).toMatchObject([
    { tool: 'counts', calls: { mprotect: 31_579, mmap: 1754, munmap: 35 }, mprotects: 31_579, mmaps: 1754, at: 1 },
  ])
})

test('bare counts', async () => {
  expect(await valuesIn('trace.balance', 'openat 116\nmmap 76\nmunmap 0\n')).toMatchObject([
    { tool: 'counts', calls: { openat: 116, mmap: 76, munmap: 0 } },
  ])
  expect(await valuesIn('trace.balance', '  31579 mprotect\n     35 munmap\n')).toMatchObject([
    { tool: 'counts', mprotects: 31_579 },
  ])
})

test('tiny chunks change nothing, a cut never throws', async () => {
  expect((await readText(LEAK, 'x', 11)).facts).toEqual((await readText(LEAK, 'x')).facts)
  for (let length = 0; length < LEAK.length; length += 41) await readText(LEAK.slice(0, length))
})

test('a structure nested without end does not overflow the stack', async () => {
  const deep = `1 mmap(${'{a='.repeat(20_000)}1${'}'.repeat(20_000)}) = -1 ENOMEM (Cannot allocate memory)\n`
  const call = '1 mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, 3, 0) = 0x7f0000000000\n'
  const { artifact } = await readText(`${call.repeat(4)}${deep}`)
  expect(artifact).toMatchObject({ format: 'strace', lines: 5 })
})
