// Readers of proc files, readings and configuration against input that nobody would write: they never throw, cover every
// line, and give the same facts whatever the chunks.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readText } from './read-text.ts'

const FRAGMENTS = [
  'Max open files            20000                20000                files     ',
  'Max address space unlimited unlimited bytes',
  'VmRSS:\t   80244 kB',
  'Threads:\t19',
  'MemTotal:       24684084 kB',
  'MemTotal:       99999999999999999999999 kB',
  'broker.id=1',
  'log.dirs=/a,\\',
  '  \\u00',
  'Topic: t\tPartitionCount: 3\tReplicationFactor: 2\tConfigs: a=1,,=,b',
  '\tTopic: t\tPartition: 0\tLeader: none\tReplicas: \tIsr: ',
  '{"version":1,"brokers":[{"broker":0,"logDirs":[null,{"partitions":5}]}]}',
  'time,rss_kb,"a""b",',
  '2026-11-21T10:00:00Z,1,2,3',
  '12:00:01 AM   UID       PID     VSZ     RSS  Command',
  '12:00:01 AM     0       1       1     NaN  java',
  '1795249853258 a=1 b=2 MB',
  'top - ',
  '{"request":{"mbean":1},"value":{"a":{"a":{"a":{"a":{"a":{"a":1}}}}}}}',
  '[{',
  'HeapMemoryUsage = {',
  'process_open_fds NaN',
  'Total: reserved=1KB, committed=1KB',
  '-   Java Heap (reserved=1KB, committed=1KB)',
  'Full thread dump X:',
  '"a" #1 prio=5 tid=0x1 nid=0x1',
  'lrwx------ 1 root root 64 Nov 21 08:30 10 -> socket:[103039]',
  '/data/t-0/00000000000000000000.index',
  '-XX:MaxHeapSize=9999999999999999999999t',
  ' ZHeap used 50M, capacity 378M, max capacity 6028M',
  '',
  '\u0000\ufffd',
]

const texts = fc
  .array(fc.oneof(fc.constantFrom(...FRAGMENTS), fc.string({ maxLength: 40 })), { maxLength: 40 })
  .map((lines) => lines.join('\n'))

test('any mixture of lines is read without an exception, and every line is accounted for', async () => {
  await fc.assert(
    fc.asyncProperty(texts, async (text) => {
      const { artifact } = await readText(text)
      const { lines, recognized, ignored, unknown } = artifact.coverage
      expect(recognized + ignored + unknown).toBe(lines)
    }),
    { numRuns: 150 },
  )
})

test('chunks of seven bytes give the same facts', async () => {
  await fc.assert(
    fc.asyncProperty(texts, async (text) => {
      expect((await readText(text, 'x', 7)).facts).toEqual((await readText(text, 'x')).facts)
    }),
    { numRuns: 50 },
  )
})

test('a word of 64 KiB is looked at once, not once for each of its letters', async () => {
  const started = performance.now()
  await readText('x'.repeat(65_000))
  expect(performance.now() - started).toBeLessThan(3000)
})
