import { expect, test } from 'vitest'
import { factsIn, readText, valuesIn } from '../read-text.ts'

const MAPS = `55eca8210000-55eca8257000 rw-p 00000000 00:00 0                          [heap]
7f24ab000000-7f24aba00000 rw-s 00000000 00:27 661977                     /k/t-9/00000000000000036774.timeindex.deleted (deleted)
7f24b1234000-7f24b1238000 ---p 00000000 00:00 0 
7f24b1238000-7f24b1334000 rw-p 00000000 00:00 0 
7fffd6f5c000-7fffd6f7d000 rw-p 00000000 00:00 0                          [stack]
ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]
`

test('a map is counted and its span covers its rows', async () => {
  const { artifact, facts } = await readText(MAPS)
  expect(artifact).toMatchObject({
    format: 'proc-maps',
    complete: true,
    coverage: { lines: 6, recognized: 6, unknown: 0 },
  })
  const [census] = facts
  expect(census?.type).toBe('maps.census')
  expect(census?.value).toMatchObject({
    rows: 6,
    counted: 5,
    complete: true,
    deleted: 1,
    threadStacks: 1,
    moment: 'snapshot',
  })
  expect(census?.span).toMatchObject({ line: 1, endLine: 6, byteOffset: 0 })
})

test('inspect answers the mappings object', async () => {
  const { readings } = await readText(MAPS)
  expect(readings[0]?.reading.value).toMatchObject({
    mappings: { rows: 6, counted: 5, limit: 65_530, limitSource: 'assumed', total: null, duplicatedInodes: 0 },
  })
})

test('a list without its topmost rows was cut, and says so', async () => {
  const { artifact, facts } = await readText(MAPS.split('\n').slice(0, 4).join('\n'))
  expect(facts[0]?.value).toMatchObject({ rows: 4, complete: false })
  expect(artifact.complete).toBe(false)
  expect(artifact.notes.map(({ code }) => code)).toEqual(['proc-maps/truncated'])
})

test('an unreadable row in the middle makes the list incomplete', async () => {
  const lines = MAPS.split('\n')
  lines[2] = '7f24b1234000-7f24@@@@'
  expect((await factsIn(lines.join('\n')))[0]?.value).toMatchObject({ rows: 5, complete: false })
})

test('two maps in one transcript are two processes', async () => {
  const text = `$ cat /proc/1/maps\n${MAPS}$ cat /proc/2/maps\n${MAPS}`
  const censuses = await valuesIn('maps.census', text)
  expect((await factsIn(text)).map(({ process }) => process)).toEqual([{ pid: 1 }, { pid: 2 }])
  expect(censuses).toMatchObject([
    { rows: 6, complete: true, at: 2 },
    { rows: 6, complete: true, at: 9 },
  ])
})

const SMAPS = `55eca8210000-55eca8257000 rw-p 00000000 00:00 0                          [heap]
Size:                284 kB
KernelPageSize:        4 kB
Rss:                 100 kB
Pss:                  90 kB
Anonymous:           100 kB
Swap:                  8 kB
VmFlags: rd wr mr mw me ac sd
7f24ab000000-7f24aba00000 rw-s 00000000 00:27 661977                     /k/t-9/00000000000000036774.index
Size:              10240 kB
Rss:                  12 kB
Pss:                  12 kB
Anonymous:             0 kB
THPeligible:           0
7fffd6f5c000-7fffd6f7d000 rw-p 00000000 00:00 0                          [stack]
Size:                132 kB
Rss:                  20 kB
Pss:                  20 kB
Anonymous:            20 kB
`

test('smaps: a map, and what of it is in memory, by what it is', async () => {
  const { artifact, facts, readings } = await readText(SMAPS)
  expect(artifact).toMatchObject({ format: 'smaps', coverage: { lines: 19, recognized: 19, unknown: 0 } })
  expect(facts.map(({ type }) => type)).toEqual(['maps.census', 'memory.process'])
  expect(facts[0]?.value).toMatchObject({ rows: 3, counted: 3, complete: true })
  expect(facts[1]?.value).toEqual({ moment: 'snapshot', virtualKb: 10_656, rssKb: 132, rssAnonKb: 120, swapKb: 8 })
  expect(readings[0]?.reading.value).toMatchObject({
    resident: {
      pssKb: 122,
      groups: [
        { kind: 'malloc-heap', rssKb: 100, pssKb: 90 },
        { kind: 'stack', rssKb: 20, pssKb: 20 },
        { kind: 'kafka-index', rssKb: 12, pssKb: 12 },
      ],
    },
  })
})

test('smaps_rollup is memory of the process and no mapping', async () => {
  const { artifact, facts } = await readText(
    'c0000000-7fffd6f7d000 ---p 00000000 00:00 0                              [rollup]\nRss:               80652 kB\nPss:               65218 kB\nPss_Anon:          53404 kB\nAnonymous:         53404 kB\nSwap:                  0 kB\n',
  )
  expect(artifact).toMatchObject({ format: 'smaps', complete: true, coverage: { unknown: 0 } })
  expect(facts).toMatchObject([{ type: 'memory.process', value: { rssKb: 80_652, rssAnonKb: 53_404, swapKb: 0 } }])
})

test("a crash log's own map is left to the crash log", async () => {
  const text = `# A fatal error has been detected\n\nDynamic libraries:\n${MAPS}\n$ wc -l /proc/2423/maps\n12 /proc/2423/maps\n`
  expect(await valuesIn('maps.census', text)).toMatchObject([{ moment: 'crash' }])
})

test('tiny chunks and Windows line ends change nothing; a cut never throws', async () => {
  const whole = await valuesIn('maps.census', SMAPS)
  for (const text of [SMAPS, SMAPS.replaceAll('\n', '\r\n')]) {
    const { facts } = await readText(text, 'x', 7)
    expect(
      facts.filter(({ type }) => type === 'maps.census').map(({ value, span }) => ({ ...value, at: span.line })),
    ).toEqual(whole)
  }
  for (let length = 0; length < SMAPS.length; length += 13) await readText(SMAPS.slice(0, length))
})
