import { expect, test } from 'vitest'
import { readText, valuesOf } from './read-text.ts'

const LIMITS = `Limit                     Soft Limit           Hard Limit           Units     
Max cpu time              unlimited            unlimited            seconds   
Max data size             1500000256           unlimited            bytes     
Max stack size            8388608              unlimited            bytes     
Max processes             96365                96365                processes 
Max open files            20000                524288               files     
Max address space         4608000000           unlimited            bytes     
Max nice priority         0                    0                    
`

test('limits of a process keep soft and hard values, unlimited as null', async () => {
  const reading = await readText(LIMITS)
  expect(reading.artifact.format).toBe('proc-limits')
  expect(reading.artifact.coverage).toMatchObject({ recognized: 8, unknown: 0 })
  expect(valuesOf(reading, 'limit.rlimit')).toEqual([
    { resource: 'DATA', soft: 1_500_000_256, hard: null },
    { resource: 'STACK', soft: 8_388_608, hard: null },
    { resource: 'NPROC', soft: 96_365, hard: 96_365 },
    { resource: 'NOFILE', soft: 20_000, hard: 524_288 },
    { resource: 'AS', soft: 4_608_000_000, hard: null },
  ])
  const nofile = reading.facts.find((fact) => fact.type === 'limit.rlimit' && fact.value.resource === 'NOFILE')
  expect(nofile?.span).toMatchObject({ line: 6, byteOffset: LIMITS.indexOf('Max open files') })
})

test('prlimit prints the same limits by their short names', async () => {
  const reading = await readText(`RESOURCE   DESCRIPTION                             SOFT      HARD UNITS
AS         address space limit                unlimited unlimited bytes
NOFILE     max number of open files                1024   1048576 files
NPROC      max number of processes                 4096      4096 processes
`)
  expect(reading.artifact.format).toBe('proc-limits')
  expect(valuesOf(reading, 'limit.rlimit')).toContainEqual({ resource: 'NOFILE', soft: 1024, hard: 1_048_576 })
})

test('limits pasted behind other output are found, whatever that output is', async () => {
  const noise = Array.from({ length: 5000 }, (_, index) => `line ${index} of something else`).join('\n')
  const reading = await readText(`${noise}\n${LIMITS}`)
  const [data] = reading.facts.filter((fact) => fact.type === 'limit.rlimit')
  expect(data?.span.line).toBe(5003)
})

const STATUS = `Name:\tjava
State:\tS (sleeping)
Tgid:\t7220
Pid:\t7220
VmPeak:\t15947560 kB
VmSize:\t15947552 kB
VmHWM:\t   80244 kB
VmRSS:\t   80244 kB
RssAnon:\t   53060 kB
VmData:\t  745708 kB
VmSwap:\t       0 kB
Threads:\t19
SigQ:\t3/96365
`

test('the status of a process tells memory, threads and pid', async () => {
  const reading = await readText(STATUS)
  expect(reading.artifact.format).toBe('proc-status')
  expect(valuesOf(reading, 'memory.process')).toEqual([
    {
      moment: 'snapshot',
      virtualPeakKb: 15_947_560,
      virtualKb: 15_947_552,
      rssPeakKb: 80_244,
      rssKb: 80_244,
      rssAnonKb: 53_060,
      dataKb: 745_708,
      swapKb: 0,
      threads: 19,
    },
  ])
  expect(valuesOf(reading, 'threads.count')).toEqual([{ total: 19, moment: 'snapshot' }])
  expect(reading.facts[0]).toMatchObject({ process: { pid: 7220 }, span: { line: 1, endLine: 13 } })
})

test('a loop over status gives one reading a round; of many the first and last stay, and a note says so', async () => {
  const rounds = Array.from({ length: 100 }, (_, index) => STATUS.replace('80244 kB', `${80_000 + index} kB`))
  const reading = await readText(rounds.join(''))
  const peaks = valuesOf(reading, 'memory.process').map((memory) => memory.rssPeakKb)
  expect(peaks).toHaveLength(40)
  expect(peaks[0]).toBe(80_000)
  expect(peaks.at(-1)).toBe(80_099)
  expect(reading.artifact.notes).toMatchObject([{ code: 'proc-status/capped' }])
})

const MEMINFO = `MemTotal:       24684084 kB
MemFree:        18066244 kB
MemAvailable:   23324312 kB
Buffers:          270008 kB
Cached:          5262228 kB
Active(anon):       1608 kB
SwapTotal:             0 kB
SwapFree:              0 kB
Shmem:            274692 kB
SReclaimable:     330996 kB
CommitLimit:    12342040 kB
Committed_AS:    1584216 kB
HardwareCorrupted:     4 kB
HugePages_Total:      10
HugePages_Free:        2
Hugepagesize:       2048 kB
`

test('meminfo tells the memory of the host, huge pages and broken pages', async () => {
  const reading = await readText(MEMINFO)
  expect(reading.artifact.format).toBe('meminfo')
  expect(reading.artifact.coverage).toMatchObject({ recognized: 16, unknown: 0 })
  expect(valuesOf(reading, 'memory.host')).toEqual([
    {
      moment: 'snapshot',
      totalKb: 24_684_084,
      freeKb: 18_066_244,
      availableKb: 23_324_312,
      buffersKb: 270_008,
      cachedKb: 5_262_228,
      swapTotalKb: 0,
      swapFreeKb: 0,
      shmemKb: 274_692,
      slabReclaimableKb: 330_996,
      commitLimitKb: 12_342_040,
      committedAsKb: 1_584_216,
      hardwareCorruptedKb: 4,
      hugePagesTotal: 10,
      hugePagesFree: 2,
      hugePageSizeKb: 2048,
    },
  ])
})

test('smaps has rows of the same shape and is no meminfo', async () => {
  const reading = await readText(
    'Rss:               80652 kB\nPss:               65218 kB\nSwap:                  0 kB\n',
  )
  expect(valuesOf(reading, 'memory.host')).toEqual([])
})

test("a crash log's copy of meminfo is left to the crash log's reader", async () => {
  const reading = await readText(
    `OS: Debian\n/proc/meminfo:\n${MEMINFO}\nCPU: total 8 (initial active 8)\nvm_info: OpenJDK 64-Bit Server VM\n`,
  )
  expect(valuesOf(reading, 'memory.host').filter(({ moment }) => moment === 'snapshot')).toEqual([])
})

test('proc files in one transcript are all read', async () => {
  const reading = await readText(
    `$ cat /proc/7220/limits\n${LIMITS}$ cat /proc/7220/status\n${STATUS}$ cat /proc/meminfo\n${MEMINFO}`,
  )
  const types = new Set(reading.facts.map((fact) => fact.type))
  expect(types).toEqual(new Set(['limit.rlimit', 'memory.process', 'threads.count', 'memory.host']))
})

test('Windows line ends change nothing but the byte offsets', async () => {
  const reading = await readText(LIMITS.replaceAll('\n', '\r\n'))
  expect(valuesOf(reading, 'limit.rlimit')).toEqual(valuesOf(await readText(LIMITS), 'limit.rlimit'))
})
