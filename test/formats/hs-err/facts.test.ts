import { expect, test } from 'vitest'
import { readText, valuesIn } from '../read-text.ts'
import { OUT_OF_MEMORY_17, WINDOWS_8 } from './logs.ts'

const lineOf = (text: string, start: string): number => text.split('\n').findIndex((line) => line.startsWith(start)) + 1

test('every line of both logs is read or known to say nothing', async () => {
  for (const text of [OUT_OF_MEMORY_17, WINDOWS_8]) {
    const { artifact } = await readText(text)
    expect(artifact).toMatchObject({ format: 'hs-err', complete: true, notes: [], coverage: { unknown: 0 } })
    expect(artifact.coverage.lines).toBe(text.split('\n').length - 1)
  }
})

test('a native out-of-memory: what was asked for, by whom, where', async () => {
  const text = OUT_OF_MEMORY_17
  expect(await valuesIn('crash.native-oom', text)).toEqual([
    { call: 'mmap', bytes: 65536, reason: 'committing reserved memory', file: 'os_linux.cpp', line: 2908, at: 3 },
  ])
  expect(await valuesIn('crash.log', text)).toMatchObject([
    {
      kind: 'native-oom',
      complete: true,
      uptimeSeconds: 12.07113,
      time: { epochMs: Date.UTC(2026, 10, 21, 8, 31, 14), zone: 'utc' },
    },
  ])
  expect(await valuesIn('crash.thread', text)).toMatchObject([
    { type: 'JavaThread', name: 'kafka-request-handler-1', state: '_thread_in_vm', id: 2424, at: 26 },
  ])
  expect(await valuesIn('crash.stack-bounds', text)).toMatchObject([{ freeKb: 1007, at: 28 }])
  expect(await valuesIn('crash.stack', text)).toMatchObject([
    {
      native: [{ symbol: 'VMError::report_and_die(int, char const*)', line: 30 }, { line: 31 }],
      java: [{ kind: 'j', symbol: 'kafka.log.LogSegment.recover', line: 33 }],
      at: 30,
    },
  ])
  expect(await valuesIn('crash.vm-state', text)).toMatchObject([
    { state: 'not at safepoint', lifecycle: 'normal execution' },
  ])
  expect(await valuesIn('crash.exception-counts', text)).toMatchObject([{ javaHeap: 26, linkage: 3 }])
  expect(await valuesIn('crash.foreign-handler', text)).toMatchObject([
    { signal: 'SIGABRT', handler: 'libbreakpad.so' },
  ])
})

test('equal internal exceptions are counted together', async () => {
  const first = lineOf(OUT_OF_MEMORY_17, 'Event: 11.000')
  expect(await valuesIn('crash.internal-exception', OUT_OF_MEMORY_17)).toEqual([
    {
      className: 'java.lang.OutOfMemoryError',
      message: 'Map failed',
      count: 2,
      firstLine: first,
      lastLine: first + 2,
      at: first,
    },
    { className: 'java.lang.NoSuchMethodError', count: 1, firstLine: first + 3, lastLine: first + 3, at: first + 3 },
  ])
})

test('who ran: JVM, flags in bytes, agent, application', async () => {
  const text = OUT_OF_MEMORY_17
  expect(await valuesIn('jvm.version', text)).toMatchObject([
    {
      version: '17.0.15+6',
      major: 17,
      vendor: 'Eclipse Temurin',
      platform: 'linux-amd64',
      bits: 64,
      collector: 'G1',
      at: 12,
    },
  ])
  const flags = await valuesIn('jvm.flag', text)
  expect(flags).toContainEqual({
    name: 'MaxHeapSize',
    value: 2 ** 30,
    origin: 'command line',
    at: lineOf(text, '   size_t MaxHeapSize'),
  })
  expect(flags).toContainEqual({
    name: 'ThreadStackSize',
    value: 512 * 1024,
    origin: 'command line',
    at: lineOf(text, '     intx'),
  })
  expect(flags).toContainEqual({ name: 'UseG1GC', value: true, origin: 'command line', at: lineOf(text, '     bool') })
  expect(await valuesIn('jvm.agent', text)).toMatchObject([{ path: '/opt/jmx.jar', options: '7071:/etc/jmx.yml' }])
  expect(await valuesIn('jvm.command', text)).toMatchObject([
    { mainClass: 'kafka.Kafka', arguments: '/etc/server.properties' },
  ])
  expect(await valuesIn('application.version', text)).toMatchObject([
    { name: 'kafka', version: '3.8.1' },
    { name: 'kafka-clients', version: '3.8.1' },
  ])
})

test('memory and limits keep their units', async () => {
  const text = OUT_OF_MEMORY_17
  expect(await valuesIn('memory.host', text)).toMatchObject([
    {
      moment: 'crash',
      totalKb: 7_653_248,
      availableKb: 5_073_968,
      swapTotalKb: 0,
      commitLimitKb: 3_826_624,
      committedAsKb: 9_495_656,
      at: lineOf(text, 'MemAvailable'),
    },
  ])
  expect(await valuesIn('memory.process', text)).toMatchObject([
    {
      virtualKb: 4_046_832,
      rssKb: 512_000,
      rssPeakKb: 520_000,
      rssAnonKb: 400_000,
      cHeapOutstandingKb: 10_000,
      cHeapRetainedKb: 2_000,
    },
  ])
  expect(await valuesIn('memory.heap', text)).toMatchObject([
    { collector: 'G1', usedBytes: 21_765 * 1024, committedBytes: 2 ** 30, maxBytes: 2 ** 30 },
  ])
  expect(await valuesIn('memory.metaspace', text)).toMatchObject([
    { usedBytes: 1034 * 1024, classReservedBytes: 2 ** 30 },
  ])
  expect(await valuesIn('memory.code-cache', text)).toMatchObject([
    { segment: 'non-nmethods', sizeKb: 5692, usedKb: 1114, compilationEnabled: true },
  ])
  expect(await valuesIn('memory.compressed-oops', text)).toMatchObject([{ mode: '32-bit', sizeMb: 1024 }])
  expect(await valuesIn('memory.cgroup', text)).toMatchObject([
    {
      version: 2,
      limitBytes: 4_294_967_296,
      usageBytes: 1_073_741_824,
      tasksMax: null,
      tasksCurrent: 40,
      at: lineOf(text, 'memory_limit'),
    },
  ])
  const limits = await valuesIn('limit.rlimit', text)
  expect(limits).toContainEqual({
    resource: 'DATA',
    soft: 2_560_000_000,
    hard: 2_560_000_000,
    at: lineOf(text, 'rlimit'),
  })
  expect(limits).toContainEqual({ resource: 'NOFILE', soft: 20_000, hard: 40_000, at: lineOf(text, 'rlimit') })
  expect(limits).toContainEqual({ resource: 'AS', soft: null, hard: null, at: lineOf(text, 'rlimit') })
  expect(await valuesIn('sysctl', text)).toMatchObject([
    { key: 'kernel.threads-max', value: 192_730 },
    { key: 'vm.max_map_count', value: 65_530, at: lineOf(text, '/proc/sys/vm') },
    { key: 'kernel.pid_max', value: 32_768 },
  ])
  expect(await valuesIn('os', text)).toMatchObject([
    {
      family: 'linux',
      kernel: '6.1.0-18-amd64',
      distribution: 'Debian GNU/Linux 12 (bookworm)',
      libc: 'glibc',
      libcVersion: '2.36',
      cpus: 2,
      host: 'broker-3',
      virtualization: 'KVM',
    },
  ])
  expect(await valuesIn('threads.count', text)).toMatchObject([{ java: 2, total: 3, moment: 'crash' }])
})

test('the memory map is a census with the lines of its rows', async () => {
  const { facts } = await readText(OUT_OF_MEMORY_17)
  const census = facts.find(({ type }) => type === 'maps.census')
  expect(census?.value).toMatchObject({
    rows: 7,
    counted: 6,
    limit: 65_530,
    limitSource: 'log',
    total: null,
    complete: true,
    kafkaSegments: 1,
  })
  const first = lineOf(OUT_OF_MEMORY_17, 'c0000000-')
  expect(census?.span).toMatchObject({
    line: first,
    endLine: first + 6,
    byteOffset: OUT_OF_MEMORY_17.indexOf('c0000000-100'),
  })
})

test('Windows on JDK 8: commit limit under the name of swap, no census, complete without END.', async () => {
  expect(await valuesIn('crash.signal', WINDOWS_8)).toMatchObject([
    {
      name: 'EXCEPTION_ACCESS_VIOLATION',
      number: '0xc0000005',
      access: 'reading',
      siAddress: '0x0000000000000018',
      at: 4,
    },
  ])
  expect(await valuesIn('memory.windows', WINDOWS_8)).toMatchObject([
    {
      physicalTotalMb: 16_384,
      pageFileTotalMb: 29_121,
      pageFileFreeMb: 8,
      minidumpError: expect.stringContaining('paging file is too small'),
    },
  ])
  expect(await valuesIn('memory.host', WINDOWS_8)).toEqual([
    { moment: 'crash', physicalTotalKb: 16_776_756, physicalFreeKb: 816_040, at: lineOf(WINDOWS_8, 'Memory:') },
  ])
  expect(await valuesIn('maps.census', WINDOWS_8)).toEqual([])
  expect(await valuesIn('crash.log', WINDOWS_8)).toMatchObject([
    { kind: 'signal', complete: true, uptimeSeconds: 173_128 },
  ])
  expect(await valuesIn('jvm.version', WINDOWS_8)).toMatchObject([
    { major: 8, collector: 'Parallel', vendor: 'Oracle' },
  ])
  expect(await valuesIn('memory.heap', WINDOWS_8)).toMatchObject([
    { usedBytes: 4932 * 1024, oldUsedBytes: 1000 * 1024 },
  ])
})

test.each([
  ['#  SIGSEGV (0xb) at pc=0x1, pid=7, tid=8', 'crash.signal', { name: 'SIGSEGV' }],
  [
    '#  Internal Error (synchronizer.cpp:1401), pid=7, tid=8\n#  guarantee(mid->header()->is_neutral()) failed: invariant',
    'crash.internal-error',
    { file: 'synchronizer.cpp', line: 1401, message: 'guarantee(mid->header()->is_neutral()) failed: invariant' },
  ],
  [
    '#  Internal Error (zPhysicalMemoryBacking_linux.cpp:412), pid=7, tid=8\n#  fatal error: Failed to map memory (Not enough space)',
    'crash.internal-error',
    { message: 'fatal error: Failed to map memory (Not enough space)' },
  ],
] as const)('a crash banner with its sections: %s', async (errorLine, type, expected) => {
  const text = OUT_OF_MEMORY_17.replace(
    /^# There[\s\S]*?^# {2}Out of Memory.*$/m,
    `# A fatal error has been detected by the Java Runtime Environment:\n#\n${errorLine}`,
  )
  expect(await valuesIn(type, text)).toMatchObject([expected])
  expect(await valuesIn('crash.native-oom', text)).toEqual([])
})

test('a reason alone stands in for the allocation', async () => {
  const text = OUT_OF_MEMORY_17.replace(/^# Native memory.*$/m, '# Cannot create GC thread. Out of system resources.')
  expect(await valuesIn('crash.native-oom', text)).toMatchObject([
    { call: null, bytes: 0, reason: 'Cannot create GC thread. Out of system resources', at: 3 },
  ])
})

test('a log that lost the # of its banner to Markdown says the same, at the same lines', async () => {
  const bare = OUT_OF_MEMORY_17.replace(/^# ?/gm, '')
  for (const type of ['crash.native-oom', 'jvm.version', 'crash.log', 'crash.thread'] as const)
    expect(await valuesIn(type, bare)).toEqual(await valuesIn(type, OUT_OF_MEMORY_17))
})

test("HotSpot's own release number stands for a JDK where the line of the JRE is lost", async () => {
  const lost = WINDOWS_8.replace(/^# JRE version:.*\n/m, '').replace(/^vm_info:.*\n/m, '')
  expect(await valuesIn('jvm.version', lost)).toMatchObject([{ version: '8', major: 8 }])
})
