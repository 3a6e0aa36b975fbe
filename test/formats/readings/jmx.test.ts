import { expect, test } from 'vitest'
import { readText, valuesOf } from '../read-text.ts'

test('heap_memory and offheap_memory lines are a JMX dump without times', async () => {
  const reading = await readText('heap_memory=24 MB offheap_memory=2.5 MB\nheap_memory=49 MB offheap_memory=3.4 MB\n')
  expect(reading.artifact.format).toBe('jmx')
  expect(valuesOf(reading, 'series')).toMatchObject([
    { metric: 'heap-used', first: 24 * 1024 ** 2, last: 49 * 1024 ** 2, untimed: true },
    { metric: 'off-heap', first: 2.5 * 1024 ** 2 },
  ])
})

test('jmxterm prints plain and composite attributes', async () => {
  const reading = await readText(`#mbean = java.lang:type=OperatingSystem:
OpenFileDescriptorCount = 1234;

MaxFileDescriptorCount = 65536;

#mbean = java.lang:type=Memory:
HeapMemoryUsage = { 
  committed = 1073741824;
  init = 1073741824;
  max = 2147483648;
  used = 123456789;
 };
`)
  expect(reading.artifact.format).toBe('jmx')
  expect(valuesOf(reading, 'fds.count')).toEqual([{ open: 1234, max: 65_536 }])
  expect(valuesOf(reading, 'memory.heap')).toEqual([
    { usedBytes: 123_456_789, committedBytes: 1_073_741_824, maxBytes: 2_147_483_648 },
  ])
})

test('JmxTool prints a table whose columns are named by MBean and attribute', async () => {
  const reading = await readText(
    '"time","java.lang:type=OperatingSystem:OpenFileDescriptorCount"\n1795249853258,100\n1795249863258,150\n',
  )
  expect(reading.artifact.format).toBe('jmx')
  expect(valuesOf(reading, 'series')).toMatchObject([{ metric: 'fds', first: 100, last: 150, seconds: 10 }])
})

test('an exporter page: heap, descriptors and threads; gauges of other things are passed over', async () => {
  const reading = await readText(`# HELP process_open_fds Number of open file descriptors.
# TYPE process_open_fds gauge
process_open_fds 1234.0
process_max_fds 65536.0
process_resident_memory_bytes 5.36870912E8
jvm_memory_bytes_used{area="heap",} 1.2E8
jvm_memory_bytes_used{area="nonheap",} 6.2E7
kafka_server_brokertopicmetrics_messagesin_total{topic="x",} 5.0
jvm_threads_current 120.0
`)
  expect(reading.artifact).toMatchObject({ format: 'jmx', coverage: { unknown: 0 } })
  expect(valuesOf(reading, 'fds.count')).toEqual([{ open: 1234, max: 65_536 }])
  expect(valuesOf(reading, 'memory.heap')).toEqual([{ usedBytes: 120_000_000 }])
  expect(valuesOf(reading, 'memory.process')).toMatchObject([{ rssKb: 524_288 }])
})

const jolokia = (used: number, timestamp: number) =>
  `{"request":{"mbean":"java.lang:type=Memory","type":"read"},"value":{"HeapMemoryUsage":{"init":1,"committed":1073741824,"max":1073741824,"used":${used}}},"timestamp":${timestamp},"status":200}`

test('Jolokia answers, one a line, are a series', async () => {
  const reading = await readText(`${jolokia(1000, 1_795_249_853)}\n${jolokia(3000, 1_795_249_863)}\n`)
  const used = valuesOf(reading, 'series').find(({ metric }) => metric === 'heap-used')
  expect(used).toMatchObject({ first: 1000, last: 3000, seconds: 10 })
})

test('a pretty-printed answer of Jolokia is read whole; a cut one is told of', async () => {
  const pretty = JSON.stringify(JSON.parse(jolokia(5000, 1_795_249_853)), null, 2)
  expect(valuesOf(await readText(pretty), 'memory.heap')).toMatchObject([{ usedBytes: 5000 }])
  const cut = await readText(pretty.slice(0, -20))
  expect(cut.artifact.notes).toMatchObject([{ code: 'jmx/not-json' }])
})
