// What a broker's log says, as facts: the text stands in the test, the expectation is what a person would answer.

import { expect, test } from 'vitest'
import type { Format } from '../../../src/formats/format.ts'
import { gcLog } from '../../../src/formats/gc-log/index.ts'
import { serverLog } from '../../../src/formats/server-log/index.ts'
import type { Fact, FactType } from '../../../src/model/fact.ts'
import { type ArtifactReading, readArtifact } from '../../../src/read-artifact.ts'

function read(...lines: string[]): Promise<ArtifactReading> {
  return readBy([serverLog], lines)
}

async function readBy(formats: readonly Format[], lines: readonly string[]): Promise<ArtifactReading> {
  const bytes = new TextEncoder().encode(`${lines.join('\n')}\n`)
  async function* stream(): AsyncGenerator<Uint8Array> {
    yield bytes
  }
  return readArtifact({ uri: 'server.log', stream }, formats)
}

function facts<T extends FactType>(reading: ArtifactReading, type: T): Fact<T>[] {
  return reading.facts.filter((fact) => fact.type === type) as unknown as Fact<T>[]
}

const at = (time: string): number => Date.parse(`2025-03-29T${time}Z`)
const kafka = (time: string, rest: string): string => `[2025-03-29 ${time}] ${rest}`

test('a warning is told once, with its count and its first and last time', async () => {
  const reading = await read(
    kafka('09:00:00,000', 'WARN Connection 1 refused by 10.0.0.1:9092 (kafka.network.Processor)'),
    kafka('09:00:01,000', 'INFO fine (kafka.log.Log)'),
    kafka('09:00:02,000', 'WARN Connection 27 refused by 10.0.0.3:9092 (kafka.network.Processor)'),
    kafka('09:00:03,000', 'ERROR Connection 1 refused by 10.0.0.1:9092 (kafka.network.Processor)'),
  )
  expect(facts(reading, 'log.event').map(({ value, span }) => [span.line, value])).toMatchObject([
    [
      1,
      {
        level: 'WARN',
        logger: 'kafka.network.Processor',
        message: 'Connection 1 refused by 10.0.0.1:9092',
        count: 2,
        first: { epochMs: at('09:00:00') },
        last: { epochMs: at('09:00:02') },
        firstLine: 1,
        lastLine: 3,
      },
    ],
    [4, { level: 'ERROR', count: 1, firstLine: 4 }],
  ])
  expect(facts(reading, 'log.window')[0]?.value).toMatchObject({
    from: { epochMs: at('09:00:00'), zone: 'assumed' },
    to: { epochMs: at('09:00:03') },
    lines: 4,
    warnings: 2,
    errors: 1,
    fatals: 0,
    orderlyEnd: false,
  })
  expect(reading.artifact.coverage).toMatchObject({ lines: 4, recognized: 4, ignored: 0, unknown: 0 })
})

test('equal traces are one exception, whatever the numbers in them; another line of code is another', async () => {
  const trace = (time: string, id: number, line: number): string[] => [
    kafka(time, 'ERROR Error while appending to a-0 (kafka.server.ReplicaManager)'),
    `java.io.IOException: Connection to ${id} failed`,
    `\tat kafka.log.LogCleaner$$Lambda$${id}/0x000000080${id}.apply(Unknown Source)`,
    `\tat kafka.log.Log.append(Log.scala:${line})`,
    'Caused by: java.lang.OutOfMemoryError: Map failed',
    '\t... 1 more',
  ]
  const reading = await read(
    ...trace('09:00:00,000', 1, 10),
    ...trace('09:00:01,000', 22, 10),
    ...trace('09:00:02,000', 1, 11),
  )
  const exceptions = facts(reading, 'log.exception')
  expect(exceptions.map(({ span, value }) => [span.line, span.endLine, value.count, value.lastLine])).toEqual([
    [2, 6, 2, 8],
    [14, 18, 1, 14],
  ])
  expect(exceptions[0]?.value).toMatchObject({
    level: 'ERROR',
    logger: 'kafka.server.ReplicaManager',
    message: 'Error while appending to a-0',
    first: { epochMs: at('09:00:00') },
    last: { epochMs: at('09:00:01') },
    chain: [
      { className: 'java.io.IOException', message: 'Connection to 1 failed' },
      {
        className: 'java.lang.OutOfMemoryError',
        message: 'Map failed',
        frames: [{ className: 'kafka.log.Log', method: 'append', file: 'Log.scala', line: 10 }],
      },
    ],
  })
  expect(exceptions[0]?.span.excerpt).toBe('java.io.IOException: Connection to 1 failed')
})

test('what was thrown may stand in the message, and the frames right below', async () => {
  const reading = await read(
    '2024-03-08 16:42:33,730 ERROR [LogDirFailureChannel] (handler-6) Error in dir /tiny: java.io.IOException: No space left on device',
    '\tat java.base@17.0.8/sun.nio.ch.FileDispatcherImpl.write0(FileDispatcherImpl.java)',
  )
  expect(facts(reading, 'log.exception')[0]?.value.chain).toMatchObject([
    { className: 'java.io.IOException', message: 'No space left on device' },
  ])
})

test('the JVM banner and GC lines in the middle of a trace do not tear it apart', async () => {
  const reading = await read(
    kafka('09:00:00,000', 'ERROR x (a.B)'),
    'java.io.IOException: Map failed',
    '#',
    '# There is insufficient memory for the Java Runtime Environment to continue.',
    '\tat a.B.c(B.java:1)',
    '[2025-03-29T09:00:00.000+0000][0.004s][info][gc] GC(0) Pause Young',
    '\tat a.B.d(B.java:2)',
  )
  expect(facts(reading, 'log.exception')[0]?.value.chain[0]?.frames).toHaveLength(2)
  expect(reading.artifact.coverage).toMatchObject({ recognized: 4, ignored: 3, unknown: 0 })
})

test('bare traces without any log line are read', async () => {
  const reading = await read(
    'Some words',
    '',
    'java.lang.InternalError: a fault occurred in a recent unsafe memory access operation',
    '\tat a.B.c(B.java:1)',
  )
  expect(reading.artifact.format).toBe('server-log')
  expect(facts(reading, 'log.exception').map(({ span }) => span.line)).toEqual([3])
  expect(facts(reading, 'log.window')).toEqual([])
  expect(reading.artifact.coverage).toMatchObject({
    recognized: 2,
    ignored: 1,
    unknown: 1,
    samples: [{ line: 1, text: 'Some words' }],
  })
})

test('an excerpt in a Markdown fence, quoted, is read', async () => {
  const reading = await read(
    '> ```',
    `> ${kafka('09:00:00,000', 'FATAL Exiting Kafka. (kafka.Kafka$)')}`,
    '> java.lang.OutOfMemoryError: Java heap space',
    '> \tat a.B.c(B.java:1)',
    '> ```',
  )
  expect(facts(reading, 'log.event')[0]).toMatchObject({ value: { level: 'FATAL' }, span: { line: 2 } })
  expect(facts(reading, 'log.exception')).toHaveLength(1)
})

test("java.util.logging's two lines are one record", async () => {
  const reading = await read(
    'Mar 29, 2025 9:37:03 AM org.acme.App run',
    'SEVERE: it broke',
    'java.lang.IllegalStateException: x',
    '\tat a.B.c(B.java:1)',
  )
  expect(facts(reading, 'log.event')[0]).toMatchObject({
    value: { level: 'ERROR', logger: 'org.acme.App', message: 'it broke' },
    at: { epochMs: at('09:37:03') },
  })
  expect(facts(reading, 'log.exception')[0]?.value).toMatchObject({ message: 'it broke' })
})

test('a trace within a JSON line stands on that line', async () => {
  const line = JSON.stringify({
    '@timestamp': '2025-03-29T09:00:00Z',
    level: 'ERROR',
    message: 'm',
    logger_name: 'l',
    stack_trace: 'java.io.IOException: Map failed\n\tat a.B.c(B.java:1)\n',
  })
  const reading = await read(line, line)
  expect(facts(reading, 'log.exception')[0]).toMatchObject({
    value: { count: 2, message: 'm', lastLine: 2 },
    span: { line: 1, endLine: 1 },
  })
})

test('a restart is a second run, and an orderly end is told from a sudden one', async () => {
  const reading = await read(
    kafka(
      '09:00:00,000',
      'INFO Registered kafka:type=kafka.Log4jController MBean (kafka.utils.Log4jControllerRegistration$)',
    ),
    kafka('09:00:00,100', 'INFO starting (kafka.server.KafkaServer)'),
    kafka('09:00:01,000', 'INFO Kafka version: 3.8.0 (org.apache.kafka.common.utils.AppInfoParser)'),
    kafka('09:00:02,000', 'INFO [KafkaServer id=1] started (kafka.server.KafkaServer)'),
    kafka('09:10:00,000', 'ERROR Error while appending (kafka.log.LogManager)'),
    kafka(
      '09:11:00,000',
      'INFO Registered kafka:type=kafka.Log4jController MBean (kafka.utils.Log4jControllerRegistration$)',
    ),
    kafka('09:11:00,100', 'INFO starting (kafka.server.KafkaServer)'),
    kafka('09:11:02,000', 'INFO [KafkaServer id=1] started (kafka.server.KafkaServer)'),
    kafka(
      '09:12:00,000',
      'INFO Terminating process due to signal SIGTERM (org.apache.kafka.common.utils.LoggingSignalHandler)',
    ),
    kafka('09:12:01,000', 'INFO [KafkaServer id=1] shutting down (kafka.server.KafkaServer)'),
    kafka('09:12:05,000', 'INFO [KafkaServer id=1] shut down completed (kafka.server.KafkaServer)'),
  )
  expect(
    facts(reading, 'log.window').map(({ value, span, process }) => [
      process?.run,
      span.line,
      span.endLine,
      value.orderlyEnd,
      value.errors,
      value.application,
    ]),
  ).toEqual([
    [0, 1, 5, false, 1, 'kafka'],
    [1, 6, 11, true, 0, 'kafka'],
  ])
  const markers = facts(reading, 'log.marker').map(({ value, process }) => [process?.run, value.marker, value.count])
  expect(markers).toEqual([
    [0, 'start', 2],
    [0, 'version', 1],
    [0, 'started', 1],
    [1, 'start', 2],
    [1, 'started', 1],
    [1, 'signal', 1],
    [1, 'stopping', 1],
    [1, 'stopped', 1],
  ])
  expect(facts(reading, 'log.marker').find(({ value }) => value.marker === 'signal')?.value.detail).toBe('SIGTERM')
  expect(facts(reading, 'application.version')[0]).toMatchObject({
    value: { name: 'kafka', version: '3.8.0' },
    span: { line: 3 },
  })
})

test.each([
  ['0.8 to 0.10', 'INFO [Kafka Server 0], started (kafka.server.KafkaServer)', 'started'],
  ['KRaft', 'INFO [KafkaRaftServer nodeId=1] Kafka Server started (kafka.server.KafkaRaftServer)', 'started'],
  [
    'KRaft',
    'INFO [BrokerServer id=1] Transition from STARTED to SHUTTING_DOWN (kafka.server.BrokerServer)',
    'stopping',
  ],
  ['0.9', 'INFO Kafka version : 0.9.0.1 (org.apache.kafka.common.utils.AppInfoParser)', 'version'],
  ['0.8', "INFO Rolled new log segment for 'a-0' in 1 ms. (kafka.log.Log)", 'rolled-segment'],
  [
    '3',
    'INFO [LocalLog partition=a-0, dir=/d] Rolled new log segment at offset 5 in 1 ms. (kafka.log.LocalLog)',
    'rolled-segment',
  ],
  [
    '1',
    "WARN No broker in ISR is alive for [a,0]. Elect leader 1 from live brokers 1. There's potential data loss. (kafka.controller.OfflinePartitionLeaderSelector)",
    'unclean-election',
  ],
  ['2', 'INFO [Log partition=a-0, dir=/d] Truncating to offset 5 (kafka.log.Log)', 'truncating'],
  ['2', 'INFO [ZooKeeperClient] Session expired. (kafka.zookeeper.ZooKeeperClient)', 'session-expired'],
  [
    '2',
    'INFO Skipping recovery for all logs in /d since clean shutdown file was found (kafka.log.LogManager)',
    'clean-shutdown-found',
  ],
])('Kafka %s: %s', async (_, line, marker) => {
  const reading = await read(kafka('09:00:00,000', line))
  expect(facts(reading, 'log.marker').map(({ value }) => value.marker)).toEqual([marker])
})

test('the printed configuration is read, each setting on its line', async () => {
  const reading = await read(
    kafka('09:00:00,000', 'INFO KafkaConfig values: '),
    '\tadvertised.host.name = null',
    '\tcompression.type = gzip',
    '\tlog.dirs = /a,/b',
    ' (kafka.server.KafkaConfig)',
    kafka('09:00:00,000', 'INFO ProducerConfig values: '),
    '\tcompression.type = lz4',
    '\tacks = all',
    '\tlinger.ms = 0',
  )
  expect(facts(reading, 'kafka.setting').map(({ value, span }) => [span.line, value.key, value.value])).toEqual([
    [2, 'advertised.host.name', 'null'],
    [3, 'compression.type', 'gzip'],
    [4, 'log.dirs', '/a,/b'],
  ])
})

test("ZooKeeper's environment lines name the JVM and the system", async () => {
  const environment = (text: string): string =>
    kafka('09:00:00,000', `INFO Client environment:${text} (org.apache.zookeeper.ZooKeeper)`)
  const reading = await read(
    environment('java.version=1.8.0_201'),
    environment('os.name=Linux'),
    environment('os.arch=amd64'),
    environment('os.version=4.15.0-45-generic'),
    environment('host.name=broker-3'),
  )
  expect(facts(reading, 'jvm.version')[0]?.value).toEqual({ version: '1.8.0_201', major: 8 })
  expect(facts(reading, 'os').map(({ value }) => value)).toEqual([
    { family: 'linux', architecture: 'amd64', kernel: '4.15.0-45-generic', host: 'broker-3' },
  ])
})

test('Elasticsearch prints its version and its JVM arguments', async () => {
  const es = (text: string): string => `[2024-01-01T00:00:00,000][INFO ][o.e.n.Node               ] [node-1] ${text}`
  const reading = await read(
    es(
      'version[7.10.0], pid[7], build[default/tar/51e9d6f/2020-11-09], OS[Linux/5.4.0/amd64], JVM[AdoptOpenJDK/OpenJDK 64-Bit Server VM/15.0.1/15.0.1+9]',
    ),
    es('JVM arguments [-Xms1g, -Xmx1g, -XX:+UseG1GC, -XX:MaxDirectMemorySize=536870912, -Des.path.home=/es]'),
    es('started'),
  )
  expect(facts(reading, 'application.version')[0]?.value).toEqual({ name: 'elasticsearch', version: '7.10.0' })
  expect(facts(reading, 'jvm.version')[0]?.value).toEqual({ version: '15.0.1+9', major: 15 })
  expect(facts(reading, 'jvm.flag').map(({ value }) => [value.name, value.value])).toEqual([
    ['InitialHeapSize', 1073741824],
    ['MaxHeapSize', 1073741824],
    ['UseG1GC', true],
    ['MaxDirectMemorySize', 536870912],
  ])
  expect(facts(reading, 'log.marker').map(({ value }) => value.marker)).toEqual(['start', 'started'])
})

test('services that one file interleaves are told apart', async () => {
  const reading = await read(
    'kafka-1  | [2025-03-29 09:00:00,000] ERROR first (a.B)',
    'kafka-2  | [2025-03-29 09:00:00,000] INFO [KafkaServer id=2] started (kafka.server.KafkaServer)',
    'kafka-1  | java.io.IOException: Map failed',
    'kafka-2  | [2025-03-29 09:00:01,000] INFO fine (a.B)',
    'kafka-1  | \tat a.B.c(B.java:1)',
  )
  expect(facts(reading, 'log.exception')[0]).toMatchObject({
    process: { host: 'kafka-1' },
    span: { line: 3, endLine: 5 },
    value: { message: 'first' },
  })
  expect(facts(reading, 'log.window').map(({ process, value }) => [process?.host, value.errors])).toEqual([
    ['kafka-1', 1],
    ['kafka-2', 0],
  ])
})

test('with more distinct messages than are kept, the last ones are kept, and a note says so', async () => {
  const word = (n: number): string => String.fromCharCode(...Array.from(String(n), (digit) => 97 + Number(digit)))
  const lines = Array.from({ length: 2500 }, (_, n) => kafka('09:00:00,000', `WARN ${word(n)} (a.B)`))
  const reading = await read(...lines)
  expect(facts(reading, 'log.event')).toHaveLength(2100)
  expect(facts(reading, 'log.event').at(-1)?.span.line).toBe(2500)
  expect(facts(reading, 'log.window')[0]?.value.warnings).toBe(2500)
  expect(reading.artifact.notes).toMatchObject([{ code: 'server-log/events-capped', line: 2001 }])
})

test.each([
  [
    'a crash log',
    '#\n# A fatal error has been detected by the Java Runtime Environment:\n#\n#  SIGSEGV (0xb) at pc=0x0, pid=1, tid=2',
  ],
  ['a GC log', '[2026-11-21T08:20:27.977+0000][0.004s][info][gc] Using G1'],
  ['a memory map', '7f0000000000-7f0000001000 rw-p 00000000 00:00 0'],
  ['settings', 'vm.max_map_count = 65530'],
  ['nothing', ''],
])('%s is no server log', async (_, text) => {
  expect((await read(text)).artifact.format).not.toBe('server-log')
})

test("Elasticsearch's words on its collections are its log, not the JVM's", async () => {
  const { artifact, facts } = await readBy(
    [gcLog, serverLog],
    [
      '[2026-11-21T10:00:00,406][WARN ][o.e.m.j.JvmGcMonitorService] [n1] [gc][355199] overhead, spent [3.5s] collecting in the last [3.9s]',
      '[2026-11-21T10:00:07,914][INFO ][o.e.m.j.JvmGcMonitorService] [n1] [gc][old][355204][472] duration [5.2s], collections [1]/[5.5s]',
    ],
  )
  expect(artifact.format).toBe('server-log')
  expect(facts.filter(({ type }) => type === 'log.event')).toHaveLength(1)
})

test('a record that begins with an empty line is told by what follows', async () => {
  const { facts } = await read(
    '2026-11-21 10:00:00.001 ERROR 1 --- [           main] o.s.b.d.LoggingFailureAnalysisReporter   : ',
    '',
    'APPLICATION FAILED TO START',
    'The Tomcat connector configured to listen on port 8080 failed to start.',
    '2026-11-21 10:00:01.001  INFO 1 --- [           main] o.s.b.SpringApplication   : done',
  )
  expect(facts.find(({ type }) => type === 'log.event')?.value).toMatchObject({
    message: expect.stringMatching(/^APPLICATION FAILED TO START\nThe Tomcat connector/),
  })
})
