// One line of each layout, and what a reader sees in it.

import { expect, test } from 'vitest'
import { layouts } from '../../../src/formats/server-log/layouts.ts'
import { LineParser, type LogLine } from '../../../src/formats/server-log/log-line.ts'
import { instantOf } from '../../../src/formats/server-log/stamp.ts'

const parse = (text: string): LogLine | undefined => new LineParser().parse(text)

test.each<[string, Partial<LogLine>]>([
  [
    '[2025-03-29 09:37:03,218] ERROR Shutdown broker because all log dirs in /a have failed (kafka.log.LogManager)',
    {
      layout: 'kafka',
      level: 'ERROR',
      time: '2025-03-29 09:37:03,218',
      logger: 'kafka.log.LogManager',
      message: 'Shutdown broker because all log dirs in /a have failed',
    },
  ],
  [
    "[kafka-admin-client-thread | adminclient-1] ERROR o.a.k.KafkaThread - Uncaught exception in thread 'x':",
    {
      layout: 'slf4j-simple',
      level: 'ERROR',
      logger: 'o.a.k.KafkaThread',
      thread: 'kafka-admin-client-thread | adminclient-1',
      message: "Uncaught exception in thread 'x':",
    },
  ],
  [
    '[] FATAL Exiting Kafka. (kafka.Kafka$)',
    { layout: 'kafka', level: 'FATAL', logger: 'kafka.Kafka$', message: 'Exiting Kafka.' },
  ],
  ['  [2025-03-29 09:37:03,218] INFO no logger here', { layout: 'kafka', level: 'INFO', message: 'no logger here' }],
  [
    '2022-10-14 22:52:00,580 ERROR Error while flushing (kafka.server.LogDirFailureChannel) [kafka-scheduler-1]',
    {
      layout: 'strimzi',
      level: 'ERROR',
      logger: 'kafka.server.LogDirFailureChannel',
      thread: 'kafka-scheduler-1',
      message: 'Error while flushing',
    },
  ],
  [
    '2024-03-08 16:42:33,730 ERROR [org.apa.kaf.LogDirFailureChannel] (zk-SendThread(h:2181)) Error in dir /tiny: x',
    {
      layout: 'jboss',
      level: 'ERROR',
      logger: 'org.apa.kaf.LogDirFailureChannel',
      thread: 'zk-SendThread(h:2181)',
      message: 'Error in dir /tiny: x',
    },
  ],
  [
    '2018-10-13 19:12:08,103|WARN|main|kafka.Kafka$.main:118|Exiting|',
    { layout: 'bars', level: 'WARN', thread: 'main', logger: 'kafka.Kafka$.main:118', message: 'Exiting' },
  ],
  [
    '[2024-01-01T00:00:00,000][WARN ][o.e.m.j.JvmGcMonitorService] [node-1] [gc][42] overhead',
    {
      layout: 'elasticsearch',
      level: 'WARN',
      logger: 'o.e.m.j.JvmGcMonitorService',
      message: '[node-1] [gc][42] overhead',
    },
  ],
  [
    '2024-01-01T00:00:00.000Z  INFO 1 --- [           main] com.acme.App : Started App in 3.2 seconds',
    {
      layout: 'spring-boot',
      level: 'INFO',
      thread: 'main',
      logger: 'com.acme.App',
      message: 'Started App in 3.2 seconds',
    },
  ],
  [
    '2020-01-01 00:00:00,000 [myid:1] - WARN  [QuorumPeer[myid=1]/0:0:0:0:0:0:0:0:2181:QuorumCnxManager@400] - Cannot open channel to 2',
    { layout: 'zookeeper', level: 'WARN', logger: 'QuorumCnxManager', message: 'Cannot open channel to 2' },
  ],
  [
    'ERROR [CompactionExecutor:3] 2020-01-01 00:00:00,000 JVMStabilityInspector.java:94 - JVM state determined to be unstable',
    {
      layout: 'cassandra',
      level: 'ERROR',
      thread: 'CompactionExecutor:3',
      logger: 'JVMStabilityInspector',
      message: 'JVM state determined to be unstable',
    },
  ],
  [
    ' INFO [main] 2013-01-01 00:00:00,000 CassandraDaemon.java (line 119) Logging initialized',
    { layout: 'cassandra', level: 'INFO', logger: 'CassandraDaemon', message: 'Logging initialized' },
  ],
  [
    '2020-01-01 00:00:00.000 ERROR (qtp1-20) [c:a s:shard1 r:core_node1 x:a] o.a.s.s.HttpSolrCall null:x',
    { layout: 'solr', level: 'ERROR', thread: 'qtp1-20', logger: 'o.a.s.s.HttpSolrCall', message: 'null:x' },
  ],
  [
    '09:37:03.218 [main] ERROR org.acme.App - it broke',
    { layout: 'thread-level-logger', level: 'ERROR', thread: 'main', logger: 'org.acme.App', message: 'it broke' },
  ],
  [
    '2016-10-14T04:01:36,159 WARN [qtp-112] org.eclipse.jetty.server.ServerConnector - accept failed',
    {
      layout: 'level-thread-logger',
      level: 'WARN',
      thread: 'qtp-112',
      logger: 'org.eclipse.jetty.server.ServerConnector',
      message: 'accept failed',
    },
  ],
  [
    '29-Mar-2025 09:37:03.218 SEVERE [main] org.apache.catalina.core.StandardService.init failed',
    {
      layout: 'tomcat',
      level: 'ERROR',
      thread: 'main',
      logger: 'org.apache.catalina.core.StandardService.init',
      message: 'failed',
    },
  ],
  [
    '16/05/02 14:34:46 INFO SparkContext: Running Spark',
    { layout: 'level-logger', level: 'INFO', logger: 'SparkContext', message: 'Running Spark' },
  ],
  [
    '2016/05/02 14:34:46.089 ERROR [MmapUtils] Failed to mmap file',
    { layout: 'stamp-level', level: 'ERROR', logger: 'MmapUtils', message: 'Failed to mmap file' },
  ],
  [
    ' ERROR Encountered fatal fault: x (org.apache.kafka.server.fault.ProcessTerminatingFaultHandler)',
    { layout: 'level-first', level: 'ERROR', message: 'Encountered fatal fault: x' },
  ],
  ['SEVERE: it broke', { layout: 'level-first', level: 'ERROR', message: 'it broke' }],
  [
    'Mar 29, 2025 9:37:03 AM org.acme.App run',
    { layout: 'jul', time: 'Mar 29, 2025 9:37:03 AM', logger: 'org.acme.App', message: '' },
  ],
  [
    '{"instant":{"epochSecond":1743241023,"nanoOfSecond":218000000},"thread":"main","level":"ERROR","loggerName":"a.B","message":"broke","thrown":{"name":"java.io.IOException","message":"Map failed","extendedStackTrace":[{"class":"a.B","method":"c","file":"B.java","line":1}]}}',
    {
      layout: 'json',
      level: 'ERROR',
      epochMs: 1743241023218,
      logger: 'a.B',
      thread: 'main',
      message: 'broke',
      stackTrace: 'java.io.IOException: Map failed\n\tat a.B.c(B.java:1)',
    },
  ],
  [
    '{"@timestamp":"2025-03-29T09:37:03.218Z","log.level":"WARN","message":"m","process.thread.name":"t","log.logger":"l","error.stack_trace":"x.Y\\n\\tat a.B.c(B.java:1)"}',
    {
      layout: 'json',
      level: 'WARN',
      time: '2025-03-29T09:37:03.218Z',
      logger: 'l',
      thread: 't',
      stackTrace: 'x.Y\n\tat a.B.c(B.java:1)',
    },
  ],
])('%s', (text, expected) => {
  expect(parse(text)).toMatchObject(expected)
})

test.each([
  '[2026-11-21T08:20:27.977+0000][0.004s][info][gc] Using G1',
  '2018-10-13T19:12:08.103+0000: 1.234: [GC pause (G1 Evacuation Pause) (young), 0.01 secs]',
  'java.io.IOException: Map failed',
  '\tat a.B.c(B.java:1)',
  '7f0000000000-7f0000001000 rw-p 00000000 00:00 0 [heap]',
  '# There is insufficient memory for the Java Runtime Environment to continue.',
  'vm.max_map_count = 65530',
  '',
])('%s starts no record', (text) => {
  expect(parse(text)).toBeUndefined()
})

test('each layout reads its own example, and no layout before it does', () => {
  for (const { id, example } of layouts) expect(parse(example)?.layout).toBe(id)
})

test.each([
  ['2025-03-29 09:37:03,218', Date.UTC(2025, 2, 29, 9, 37, 3, 218), 'assumed', 1],
  ['2025-03-29T09:37:03.218+02:00', Date.UTC(2025, 2, 29, 7, 37, 3, 218), 'offset', 1],
  ['2025-03-29T09:37:03Z', Date.UTC(2025, 2, 29, 9, 37, 3), 'utc', 1000],
  ['29-Mar-2025 09:37:03.218', Date.UTC(2025, 2, 29, 9, 37, 3, 218), 'assumed', 1],
  ['25/03/29 09:37:03', Date.UTC(2025, 2, 29, 9, 37, 3), 'assumed', 1000],
  ['Mar 29, 2025 12:37:03 AM', Date.UTC(2025, 2, 29, 0, 37, 3), 'assumed', 1000],
])('%s as an instant', (stamp, epochMs, zone, precisionMs) => {
  expect(instantOf(stamp)).toEqual({ epochMs, zone, precisionMs })
})

test.each(['09:37:03,218', '2025-13-29 09:37:03', 'yesterday'])('%s names no instant', (stamp) => {
  expect(instantOf(stamp)).toBeUndefined()
})
