import { describe, expect, test } from 'vitest'
import { readText, valuesIn } from './read-text.ts'

const JAVACORE = `0SECTION       TITLE subcomponent dump routine
NULL           ===============================
1TICHARSET     UTF-8
1TISIGINFO     Dump Event "gpf" (00002000) received
1TIDATETIME    Date: 2026/11/21 at 12:00:00:000
0SECTION       GPINFO subcomponent dump routine
1XHEXCPCODE    J9Generic_Signal_Number: 00000018
1XHEXCPCODE    Signal_Number: 0000000B
1XHEXCPCODE    Signal_Code: 00000001
1XHEXCPCODE    InaccessibleAddress: 0000000000000030
1XHEXCPMODULE  Module: /opt/java/lib/default/libj9jit29.so
1XHEXCPMODULE  Compiling method: org/example/Big.parse(I)V
0SECTION       ENVINFO subcomponent dump routine
1CIJAVAVERSION JRE 17.0.8 Linux amd64-64 (build 17.0.8+7)
1CIPROCESSID   Process ID: 2423 (0x977)
2CIUSERLIMIT   RLIMIT_AS                   unlimited            unlimited
2CIUSERLIMIT   RLIMIT_NOFILE                    4096                 8192
`

const CONSOLE = `Unhandled exception
Type=Segmentation error vmState=0x000501ff
J9Generic_Signal_Number=00000018 Signal_Number=0000000b Error_Value=00000000 Signal_Code=00000001
Handler1=00007FDF8DA3FC80 Handler2=00007FDF8D62AB00 InaccessibleAddress=0000000000000030
RDI=0000000000021F00 RSI=000000000000000C RAX=00007FDF880238A0 RBX=0000000000000000
Module=/opt/java/lib/default/libj9jit29.so
Module_base_address=00007FDF85400000
Method_being_compiled=org/example/Big.parse(I)V
Target=2_90_20210728_182 (Linux 5.14.0)
CPU=amd64 (2 logical CPUs) (0x1ec619000 RAM)
----------- Stack Backtrace -----------
(0x00007FDF85DED67E [libj9jit29.so+0x9ed67e])
JVMDUMP039I Processing dump event "gpf", detail "" at 2026/11/21 12:00:00 - please wait.
JVMDUMP010I Java dump written to /work/javacore.20261121.120000.2423.0001.txt
`

describe('a javacore', () => {
  test('is named as such, and its version, pid and limits are read', async () => {
    const { artifact, facts, readings } = await readText(JAVACORE)
    expect(artifact).toMatchObject({
      format: 'javacore',
      coverage: { unknown: 0 },
      notes: [{ code: 'javacore/other-jvm' }],
    })
    expect(readings[0]?.reading.value).toMatchObject({ event: 'Dump Event "gpf" (00002000) received' })
    expect(facts).toMatchObject([
      { type: 'jvm.version', value: { version: '17.0.8+7', major: 17 }, process: { pid: 2423 }, span: { line: 14 } },
      { type: 'limit.rlimit', value: { resource: 'AS', soft: null, hard: null } },
      { type: 'limit.rlimit', value: { resource: 'NOFILE', soft: 4096, hard: 8192 } },
      { type: 'crash.signal', process: { pid: 2423 } },
      { type: 'crash.problematic-frame' },
      { type: 'crash.compile-task' },
      { type: 'crash.thread' },
    ])
  })

  test('of an error that was thrown names it', async () => {
    const text = JAVACORE.replace(
      '"gpf" (00002000) received',
      '"systhrow" (00040000) Detail "java/lang/OutOfMemoryError" "Java heap space" received',
    )
    expect(await valuesIn('log.exception', text)).toMatchObject([
      { chain: [{ className: 'java.lang.OutOfMemoryError', message: 'Java heap space' }], at: 4 },
    ])
  })
})

test.each([
  ['the console', CONSOLE, 3, 6, 8],
  ['a javacore', JAVACORE, 8, 11, 12],
])('%s tells the fault, where it was and what was compiled', async (_, text, signal, module, method) => {
  expect(await valuesIn('crash.signal', text)).toEqual([
    { name: 'SIGSEGV', siCode: 1, siCodeName: 'SEGV_MAPERR', siAddress: '0x0000000000000030', at: signal },
  ])
  expect(await valuesIn('crash.problematic-frame', text)).toMatchObject([
    { kind: 'V', library: 'libj9jit29.so', at: module },
  ])
  expect(await valuesIn('crash.compile-task', text)).toMatchObject([
    { method: 'org/example/Big.parse(I)V', at: method },
  ])
  expect(await valuesIn('crash.thread', text)).toMatchObject([{ type: 'CompilerThread' }])
})

test('every line of the console is its own', async () => {
  const { artifact } = await readText(CONSOLE)
  expect(artifact).toMatchObject({ format: 'openj9-console', coverage: { unknown: 0 } })
})

test('a library of somebody else is told from the JVM', async () => {
  const text = CONSOLE.replace('libj9jit29.so', 'librocksdbjni7.so').replace(/^Method_being.*\n/m, '')
  expect(await valuesIn('crash.problematic-frame', text)).toMatchObject([{ kind: 'C', library: 'librocksdbjni7.so' }])
})

test('the collector at work is known by vmState', async () => {
  const text = CONSOLE.replace('0x000501ff', '0x00020011').replace(/^Method_being.*\n/m, '')
  expect(await valuesIn('crash.thread', text)).toMatchObject([{ type: 'GCTaskThread', state: 'vmState=0x00020011' }])
})

test('a CI system stamped the lines, and the application prints pairs of its own', async () => {
  const text = `Module=billing ready\n${CONSOLE.replace(/^/gm, '21-Nov-2026 12:00:00 | ')}`
  expect(await valuesIn('crash.signal', text)).toMatchObject([{ name: 'SIGSEGV', at: 4 }])
  expect(await valuesIn('crash.problematic-frame', text)).toMatchObject([{ library: 'libj9jit29.so', at: 7 }])
})

test('Windows says it with an exception code', async () => {
  const text = CONSOLE.replace(
    /^J9Generic.*$/m,
    'Windows_ExceptionCode=c0000005 J9Generic_Signal=00000004 ExceptionAddress=00000000630F12A1',
  )
  expect(await valuesIn('crash.signal', text)).toMatchObject([{ name: 'EXCEPTION_ACCESS_VIOLATION' }])
})

test('a dump for an error that was thrown, in between application output', async () => {
  const text =
    'starting\nJVMDUMP039I Processing dump event "systhrow", detail "java/lang/OutOfMemoryError" at 2026/11/21 12:00:00 - please wait.\n'
  expect(await valuesIn('log.exception', text)).toMatchObject([
    { chain: [{ className: 'java.lang.OutOfMemoryError' }], count: 1, at: 2 },
  ])
})
