import { expect, test } from 'vitest'
import { factsIn, readText, valuesIn } from '../read-text.ts'

const NATIVE_OOM = `#
# There is insufficient memory for the Java Runtime Environment to continue.
# Native memory allocation (mmap) failed to map 65536 bytes. Error detail: committing reserved memory.
# An error report file with more information is saved as:
# /var/log/kafka/hs_err_pid2423.log
`

test('the banner on stdout gives the allocation, the place of the crash log, and the pid', async () => {
  const facts = await factsIn(NATIVE_OOM)
  expect(facts.map(({ type, value, process, span }) => ({ type, value, process, line: span.line }))).toEqual([
    {
      type: 'crash.native-oom',
      value: { call: 'mmap', bytes: 65536, reason: 'committing reserved memory' },
      process: { pid: 2423 },
      line: 3,
    },
    { type: 'crash.saved-as', value: { path: '/var/log/kafka/hs_err_pid2423.log' }, process: { pid: 2423 }, line: 5 },
  ])
})

test('log lines in between do not break the banner', async () => {
  const interleaved = NATIVE_OOM.split('\n').join(
    '\n[2026-11-21 10:00:00,000] INFO Rolled new log segment (kafka.log.Log)\n',
  )
  expect(await valuesIn('crash.native-oom', interleaved)).toMatchObject([{ bytes: 65536 }])
  expect(await valuesIn('crash.saved-as', interleaved)).toMatchObject([{ path: '/var/log/kafka/hs_err_pid2423.log' }])
})

test('another thread may cut the line short', async () => {
  const cut = NATIVE_OOM.replace(' bytes.', '[thread 5842 also had an error]\nbytes.')
  expect(await valuesIn('crash.native-oom', cut)).toMatchObject([{ call: 'mmap', bytes: 65536, reason: null }])
  expect(await valuesIn('jvm.warning', cut)).toMatchObject([{ topic: 'second-thread-error' }])
})

test('a reason without an allocation has size 0', async () => {
  const text = `#
# There is insufficient memory for the Java Runtime Environment to continue.
# Cannot create worker GC thread. Out of system resources.
# An error report file with more information is saved as:
# C:\\kafka\\hs_err_pid77.log
`
  expect(await valuesIn('crash.native-oom', text)).toEqual([
    { call: null, bytes: 0, reason: 'Cannot create worker GC thread. Out of system resources.', at: 3 },
  ])
  expect(await valuesIn('crash.saved-as', text)).toMatchObject([{ path: 'C:\\kafka\\hs_err_pid77.log' }])
})

const SIGNAL = `#
# A fatal error has been detected by the Java Runtime Environment:
#
#  SIGSEGV (0xb) at pc=0x00007efc961dff14 (sent by kill), pid=24117, tid=24118
#
# JRE version: Java(TM) SE Runtime Environment (8.0_121-b13) (build 1.8.0_121-b13)
# Java VM: Java HotSpot(TM) 64-Bit Server VM (25.121-b13 mixed mode linux-amd64 compressed oops)
# Problematic frame:
# V  [libjvm.so+0x5b3d55]  G1ParScanThreadState::copy(oopDesc*, markOop)+0x35
#
# Can not save log file, dump to screen..
`

test('a signal, its frame and the JVM', async () => {
  expect(await valuesIn('crash.signal', SIGNAL)).toEqual([
    { name: 'SIGSEGV', number: '0xb', pc: '0x00007efc961dff14', sentBy: 'kill', at: 4 },
  ])
  expect(await valuesIn('crash.problematic-frame', SIGNAL)).toMatchObject([
    { kind: 'V', library: 'libjvm.so', symbol: 'G1ParScanThreadState::copy(oopDesc*, markOop)', at: 9 },
  ])
  expect(await valuesIn('jvm.version', SIGNAL)).toMatchObject([
    { version: '8.0_121-b13', major: 8, vm: 'Java HotSpot(TM) 64-Bit Server VM', platform: 'linux-amd64', bits: 64 },
  ])
  expect(await valuesIn('crash.saved-as', SIGNAL)).toMatchObject([
    { reason: 'Can not save log file, dump to screen..' },
  ])
})

test('the detail of an internal error stands on its second line', async () => {
  const text = `# A fatal error has been detected by the Java Runtime Environment:
#
#  Internal Error (/build/src/hotspot/share/utilities/debug.cpp:362), pid=11864, tid=11865
#  fatal error: OutOfMemory encountered: Java heap space
#
`
  expect(await valuesIn('crash.internal-error', text)).toEqual([
    { file: 'debug.cpp', line: 362, message: 'fatal error: OutOfMemory encountered: Java heap space', at: 3 },
  ])
})

test('a crash log below its banner is left to its own format', async () => {
  const facts = await readText(
    `${SIGNAL}\n---------------  T H R E A D  ---------------\n\nCurrent thread (0x1): X\n`,
    'a',
    64,
  )
  const console = facts.readings.find(({ format }) => format === 'jvm-console')?.reading.facts ?? []
  expect(console.filter(({ type }) => type !== 'crash.saved-as')).toEqual([])
})

test.each([SIGNAL, NATIVE_OOM, `#\n${SIGNAL}`, `starting\n${SIGNAL}`])(
  'no reader says twice what a banner says',
  async (text) => {
    const facts = await factsIn(text)
    const places = facts.map(({ type, span }) => `${type} ${span.line}`)
    expect(new Set(places).size).toBe(places.length)
  },
)

/** Markdown takes `# ` for a heading and `#` for an empty one. */
const withoutHashes = (text: string): string => text.replace(/^# ?/gm, '')

test('a banner that lost its # to Markdown says the same', async () => {
  const bare = withoutHashes(SIGNAL)
  for (const type of ['crash.signal', 'crash.problematic-frame', 'jvm.version'] as const)
    expect(await valuesIn(type, bare)).toEqual(await valuesIn(type, SIGNAL))
  expect(await valuesIn('crash.native-oom', withoutHashes(NATIVE_OOM))).toEqual(
    await valuesIn('crash.native-oom', NATIVE_OOM),
  )
})

test('a list of what the banner said, its headline left out', async () => {
  const said = `SIGBUS (0x7) at pc=0x00007f02708ac51d, pid=456, tid=492
JRE version: OpenJDK Runtime Environment (11.0.11+9) (build 11.0.11+9)
Problematic frame:
v  ~StubRoutines::jshort_disjoint_arraycopy
`
  expect(await valuesIn('crash.signal', said)).toMatchObject([{ name: 'SIGBUS', at: 1 }])
  expect(await valuesIn('crash.problematic-frame', said)).toMatchObject([
    { kind: 'v', symbol: 'StubRoutines::jshort_disjoint_arraycopy', at: 4 },
  ])
})

test('the build tells whose JVM it is', async () => {
  const alpine = SIGNAL.replace('25.121-b13 mixed', '17.0.3+7-alpine-r0, mixed')
  expect(await valuesIn('jvm.version', alpine)).toMatchObject([{ build: '17.0.3+7-alpine-r0' }])
})

test('Windows: an exception that the JVM has no name for', async () => {
  const text = `# A fatal error has been detected by the Java Runtime Environment:
#
#  Internal Error (0xc0000409) at pc=0x00007ffa1b2c3d4e, pid=100, tid=200
#
`
  expect(await valuesIn('crash.signal', text)).toMatchObject([{ name: 'exception 0xc0000409', at: 3 }])
  expect(await valuesIn('crash.internal-error', text)).toEqual([])
})

test('banners without end are kept by their first and last, and the others are counted', async () => {
  const crash = (pid: number) =>
    `A fatal error has been detected by the Java Runtime Environment:\nSIGSEGV (0xb) at pc=0x1, pid=${pid}, tid=2\n`
  const { facts, artifact } = await readText(
    `x\n${Array.from({ length: 3000 }, (_, pid) => crash(pid)).join('')}`,
    'console.log',
  )
  const pids = facts.filter(({ type }) => type === 'crash.signal').map(({ process }) => process?.pid)
  expect(pids.at(0)).toBe(0)
  expect(pids.at(-1)).toBe(2999)
  expect(pids.length).toBeLessThan(1000)
  expect(artifact.notes.map(({ code }) => code)).toContain('jvm-console/capped')
})

test('lines of one banner without end are counted', async () => {
  const lines = Array.from({ length: 3000 }, (_, tid) => `#  SIGSEGV (0xb) at pc=0x1, pid=7, tid=${tid}\n`)
  const { facts, artifact } = await readText(`x\n${lines.join('')}`, 'console.log')
  expect(facts.filter(({ type }) => type === 'crash.signal').length).toBeLessThan(100)
  expect(artifact.notes.map(({ code }) => code)).toContain('jvm-console/facts-capped')
})
