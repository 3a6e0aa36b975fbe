import { expect, test } from 'vitest'
import { readText, valuesOf } from '../read-text.ts'

const LONG = `/data/kafka/events-0:
total 20504
-rw-r--r-- 1 kafka kafka 10485760 Nov 21 08:30 00000000000000000000.index
-rw-r--r-- 1 kafka kafka     1234 Nov 21 08:30 00000000000000000000.log
-rw-r--r-- 1 kafka kafka 10485756 Nov 21 08:30 00000000000000000000.timeindex
-rw-r--r-- 1 kafka kafka        0 Nov 21 08:30 00000000000000000500.index
-rw-r--r-- 1 kafka kafka     2000 Nov 21 08:30 00000000000000000500.log
-rw-r--r-- 1 kafka kafka        0 Nov 21 08:30 00000000000000000500.timeindex
-rw-r--r-- 1 kafka kafka        8 Nov 21 08:30 leader-epoch-checkpoint

/data/kafka/events-1:
total 4
-rw-r--r-- 1 kafka kafka       40 Nov 21  2025 00000000000000000000.index.deleted
-rw-r--r-- 1 kafka kafka       40 Nov 21  2025 00000000000000000007.index
-rw-r--r-- 1 kafka kafka     3000 Nov 21  2025 00000000000000000007.log
-rw-r--r-- 1 kafka kafka       40 Nov 21  2025 00000000000000000007.timeindex
`

test('ls -lR of log directories: partitions, segments, index files, those of size 0', async () => {
  const reading = await readText(LONG)
  expect(reading.artifact).toMatchObject({ format: 'listing', coverage: { recognized: 10, unknown: 0 } })
  expect(valuesOf(reading, 'kafka.log-directory')).toEqual([
    {
      partitions: 2,
      segments: 3,
      indexFiles: 3,
      timeIndexFiles: 3,
      deletedFiles: 1,
      bytes: 10_485_760 + 1234 + 10_485_756 + 2000 + 40 + 40 + 3000 + 40,
      emptyIndexFiles: 2,
      preallocatedIndexFiles: 1,
      topics: [{ name: 'events', partitions: 2, segments: 3 }],
    },
  ])
  expect(reading.facts[0]?.span).toMatchObject({ line: 3, endLine: 16 })
})

test('find prints paths; a listing of indexes alone still counts segments', async () => {
  const paths = [0, 1, 2].flatMap((segment) =>
    ['a-0', 'a-1', 'b.c-0'].map((partition) => `/data/${partition}/${String(segment).padStart(20, '0')}.timeindex`),
  )
  const reading = await readText(`${paths.join('\n')}\n`)
  expect(valuesOf(reading, 'kafka.log-directory')).toEqual([
    {
      partitions: 3,
      segments: 9,
      indexFiles: 0,
      timeIndexFiles: 9,
      deletedFiles: 0,
      topics: [
        { name: 'a', partitions: 2, segments: 6 },
        { name: 'b.c', partitions: 1, segments: 3 },
      ],
    },
  ])
})

test('find -ls and ls --full-time', async () => {
  const reading = await readText(`  131 4 -rw-r--r-- 1 kafka kafka 40 Nov 21 08:30 ./t-0/00000000000000000000.index
  132 4 -rw-r--r--   1 kafka    kafka        44 Nov 21 08:30 ./t-0/00000000000000000000.log
-rw-r--r-- 1 kafka kafka 50 2026-11-21 08:30:00.000000000 +0000 ./t-0/00000000000000000009.log
-rw-r--r-- 1 kafka kafka 50 2026-11-22 08:30:00.000000000 +0000 ./t-0/00000000000000000010.log
`)
  expect(valuesOf(reading, 'kafka.log-directory')).toMatchObject([
    {
      partitions: 1,
      segments: 3,
      oldest: { epochMs: Date.UTC(2026, 10, 21, 8, 30) },
      newest: { epochMs: Date.UTC(2026, 10, 22, 8, 30) },
    },
  ])
})

test('du of partitions counts KiB', async () => {
  const reading = await readText('1024\t/data/events-0\n2048\t/data/events-1\n1.5G\t/data/__consumer_offsets-12\n')
  expect(valuesOf(reading, 'kafka.log-directory')).toMatchObject([
    { partitions: 3, segments: 0, bytes: 3072 * 1024 + 1.5 * 1024 ** 3 },
  ])
})

test('ls -l /proc/PID/fd: descriptors by what they point to', async () => {
  const reading = await readText(`total 0
lr-x------ 1 root root 64 Nov 21 08:30 0 -> /dev/null
lrwx------ 1 root root 64 Nov 21 08:30 10 -> socket:[103039]
lrwx------ 1 root root 64 Nov 21 08:30 11 -> socket:[103040]
lrwx------ 1 root root 64 Nov 21 08:30 12 -> /data/events-0/00000000000000000000.log
lr-x------ 1 root root 64 Nov 21 08:30 13 -> /opt/kafka/libs/kafka.jar
`)
  expect(reading.artifact.format).toBe('listing')
  expect(valuesOf(reading, 'fds.count')).toEqual([
    {
      open: 5,
      groups: [
        { name: 'socket', count: 2 },
        { name: '/dev/null', count: 1 },
        { name: 'jar', count: 1 },
        { name: 'kafka-log', count: 1 },
      ],
    },
  ])
})

test('the listing of some other folder is not ours', async () => {
  const text = '-rw-r--r-- 1 me me 5 Nov 21 08:30 a.txt\n-rw-r--r-- 1 me me 5 Nov 21 08:30 hs_err_pid1.log\n'
  expect((await readText(text)).artifact.format).not.toBe('listing')
})
