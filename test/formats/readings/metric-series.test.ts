import { expect, test } from 'vitest'
import { readText, valuesOf } from '../read-text.ts'

const seriesOf = async (text: string) => valuesOf(await readText(text), 'series')

test('a script that printed name=value lines with epoch milliseconds gives series in bytes and seconds', async () => {
  const reading = await readText(`1795249853258 opened=0 rss_kb=72580 vmdata_kb=1176744
1795249854258 opened=121 rss_kb=74580 vmdata_kb=1182572
1795249855258 opened=568 rss_kb=76580 vmdata_kb=1199960
`)
  expect(reading.artifact.format).toBe('metric-series')
  const series = valuesOf(reading, 'series')
  expect(series.map(({ metric }) => metric)).toEqual(['opened', 'rss', 'vm-data'])
  expect(series[1]).toMatchObject({
    unit: 'bytes',
    first: 72_580 * 1024,
    last: 76_580 * 1024,
    max: 76_580 * 1024,
    seconds: 2,
    readings: 3,
    points: [
      [0, 72_580 * 1024],
      [1, 74_580 * 1024],
      [2, 76_580 * 1024],
    ],
  })
  expect(series[1]?.slopePerSecond).toBeCloseTo(2000 * 1024, 3)
  const rss = reading.facts.find((fact) => fact.type === 'series' && fact.value.metric === 'rss')
  expect(rss?.span).toMatchObject({ line: 1, endLine: 3, byteOffset: 0 })
  expect(rss?.at).toEqual({ epochMs: 1_795_249_855_258, precisionMs: 1, zone: 'utc' })
})

test('the last reading is a fact of its own, at its own line', async () => {
  const reading = await readText(
    'time\trss_mb\tmaps\n2026-11-21T10:00:00Z\t1000\t4000\n2026-11-22T10:00:00Z\t900\t3000\n',
  )
  expect(valuesOf(reading, 'memory.process')).toEqual([{ moment: 'snapshot', rssKb: 921_600, rssPeakKb: 1_024_000 }])
  const counts = reading.facts.filter((fact) => fact.type === 'maps.count')
  expect(counts.map(({ value, span }) => [(value as { count: number }).count, span.line])).toEqual([
    [3000, 3],
    [4000, 2],
  ])
})

test('pidstat: the column heads name the metrics, rows of other processes are passed over', async () => {
  const reading = await readText(`Linux 5.4.0-42-generic (kafka-1) \t11/21/2026 \t_x86_64_\t(8 CPU)

10:00:01 AM   UID       PID  minflt/s  majflt/s     VSZ     RSS   %MEM  Command
11:59:51 PM  1000      2423    100.00      0.00 9000000 2000000   6.10  java
11:59:51 PM     0       100      1.00      0.00   10000    2000   0.10  sshd
12:00:01 AM  1000      2423    100.00      0.00 9100000 2200000   6.10  java
Average:     1000      2423    100.00      0.00 9050000 2100000   6.10  java
`)
  const rss = valuesOf(reading, 'series').find(({ metric }) => metric === 'rss')
  expect(rss).toMatchObject({ first: 2_000_000 * 1024, last: 2_200_000 * 1024, seconds: 10 })
  expect(reading.facts[0]?.process).toEqual({ pid: 2423 })
})

test('top -b: readings are stamped by the line above them, and sizes may carry a unit', async () => {
  const round = (time: string, res: string) => `top - ${time} up 48 min,  0 user,  load average: 2.06, 1.31, 0.75
Tasks:  88 total,   2 running,  86 sleeping,   0 stopped,   0 zombie
%Cpu(s):  0.0 us,  0.0 sy,  0.0 ni,100.0 id,  0.0 wa,  0.0 hi,  0.0 si,  0.0 st 
MiB Mem :  24105.6 total,  22546.2 free,    880.2 used,    975.3 buff/cache     

    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND
   2423 kafka     20   0   31.2g   ${res}  15000 S 100.0  10.0  10:00.61 java
      1 root      10 -10   53148  22156   6460 S   0.0   0.1   0:09.54 systemd
`
  const rss = (await seriesOf(round('10:00:00', '2000000') + round('10:01:00', ' 2.5g'))).find(
    ({ metric }) => metric === 'rss',
  )
  expect(rss?.points).toEqual([
    [0, 2_000_000 * 1024],
    [60, 2.5 * 1024 ** 3],
  ])
})

test('ps in a loop has no times: growth is seen, a rate is not claimed', async () => {
  const [rss] = await seriesOf('  PID   RSS    VSZ\n 2423 80000 8973404\n  PID   RSS    VSZ\n 2423 90000 8973404\n')
  expect(rss).toMatchObject({ metric: 'rss', first: 81_920_000, last: 92_160_000, untimed: true, slopePerSecond: 0 })
})

test('date and a grep of the status in a loop', async () => {
  const [rss] = await seriesOf(
    'Sat Nov 21 10:00:00 UTC 2026\nVmRSS:\t  100000 kB\nSat Nov 21 10:01:00 UTC 2026\nVmRSS:\t  200000 kB\n',
  )
  expect(rss).toMatchObject({ first: 102_400_000, last: 204_800_000, seconds: 60 })
})

test('date and time in two columns, thousands in quotes', async () => {
  const series = await seriesOf(
    'Date,Time,RSS (kB),Open files\n2026-11-21,10:00:00,"1,000",5\n2026-11-21,10:01:00,"2,000",6\n',
  )
  expect(series).toMatchObject([
    { metric: 'rss', last: 2_048_000, seconds: 60 },
    { metric: 'fds', unit: 'count', last: 6 },
  ])
})

test('elapsed minutes are minutes', async () => {
  const [mappings] = await seriesOf('elapsed_min;mappings\n0;1000\n10;2000\n20;3000\n')
  expect(mappings).toMatchObject({ metric: 'mappings', seconds: 1200 })
  expect(mappings?.slopePerSecond).toBeCloseTo(1000 / 600, 9)
})

test.each([
  ['bytes: whole pages', [2_097_152_000, 2_199_552_000], 1],
  ['KiB: too few for bytes, too many for MiB', [2_048_001, 2_148_005], 1024],
  ['MiB: hundreds to thousands', [2048, 2148], 1024 ** 2],
])('the unit of a bare rss column follows from its numbers, and a note says so (%s)', async (_, [a, b], bytes) => {
  const reading = await readText(`time,rss\n2026-11-21T10:00:00Z,${a}\n2026-11-21T10:01:00Z,${b}\n`)
  expect(valuesOf(reading, 'series')[0]).toMatchObject({ unit: 'bytes', last: (b as number) * bytes })
  expect(reading.artifact.notes).toMatchObject([{ code: 'metric-series/unit-inferred' }])
})

test('a size that could be of two units stays without one', async () => {
  const reading = await readText('time,rss\n2026-11-21T10:00:00Z,30001\n2026-11-21T10:01:00Z,40003\n')
  expect(valuesOf(reading, 'series')[0]).toMatchObject({ unit: 'unknown', last: 40_003 })
  expect(valuesOf(reading, 'memory.process')).toEqual([])
})

test('a hundred thousand readings keep at most 400 points, and the slope of them all', async () => {
  const rows = Array.from({ length: 100_000 }, (_, index) => `${1_795_249_853 + index},${1000 + 3 * index}`)
  const [fds] = await seriesOf(`epoch,fds\n${rows.join('\n')}\n`)
  expect(fds?.points.length).toBeLessThanOrEqual(400)
  expect(fds?.points.at(-1)).toEqual([99_999, 1000 + 3 * 99_999])
  expect(fds?.slopePerSecond).toBeCloseTo(3, 6)
  expect(fds?.readings).toBe(100_000)
})

test.each([
  ['a broker log', '[2025-03-29 09:37:03,218] ERROR Shutdown broker (kafka.log.LogManager)\n'.repeat(5)],
  [
    'a call count of strace',
    '% time     seconds  usecs/call     calls    errors syscall\n 58.12    0.001800           1      1754           mmap\n 40.00    0.001200           1       700           munmap\n',
  ],
  ['sysctl', 'vm.max_map_count = 65530\nvm.overcommit_memory = 0\n'],
  ['a maps row', '7f0000000000-7f0000001000 rw-p 00000000 00:00 0 \n'.repeat(4)],
  [
    'df',
    'Filesystem     1K-blocks  Used Available Use% Mounted on\ntmpfs 2048  2048  0 100% /mnt\n/dev/sda1 2048  2048  0 100% /\n',
  ],
  ['prose', 'The threads are many and the heap is small.\nNobody knows why.\n'],
])('%s is no series', async (_, text) => {
  expect((await readText(text)).artifact.format).not.toBe('metric-series')
})
