// What collectors wrap around lines comes off, in any nesting, and each line keeps its place in the artifact.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { eachLine, type LineOrigin, lineText } from '../../src/source/block.ts'
import { BlockBuilder } from '../../src/source/blocks.ts'
import { unwrap } from '../../src/source/unwrap.ts'

interface Line extends Partial<LineOrigin> {
  readonly text: string
}

async function unwrapped(
  text: string,
  chunkBytes = 1 << 20,
): Promise<{ lines: Line[]; head: string; notes: string[] }> {
  const bytes = new TextEncoder().encode(text)
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield bytes.slice(0, Math.max(chunkBytes, 65_536))
    for (let at = Math.max(chunkBytes, 65_536); at < bytes.length; at += chunkBytes)
      yield bytes.slice(at, at + chunkBytes)
  }
  const unwrapping = unwrap(chunks(), new BlockBuilder(), 1 << 16)
  const head = unwrapping.head(await unwrapping.wrappedHead('any'))
  const lines: Line[] = []
  for await (const block of unwrapping.blocks()) {
    eachLine(block, (cursor) => {
      const { line, endLine, byteOffset, origin } = cursor
      lines.push({
        text: lineText(cursor),
        line,
        endLine,
        byteOffset,
        ...(origin?.epochMs === undefined ? {} : { epochMs: origin.epochMs }),
        ...(origin?.source === undefined ? {} : { source: origin.source }),
      })
    })
  }
  return { lines, head: head.text, notes: unwrapping.notes().map(({ message }) => message) }
}

const texts = (lines: readonly Line[]): string[] => lines.map(({ text }) => text)

const LOG = [
  '[2025-03-29 09:37:03,218] ERROR Error while appending (kafka.log.LogManager)',
  'java.io.IOException: Map failed',
  '\tat sun.nio.ch.FileChannelImpl.map(FileChannelImpl.java:1016)',
  'Caused by: java.lang.OutOfMemoryError: Map failed',
  '[2025-03-29 09:37:04,001] INFO shutting down (kafka.server.KafkaServer)',
]

test('a file without wrappers passes through untouched', async () => {
  const { lines, notes } = await unwrapped(LOG.join('\n'))
  expect(texts(lines)).toEqual(LOG)
  expect(notes).toEqual([])
  expect(lines[1]).toEqual({ text: LOG[1], line: 2, endLine: 2, byteOffset: 77 })
})

test.each<[string, (line: string, index: number) => string, Partial<Line>]>([
  [
    'docker json-file',
    (line) => JSON.stringify({ log: `${line}\n`, stream: 'stdout', time: '2025-03-29T09:37:03.5Z' }),
    { epochMs: 1743241023500 },
  ],
  ['CRI', (line) => `2025-03-29T09:37:03.500000000Z stdout F ${line}`, { epochMs: 1743241023500 }],
  ['docker compose', (line) => `kafka-1      | ${line}`, { source: 'kafka-1' }],
  ['kubectl --prefix', (line) => `[pod/kafka-0/kafka] ${line}`, { source: 'kafka-0/kafka' }],
  ['kubectl --timestamps', (line) => `2025-03-29T09:37:03.500000000Z ${line}`, { epochMs: 1743241023500 }],
  ['journald', (line) => `Mar 29 09:37:03 broker-3 kafka[2423]: ${line}`, { source: 'kafka[2423]' }],
  [
    'journald short-iso',
    (line) => `2025-03-29T09:37:03+0000 broker-3 kafka[2423]: ${line}`,
    { epochMs: 1743241023000, source: 'kafka[2423]' },
  ],
  ['rsyslog', (line) => `Mar 29 09:37:03 broker-3 kafka: ${line.replace('\t', '#011')}`, { source: 'kafka' }],
  [
    'journald json',
    (line) =>
      JSON.stringify({
        MESSAGE: line,
        __REALTIME_TIMESTAMP: '1743241023500000',
        SYSLOG_IDENTIFIER: 'kafka',
        _PID: '2423',
      }),
    { epochMs: 1743241023500, source: 'kafka[2423]' },
  ],
  ['journald json, bytes', (line) => JSON.stringify({ MESSAGE: [...new TextEncoder().encode(line)], _PID: '1' }), {}],
  [
    'Cloud Foundry',
    (line) => `2025-03-29T09:37:03.50+0000 [APP/PROC/WEB/4] OUT ${line}`,
    { epochMs: 1743241023500, source: 'APP/PROC/WEB/4' },
  ],
  ['Tanuki', (line) => `INFO   | jvm 1    | 2025/03/29 09:37:03 | ${line}`, {}],
  ['Tanuki, message alone', (line) => `jvm 1    | ${line}`, {}],
  ['Rancher', (line) => `2019/12/18 上午9:43:17${line}`, {}],
  ['Jenkins', (line) => `[2025-03-29T09:37:03.500Z] ${line}`, { epochMs: 1743241023500 }],
  ['Jenkins, time of day', (line) => `09:37:03  ${line}`, {}],
  ['Earthly', (line) => `           +frontend | ${line}`, { source: 'frontend' }],
  ['a tag', (line) => `(streams-soak-3) ${line}`, { source: 'streams-soak-3' }],
  ["a script's name", (line) => `kafka-server-start.sh: ${line}`, { source: 'kafka-server-start.sh' }],
  ['the same behind a space', (line) => ` kafka-server-start.sh: ${line}`, { source: 'kafka-server-start.sh' }],
  ['colours', (line, index) => `\u001b[3${index}m${line}\u001b[0m`, {}],
  [
    'a Google envelope',
    (line) => JSON.stringify({ severity: 'ERROR', textPayload: line, timestamp: '2025-03-29T09:37:03.5Z' }),
    { epochMs: 1743241023500 },
  ],
  ['a Markdown quote', (line) => `> ${line}`, {}],
  ['stern', (line) => `kafka-0 kafka ${line}`, { source: 'kafka-0 kafka' }],
  [
    'logcli',
    (line) => `2025-03-29T09:37:03Z {app="kafka", pod="kafka-0"} ${line}`,
    { epochMs: 1743241023000, source: '{app="kafka", pod="kafka-0"}' },
  ],
  [
    'aws logs tail',
    (line) => `2025-03-29T09:37:03.500000+00:00 ecs/kafka/0f1e2d3c ${line}`,
    { epochMs: 1743241023500, source: 'ecs/kafka/0f1e2d3c' },
  ],
  [
    'a build whose lines have no stamps of their own',
    (line) => `2025-03-29T09:37:03.5000000Z ${line}`,
    { epochMs: 1743241023500 },
  ],
  [
    'CRI in docker',
    (line) =>
      JSON.stringify({
        log: `2025-03-29T09:37:03.5Z stdout F ${line}\n`,
        stream: 'stdout',
        time: '2020-01-01T00:00:00Z',
      }),
    { epochMs: 1743241023500 },
  ],
  [
    'colours in compose in journald',
    (line) => `Mar 29 09:37:03 host docker[7]: \u001b[36mkafka_1 |\u001b[0m ${line}`,
    { source: 'kafka_1' },
  ],
])('%s comes off', async (_, wrap, origin) => {
  const wrapped = LOG.map(wrap)
  const { lines, head } = await unwrapped(`${wrapped.join('\r\n')}\r\n`)
  expect(texts(lines)).toEqual(LOG)
  expect(head.trimEnd().split('\n')).toEqual(LOG)
  expect(lines[2]).toMatchObject({ line: 3, endLine: 3, ...origin })
  expect(lines[1]?.byteOffset).toBe(new TextEncoder().encode(wrapped[0]).length + 2)
})

test('lines of many pods, whose names differ, are learned from the frames of two of them', async () => {
  const wrapped = [...LOG.map((line) => `kafka-0 broker ${line}`), ...LOG.map((line) => `connect-7d9f worker ${line}`)]
  const { lines } = await unwrapped(wrapped.join('\n'))
  expect(texts(lines)).toEqual([...LOG, ...LOG])
})

test.each([
  ['a server that logs what was printed on stderr', (line: string) => `[17:40:11 WARN]: ${line}`],
  ['text in front of frames alone', (line: string) => (line.startsWith('\tat') ? `thrown ${line}` : line)],
])('%s is no wrapper', async (_, layout) => {
  const log = LOG.map(layout)
  const { lines, notes } = await unwrapped(log.join('\n'))
  expect(texts(lines)).toEqual(log)
  expect(notes).toEqual([])
})

test.each([
  ['CloudWatch', 'timestamp,message', (text: string) => `1743241023500,"${text}"`],
  ['Splunk', '"_time","host","_raw"', (text: string) => `"2025-03-29T09:37:03.500+0000","kfk-1","${text}"`],
  ['a text in the middle', 'Date,Message,Host', (text: string) => `"2025-03-29T09:37:03.500Z","${text}","kfk-1"`],
])('rows exported as CSV by %s hold texts of many lines', async (_, header, row) => {
  const quoted = LOG.map((line) => line.replaceAll('"', '""'))
  const records = [quoted.slice(0, 4).join('\n'), quoted[4] as string]
  const { lines } = await unwrapped([header, ...records.map(row)].join('\n'))
  expect(texts(lines)).toEqual([header, ...LOG])
  expect(lines[3]).toMatchObject({ line: 4, endLine: 4 })
  expect(lines[5]).toMatchObject({ line: 6, epochMs: 1743241023500 })
})

test('entries in one indented JSON document give their texts, each from its own line', async () => {
  const entries = [
    { insertId: 'a', resource: { labels: { pod_name: 'kafka-0' } }, textPayload: LOG.slice(0, 4).join('\n') },
    { insertId: 'b', textPayload: LOG[4] },
  ]
  const { lines } = await unwrapped(JSON.stringify(entries, null, 2))
  const told = lines.filter(({ text }) => text !== '')
  expect(texts(told)).toEqual(LOG)
  expect(told.map(({ line }) => line)).toEqual([9, 9, 9, 9, 13])
})

test('a line that docker split at 16 KiB is whole again, and spans its parts', async () => {
  const long = 'x'.repeat(16_384)
  const part = (log: string): string => JSON.stringify({ log, stream: 'stdout', time: '2025-03-29T09:37:03Z' })
  const { lines } = await unwrapped([part('first\n'), part(long), part(`${long}\n`), part('last\n')].join('\n'))
  expect(texts(lines)).toEqual(['first', long + long, 'last'])
  expect(lines[1]).toMatchObject({ line: 2, endLine: 3 })
})

test("CRI's parts are joined within their stream", async () => {
  const { lines } = await unwrapped(
    [
      '2025-03-29T09:37:03Z stdout P one ',
      '2025-03-29T09:37:03Z stderr F other',
      '2025-03-29T09:37:03Z stdout P line ',
      '2025-03-29T09:37:03Z stdout F whole',
    ].join('\n'),
  )
  expect(texts(lines)).toEqual(['other', 'one line whole'])
})

test('a line whose end never comes is not lost', async () => {
  const { lines } = await unwrapped('2025-03-29T09:37:03Z stdout F a\n2025-03-29T09:37:03Z stdout P b')
  expect(texts(lines)).toEqual(['a', 'b'])
})

test('rsyslog and journald messages of several lines are several lines in one place', async () => {
  const { lines } = await unwrapped(
    'Mar 29 09:37:03 h kafka: java.lang.Error: x#012#011at a.B.c(B.java:1)#012#011... 2 more\nMar 29 09:37:03 h kafka: end',
  )
  expect(lines.map(({ text, line }) => [line, text])).toEqual([
    [1, 'java.lang.Error: x'],
    [1, '\tat a.B.c(B.java:1)'],
    [1, '\t... 2 more'],
    [2, 'end'],
  ])
})

test('lines that lack the wrapper are passed on as they are', async () => {
  const wrapped = LOG.map((line) => `kafka-1  | ${line}`)
  const { lines } = await unwrapped(['Attaching to kafka-1', ...wrapped, 'exited with code 137'].join('\n'))
  expect(texts(lines)).toEqual(['Attaching to kafka-1', ...LOG, 'exited with code 137'])
})

test("the kernel's own lines in a journal keep their prefix", async () => {
  const kernel = 'Mar 29 09:37:05 h kernel: Out of memory: Killed process 2423 (java)'
  const { lines } = await unwrapped(['Mar 29 09:37:03 h kafka[1]: hello', kernel].join('\n'))
  expect(texts(lines)).toEqual(['hello', kernel])
})

test.each([
  [
    'structured logging',
    '{"level":"ERROR","loggerName":"kafka","message":"[2025-03-29 09:37:03,218] no","thread":"main"}',
  ],
  ['a log with bars', '2018-10-13 19:12:08,103|ERROR|main|kafka.Kafka:118|Exiting|'],
  ['a map row', '7f0000000000-7f0000001000 rw-p 00000000 00:00 0 [heap]'],
  ['a GC log', '[2026-11-21T08:20:27.977+0000][0.004s][info][gc] Using G1'],
  ['an older GC log', '2018-10-13T19:12:08.103+0000: 1.234: [GC pause (G1 Evacuation Pause) (young), 0.01 secs]'],
  ['a table', '| a | b |'],
  ['settings', 'log.dirs: /a'],
])('%s is not taken for a wrapper', async (_, line) => {
  const text = Array.from({ length: 9 }, () => line).join('\n')
  expect((await unwrapped(text)).notes).toEqual([])
})

test('chunks of any size give the same lines', async () => {
  const wrapped = Array.from(
    { length: 40 },
    (_, i) => `2025-03-29T09:37:03Z stdout ${i % 3 === 0 ? 'P' : 'F'} ${'é'.repeat(i * 97)}`,
  )
  const text = wrapped.join('\n')
  const whole = await unwrapped(text)
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 4000 }), async (size) => {
      expect(await unwrapped(text, size)).toEqual(whole)
    }),
    { numRuns: 20 },
  )
})

test('lines that a terminal broke at its width are whole again', async () => {
  const record = (n: number, text: string): string =>
    `[2019-10-06 01:34:1${n},642] WARN ${text} (org.apache.zookeeper.ClientCnxn)`
  const records = [
    record(1, 'Client session timed out, have not heard from server in 5055ms'),
    record(2, 'Unable to reconnect to ZooKeeper service, session has expired'),
    record(3, 'short'),
    record(4, 'Client session timed out, have not heard from the server again'),
  ]
  const broken = records.flatMap((text) => text.match(/.{1,80}/g) ?? [])
  expect(broken).toHaveLength(7)
  const { lines } = await unwrapped(broken.join('\n'))
  expect(texts(lines)).toEqual(records)
  expect(lines[1]).toMatchObject({ line: 3, endLine: 4 })
})

test('random bytes come through', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (text) => {
      await expect(unwrapped(text)).resolves.toBeDefined()
    }),
  )
})

test('sbt and Maven put a level before the lines of a trace', async () => {
  const trace = ['java.lang.OutOfMemoryError: Metaspace', 'java.lang.ClassLoader.defineClass(ClassLoader.java:756)']
  const { lines } = await unwrapped(trace.map((line) => `[error] ${line}`).join('\n'))
  expect(texts(lines)).toEqual(trace)
})

test('what a build tool says of itself keeps its level', async () => {
  const log = ['[INFO] Scanning for projects...', '[INFO] BUILD SUCCESS']
  expect(texts((await unwrapped(log.join('\n'))).lines)).toEqual(log)
})

test('the head of a wrapped file is unwrapped to its last whole line, however long the file is', async () => {
  const rows = Array.from({ length: 4000 }, (_, index) => `line ${index} of a log that is longer than the head`)
  const { head } = await unwrapped(rows.map((row) => `> ${row}\n`).join(''))
  const expected = rows.slice(0, 1000)
  expect(head.split('\n').slice(0, 1000)).toEqual(expected)
})

const BANNER = [
  '#',
  '# A fatal error has been detected by the Java Runtime Environment:',
  '#',
  '#  SIGSEGV (0xb) at pc=0x00007f7490972c48, pid=22772, tid=22773',
  'Native frames: (J=compiled Java code, j=interpreted, Vv=VM code, C=native code)',
]

test('a block of code between the paragraphs of an issue loses its indentation, and the paragraphs stay', async () => {
  const text = ['The broker dies:', '', ...BANNER.map((line) => `    ${line}`), '', 'Any help?']
  const { lines } = await unwrapped(text.join('\n'))
  expect(texts(lines)).toEqual(['The broker dies:', '', ...BANNER, '', 'Any help?'])
  expect(lines[2]?.line).toBe(3)
})

test('what all lines are set in by is taken off', async () => {
  const { lines } = await unwrapped(LOG.map((line) => `\t${line}`).join('\n'))
  expect(texts(lines)).toEqual(LOG)
})

test('frames of a stack trace, and parts set in by different blanks, are left alone', async () => {
  const frames = ['\tat a.B.c(B.java:1)', '\tat a.B.d(B.java:2)', '\tat a.B.e(B.java:3)']
  expect(texts((await unwrapped(frames.join('\n'))).lines)).toEqual(frames)
  const outline = ['Name:  kafka-0', '  Image:  kafka', '  State:  Running', '    Started:  today']
  expect(texts((await unwrapped(outline.join('\n'))).lines)).toEqual(outline)
})

test('line numbers are taken off where each is one more than the one before', async () => {
  const numbered = [...LOG, ...BANNER].map((line, index) => `${String(index + 8).padStart(6)}\t${line}`)
  expect(texts((await unwrapped(numbered.join('\n'))).lines)).toEqual([...LOG, ...BANNER])
  const histogram = [
    ' num     #instances         #bytes  class name',
    '   1:         40000       3200000  [B',
    '   2:          3000        210000  java.lang.String',
  ]
  const rows = [...histogram, '   3:             9           900  [C', '   4:  1  16  [I', '   5:  1  16  [J']
  expect(texts((await unwrapped(rows.join('\n'))).lines)).toEqual(rows)
})

test('what kubectl stamps need not have a stamp of its own', async () => {
  const inner = ['Exception in thread "main" java.lang.OutOfMemoryError: Java heap space', 'Starting']
  const { lines } = await unwrapped(inner.map((line) => `2024-05-01T10:00:00.100000789Z ${line}`).join('\n'))
  expect(texts(lines)).toEqual(inner)
})

test.each([
  '2024-05-01T10:00:00.100000789Z INFO [main] started',
  '2019-05-04T18:05:45.011072877-05:00 container oom 29d72966e0be (image=kafka, name=kafka_1)',
])('a stamp of its own stays, with all its digits: %s', async (line) => {
  const { lines } = await unwrapped(line)
  expect(texts(lines)).toEqual([line])
})

test('an object without a level is an envelope whatever its text looks like', async () => {
  const inner = ['[17:40:11 WARN]: java.lang.OutOfMemoryError: Java heap space', 'Stopping']
  const { lines } = await unwrapped(
    inner.map((message) => JSON.stringify({ '@timestamp': '2024-05-01T10:00:00Z', message })).join('\n'),
  )
  expect(texts(lines)).toEqual(inner)
})

test('structured logging is no envelope', async () => {
  const line = JSON.stringify({ '@timestamp': '2024-05-01T10:00:00Z', level: 'WARN', message: 'started' })
  expect(texts((await unwrapped(line)).lines)).toEqual([line])
})

test('the source of a web page: tags go, entities are read', async () => {
  const { lines } = await unwrapped(
    '<pre>java.lang.Error: it&#x27;s &quot;full&quot; &amp; done\n\tat a.B.&lt;init&gt;(B.java:7)</pre>\n',
  )
  expect(texts(lines)).toEqual(['java.lang.Error: it\'s "full" & done', '\tat a.B.<init>(B.java:7)'])
})

test('a web page without entities', async () => {
  expect(texts((await unwrapped('<pre>ERROR full\nERROR dead</pre>\n')).lines)).toEqual(['ERROR full', 'ERROR dead'])
})

test('a log that writes sharp brackets as they are is no web page', async () => {
  const log = 'WARN unknown entity &quot; in <config>\n\tat a.B.<init>(B.java:7)'
  expect(texts((await unwrapped(log)).lines).join('\n')).toBe(log)
})

test('a post in Markdown is judged by what stands between its fences', async () => {
  const post = ['Hi,', '', 'it died:', '```', ...LOG.map((line) => `kafka-1  | ${line}`), '```', 'Any idea?', 'Thanks!']
  const { lines } = await unwrapped(post.join('\n'))
  expect(texts(lines)).toEqual(expect.arrayContaining(LOG))
})

test('frames that lost their indentation are no syslog of a host named "at"', async () => {
  const inner = ['kafka.common.KafkaException: in use', 'at kafka.network.Acceptor.<init>(SocketServer.scala:241)']
  const { lines } = await unwrapped(inner.map((line) => `2024-05-01T10:00:00.100000789Z ${line}`).join('\n'))
  expect(texts(lines)).toEqual(inner)
})
