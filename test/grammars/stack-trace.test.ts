// What a printed stack trace says: each test shows the text and the throwables that a reader of it would name.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readStackTraces } from '../../grammars/stack-trace/index.ts'

const lines = (...text: string[]): string => text.join('\n')

/** `class: message [frames]` for each throwable of a chain. */
function told(text: string): string[][] {
  return readStackTraces(text).traces.map(({ chain }) =>
    chain.map(({ className, message, frames }) => `${className}: ${message ?? ''} [${frames.length}]`),
  )
}

test('a cause is completed with the frames that it shares with what it caused', () => {
  const { traces, leftoverLines } = readStackTraces(
    lines(
      'java.io.IOException: Map failed',
      '\tat sun.nio.ch.FileChannelImpl.map(FileChannelImpl.java:1016)',
      '\tat kafka.log.AbstractIndex.<init>(AbstractIndex.scala:67)',
      '\tat java.base/java.lang.Thread.run(Thread.java:829)',
      'Caused by: java.lang.OutOfMemoryError: Map failed',
      '\tat sun.nio.ch.FileChannelImpl.map0(Native Method)',
      '\tat sun.nio.ch.FileChannelImpl.map(FileChannelImpl.java:1013)',
      '\t... 2 more',
    ),
  )
  expect(leftoverLines).toEqual([])
  expect(traces).toHaveLength(1)
  expect(traces[0]).toMatchObject({ line: 1, endLine: 8 })
  const cause = traces[0]?.chain[1]
  expect(cause).toMatchObject({ className: 'java.lang.OutOfMemoryError', message: 'Map failed' })
  expect(cause?.frames.map(({ method }) => method)).toEqual(['map0', 'map', '<init>', 'run'])
  expect(cause?.frames[0]).toMatchObject({ className: 'sun.nio.ch.FileChannelImpl', isNative: true })
  expect(cause?.frames[3]).toMatchObject({ module: 'java.base', file: 'Thread.java', line: 829 })
})

test('suppressed throwables and their causes stand apart from the chain', () => {
  const [trace] = readStackTraces(
    lines(
      'java.lang.RuntimeException: outer',
      '\tat a.B.run(B.java:1)',
      '\tat a.B.main(B.java:2)',
      '\tSuppressed: java.io.IOException: while closing',
      '\t\tat a.B.close(B.java:9)',
      '\t\t... 1 more',
      '\tCaused by: java.lang.Error: deeper',
      '\t\tat a.B.free(B.java:10)',
      '\t\t... 2 more',
      'Caused by: java.lang.IllegalStateException',
      '\tat a.B.check(B.java:5)',
      '\t... 1 more',
    ),
  ).traces
  expect(trace?.chain.map(({ className }) => className)).toEqual([
    'java.lang.RuntimeException',
    'java.lang.IllegalStateException',
  ])
  expect(trace?.chain[1]?.frames.map(({ method }) => method)).toEqual(['check', 'main'])
  expect(trace?.suppressed.map(({ message, frames }) => [message, frames.map(({ method }) => method)])).toEqual([
    ['while closing', ['close', 'main']],
    ['deeper', ['free', 'close', 'main']],
  ])
})

test('a message may go on for several lines, blank ones too', () => {
  const text = lines('java.lang.IllegalArgumentException: first', '  second: part', '', 'third', '\tat a.B.c(B.java:1)')
  expect(told(text)).toEqual([['java.lang.IllegalArgumentException: first\n  second: part\n\nthird [1]']])
})

test('text behind a header without frames is no message', () => {
  expect(told(lines('java.lang.OutOfMemoryError: Java heap space', 'Dumping heap to /tmp/x.hprof ...'))).toEqual([
    ['java.lang.OutOfMemoryError: Java heap space [0]'],
  ])
})

test('the thread that died is named', () => {
  const { traces } = readStackTraces(
    lines(
      'Exception in thread "kafka-scheduler-1" java.lang.OutOfMemoryError: GC overhead limit exceeded',
      '\tat a.B.c(B.java:1)',
      'Exception: java.lang.OutOfMemoryError thrown from the UncaughtExceptionHandler in thread "main"',
    ),
  )
  expect(traces.map(({ thread }) => thread)).toEqual(['kafka-scheduler-1', 'main'])
})

test.each([
  ['JDK 8', '\t[CIRCULAR REFERENCE:java.lang.RuntimeException: loop]'],
  ['JDK 17', 'Caused by: [CIRCULAR REFERENCE: java.lang.RuntimeException: loop]'],
])('a circular reference of %s ends the chain', (_, line) => {
  const text = lines('java.lang.RuntimeException: loop', '\tat a.B.c(B.java:1)', line)
  expect(told(text)).toEqual([['java.lang.RuntimeException: loop [1]', 'java.lang.RuntimeException: loop [0]']])
})

test('printed root cause first, the chain is turned round', () => {
  const text = lines(
    'java.io.IOException: No space left on device',
    '\tat a.B.write(B.java:1)',
    '\t... 2 common frames omitted',
    'Wrapped by: kafka.common.KafkaStorageException: append failed',
    '\tat a.B.append(B.java:2)',
    '\tat a.B.handle(B.java:3)',
    '\tat a.B.run(B.java:4)',
  )
  expect(told(text)).toEqual([
    ['kafka.common.KafkaStorageException: append failed [3]', 'java.io.IOException: No space left on device [3]'],
  ])
})

test.each([
  ['\tat java.base@17.0.8/sun.nio.ch.IOUtil.write(IOUtil.java:76)', 'sun.nio.ch.IOUtil', 'write', 76],
  ['\tat app//org.acme.Main.main(Main.java:12)', 'org.acme.Main', 'main', 12],
  ['\tat deployment.a.war//org.acme.Main$1.run(Main.java:13) ~[?:?]', 'org.acme.Main$1', 'run', 13],
  [
    '\tat kafka.log.LogCleaner$$Lambda$337/0x0000000800e8a8c0.apply$mcVI$sp(Unknown Source)',
    'kafka.log.LogCleaner$$Lambda$337/0x0000000800e8a8c0',
    'apply$mcVI$sp',
    undefined,
  ],
  [
    '\tat kafka.log.LogCleaner$$Lambda/0x00007f0a.run(Unknown Source)',
    'kafka.log.LogCleaner$$Lambda/0x00007f0a',
    'run',
    undefined,
  ],
  ['\tat a.B$$Lambda$5/1234567.run(Unknown Source)', 'a.B$$Lambda$5/1234567', 'run', undefined],
  ['\tat kafka.log.Log$.apply(Log.scala:2)', 'kafka.log.Log$', 'apply', 2],
  ['\tat org.acme.MainKt.main(Main.kt)', 'org.acme.MainKt', 'main', undefined],
  ['\tat org.acme.SpecTest.should do it(SpecTest.kt:12)', 'org.acme.SpecTest', 'should do it', 12],
  ['\tat Script1.run(Script1.groovy:1)', 'Script1', 'run', 1],
  ['\tat kafka.log.AbstractIndex.(AbstractIndex.scala:67)', 'kafka.log.AbstractIndex', '<init>', 67],
  ['\tat kafka.log.AbstractIndex.&lt;init&gt;(AbstractIndex.scala:67)', 'kafka.log.AbstractIndex', '<init>', 67],
  ['at a.B.c(B.java:1) [kafka-clients-0.10.1.1.jar!/:na]', 'a.B', 'c', 1],
  ['java.base/java.lang.Thread.run(Thread.java:833)', 'java.lang.Thread', 'run', 833],
  [
    '   at jdk.internal.reflect.GeneratedMethodAccessor12.invoke(<generated>)',
    'jdk.internal.reflect.GeneratedMethodAccessor12',
    'invoke',
    undefined,
  ],
])('%s', (frame, className, method, line) => {
  const { traces, leftoverLines } = readStackTraces(lines('java.lang.Error: x', frame))
  expect(leftoverLines).toEqual([])
  expect(traces[0]?.chain[0]?.frames).toHaveLength(1)
  expect(traces[0]?.chain[0]?.frames[0]).toMatchObject({ className, method })
  expect(traces[0]?.chain[0]?.frames[0]?.line).toBe(line)
})

test('frames that a terminal wrapped are put together again', () => {
  const text = lines(
    'java.lang.Error: x',
    '\tat a.B.c(B.ja',
    'va:12)',
    '\tat',
    ' a.B.d(B.java:13)',
    '\tat a.B.e(B.java:14)',
  )
  const { traces } = readStackTraces(text)
  expect(traces[0]?.chain[0]?.frames.map(({ line }) => line)).toEqual([12, 13, 14])
  expect(traces[0]?.endLine).toBe(6)
})

test('a trace whose head was cut off is read from its first frame', () => {
  expect(told(lines('\tat a.B.c(B.java:1)', 'Caused by: java.lang.OutOfMemoryError: Java heap space'))).toEqual([
    [':  [1]', 'java.lang.OutOfMemoryError: Java heap space [0]'],
  ])
})

test('the frames of a thread dump are no throwable', () => {
  const text = lines(
    '"main" #1 prio=5 os_prio=0 tid=0x00007f nid=0x1 runnable',
    '   java.lang.Thread.State: RUNNABLE',
    '\tat a.B.c(B.java:1)',
    '\t- locked <0x000000076ab1> (a java.lang.Object)',
    '\tat a.B.d(B.java:2)',
  )
  expect(told(text)).toEqual([])
})

test('thousands of causes and nested suppressed ones are read without recursion', () => {
  const depth = 20_000
  const causes = Array.from({ length: depth }, (_, i) => `Caused by: a.E${i}Exception\n\tat a.B.c(B.java:1)`)
  const suppressed = Array.from({ length: 200 }, (_, i) => `${'\t'.repeat(i + 1)}Suppressed: a.SException: ${i}`)
  const { traces } = readStackTraces(lines('a.TopException', '\tat a.B.c(B.java:1)', ...causes, ...suppressed))
  expect(traces[0]?.chain).toHaveLength(depth + 1)
})

test('any text is read without an exception', () => {
  const piece = fc.constantFrom(
    '\tat ',
    'a.B.c',
    '(',
    ')',
    'B.java:1',
    '\n',
    'Caused by: ',
    'java.lang.Error',
    ': ',
    '... 3 more',
    'Suppressed: ',
    '[CIRCULAR REFERENCE:',
    'x',
    '/',
    '\t',
    '~[a.jar:1]',
    'Exception in thread "',
    '"',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      expect(() => readStackTraces(pieces.join(''))).not.toThrow()
    }),
  )
})

test('a carriage return is no end of anything', () => {
  const { traces } = readStackTraces(
    lines(
      'java.io.IOException: Map failed\r',
      '\tat sun.nio.ch.FileChannelImpl.map(FileChannelImpl.java:1016\r',
      '\tat kafka.log.Log.append(Log\r.scala:12)\r',
      'Exception: java.lang.OutOfMemoryError thrown from the UncaughtExceptionHandler in thread "a\rb"\r',
    ),
  )
  expect(traces[0]?.chain[0]?.frames).toMatchObject([{ file: 'FileChannelImpl.java', line: 1016 }, { line: 12 }])
  expect(traces[1]).toMatchObject({ thread: 'a\rb' })
})
