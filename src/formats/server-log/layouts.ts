// Log layouts by shape, most telling first. A layout says where time, level, thread, logger and message stand in a
// line; a new producer is one more entry. Levels are upper case in every one of them, which keeps unified GC logging
// (`[info][gc]`) out.

const STAMP = String.raw`(?<time>\d{4}[-/.]\d\d[-/.]\d\d[T ]\d\d:\d\d:\d\d(?:[.,:]\d{1,9})?(?: ?(?:Z|UTC|GMT|[+-]\d\d:?\d\d))?)`
const CLOCK = String.raw`(?<time>\d{1,2}:\d\d:\d\d(?:[.,]\d{1,9})?(?: [AP]M)?)`
const ANY_STAMP = String.raw`(?<time>\d{4}[-/.]\d\d[-/.]\d\d[T ]\d\d:\d\d:\d\d(?:[.,:]\d{1,9})?(?: ?(?:Z|UTC|GMT|[+-]\d\d:?\d\d))?|\d\d[-/.](?:\d\d|[A-Z][a-z]{2})[-/.]\d{2,4} \d\d:\d\d:\d\d(?:[.,]\d{1,9})?|\d{1,2}:\d\d:\d\d(?:[.,]\d{1,9})?(?: [AP]M)?)`
const LEVEL = '(?<level>TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|FATAL|SEVERE|CRITICAL|CRIT|CONFIG|FINE(?:R|ST)?)'
const LOGGER = String.raw`(?<logger>[\w$]+(?:[.$/-][\w$]+)*)`

export interface Layout {
  readonly id: string
  /** Who writes it. */
  readonly writers: string
  readonly pattern: RegExp
  /** A line of it, made up; the tests read it. */
  readonly example: string
  /**
   * What stands between the level and the message where the two are not next to each other; bracketed groups may always
   * stand there. Lets the gate find the message in bytes. `null`: the gate is not for this layout.
   */
  readonly messageAfter: '' | ' - ' | ' : ' | ': ' | null
  /** It takes what the others leave, and must come last. */
  readonly isLoose?: true
}

export const layouts: readonly Layout[] = [
  {
    id: 'kafka',
    writers: 'Kafka 0.8 to 4.x `[%d] %p %m (%c)%n`, also with the stamp scrubbed to `[]`',
    pattern: new RegExp(
      String.raw`^\s*\[(?:${STAMP})?\] ${LEVEL} +(?<message>.*?)(?: \(${LOGGER}\))?(?: \[(?<thread>[^\]]*)\])?\s*$`,
    ),
    example: '[2025-03-29 09:37:03,218] ERROR Shutdown broker because all log dirs have failed (kafka.log.LogManager)',
    messageAfter: '',
  },
  {
    id: 'elasticsearch',
    writers: 'Elasticsearch 2 and later, OpenSearch',
    pattern: new RegExp(String.raw`^\s*\[${STAMP}\]\[${LEVEL} *\]\[(?<logger>[^\]\s]+) *\] ?(?<message>.*)$`),
    example: '[2024-01-01T00:00:00,000][WARN ][o.e.m.j.JvmGcMonitorService] [node-1] [gc][42] overhead, spent [1s]',
    messageAfter: '',
  },
  {
    id: 'bars',
    writers: '`%d|%p|%t|%c:%L|%m|`',
    pattern: new RegExp(
      String.raw`^\s*${STAMP} *\| *${LEVEL} *\|(?:(?<thread>[^|]*)\|)?(?<logger>[^|]*)\|(?<message>.*?)\|?\s*$`,
    ),
    example: '2018-10-13 19:12:08,103|ERROR|main|kafka.Kafka$.main:118|Exiting|',
    messageAfter: null,
  },
  {
    id: 'spring-boot',
    writers: 'Spring Boot',
    pattern: new RegExp(
      String.raw`^\s*${STAMP} +${LEVEL} +(?:\[[^\]]*\] +)?\d+ --- (?:\[[^\]]*\] )*\[ *(?<thread>[^\]]*)\] (?<logger>[\w$.[\]/-]+) *: (?<message>.*)$`,
    ),
    example: '2024-01-01T00:00:00.000Z  INFO 1 --- [           main] com.acme.App : Started App in 3.2 seconds',
    messageAfter: ' : ',
  },
  {
    id: 'zookeeper',
    writers: 'ZooKeeper 3.3 and later',
    pattern: new RegExp(
      String.raw`^\s*${STAMP} (?:\[myid:[^\]]*\] )?- ${LEVEL} +\[(?<thread>.*?):(?<logger>[\w$.]+)@(?:\d+|[\w$<>]+)\] - (?<message>.*)$`,
    ),
    example: '2020-01-01 00:00:00,000 [myid:1] - INFO  [main:QuorumPeerMain@141] - Starting quorum peer',
    messageAfter: ' - ',
  },
  {
    id: 'cassandra',
    writers: 'Cassandra 1 to 5',
    pattern: new RegExp(
      String.raw`^\s*${LEVEL} +\[(?<thread>[^\]]*(?:\][^\]\s]*)*?)\](?: [\w-]+\([\w., -]*\))? ${STAMP} (?<logger>[\w$]+)\.\w+(?::\d+| \(line \d+\))(?: -)? (?<message>.*)$`,
    ),
    example: 'INFO  [main] 2020-01-01 00:00:00,000 CassandraDaemon.java:507 - Startup complete',
    messageAfter: ' - ',
  },
  {
    id: 'solr',
    writers: 'Solr 5 and later',
    pattern: new RegExp(String.raw`^\s*${STAMP} ${LEVEL} +\((?<thread>[^)]*)\) \[[^\]]*\] ${LOGGER} (?<message>.*)$`),
    example: '2020-01-01 00:00:00.000 ERROR (qtp1-20) [c:a s:shard1 r:core_node1 x:a] o.a.s.s.HttpSolrCall null:x',
    messageAfter: null,
  },
  {
    id: 'jboss',
    writers: 'Quarkus, WildFly, JBoss, kafka-native',
    pattern: new RegExp(
      String.raw`^\s*${ANY_STAMP} +${LEVEL} +\[(?<logger>[^\]\s]+)\] \((?<thread>[^)]*(?:\([^)]*\)[^)]*)*)\) (?<message>.*)$`,
    ),
    example: '2024-03-08 16:42:33,730 ERROR [org.apa.kaf.LogDirFailureChannel] (request-handler-6) Error in dir /tiny',
    messageAfter: '',
  },
  {
    id: 'strimzi',
    writers: 'Strimzi, Red Hat AMQ Streams, `%d{ISO8601} %p %m (%c) [%t]`',
    pattern: new RegExp(
      String.raw`^\s*${STAMP} ${LEVEL} +(?<message>.*) \(${LOGGER}\)(?: \[(?<thread>[^\]]*(?:\[[^\]]*\][^\]]*)*)\])?\s*$`,
    ),
    example:
      '2022-10-14 22:52:00,580 ERROR Error while flushing log (kafka.server.LogDirFailureChannel) [kafka-scheduler-1]',
    messageAfter: '',
  },
  {
    id: 'thread-level-logger',
    writers: "logback's default and most applications: `%d [%t] %-5p %c - %m`",
    pattern: new RegExp(
      String.raw`^\s*\[?${ANY_STAMP}\]? +[[(](?<thread>[^\]]*?)[\])] +\[?${LEVEL}\]? +\[?${LOGGER}\]?(?::\d+)?(?: \[[^\]]*\])*(?: +-|:)? (?<message>.*)$`,
    ),
    example: '09:37:03.218 [main] ERROR org.acme.App - it broke',
    messageAfter: null,
  },
  {
    id: 'level-thread-logger',
    writers: 'Druid, HBase, Hive and others: `%d %p [%t] %c - %m`',
    pattern: new RegExp(
      String.raw`^\s*${ANY_STAMP} +${LEVEL} +\[(?<thread>[^\]]*(?:\][^\]\s]+)*?)\] +${LOGGER}(?::\d+)? ?(?:-|:) ?(?<message>.*)$`,
    ),
    example: '2016-10-14T04:01:36,159 WARN [main] org.eclipse.jetty.server.ServerConnector - accept failed',
    messageAfter: null,
  },
  {
    id: 'tomcat',
    writers: 'Tomcat 8 and later (JULI OneLineFormatter)',
    pattern: new RegExp(
      String.raw`^\s*(?<time>\d\d-[A-Z][a-z]{2}-\d{4} \d\d:\d\d:\d\d\.\d{3}) ${LEVEL} \[(?<thread>[^\]]*)\] ${LOGGER} (?<message>.*)$`,
    ),
    example: '29-Mar-2025 09:37:03.218 SEVERE [main] org.apache.catalina.core.StandardService.init failed',
    messageAfter: '',
  },
  {
    id: 'level-logger',
    writers: 'Hadoop, Spark, Flink and others: `%d %p %c: %m`, `%d %-5p %c:%L - %m`',
    pattern: new RegExp(
      String.raw`^\s*\[?${ANY_STAMP}\]? +[[(]?${LEVEL}[\])]? +${LOGGER}(?::\d+)?(?: *\[[^\]]*\])? ?(?:-|:) (?<message>.*)$`,
    ),
    example: '16/05/02 14:34:46 INFO SparkContext: Running Spark version 3.5.0',
    messageAfter: null,
  },
  {
    id: 'slf4j-simple',
    writers: "SLF4J's SimpleLogger, as in Confluent's images and command-line tools",
    pattern: new RegExp(String.raw`^\s*\[(?<thread>[^\]]+)\] ${LEVEL} ${LOGGER} - (?<message>.*)$`),
    example: '[main] ERROR org.apache.kafka.common.utils.KafkaThread - Uncaught exception in thread',
    messageAfter: null,
  },
  {
    id: 'stamp-level',
    writers: 'anything that starts with a stamp and a level',
    pattern: new RegExp(
      String.raw`^\s*\[?${ANY_STAMP}\]?[ |,]+(?:\[[^\]]*\] +)?[[(]?${LEVEL}[\])]?[ :|]+(?:\[(?<logger>[\w$]+(?:\.[\w$]+)*)\] )?(?<message>.*)$`,
    ),
    example: '2016/05/02 14:34:46.089 ERROR [MmapUtils] Failed to mmap file',
    messageAfter: '',
    isLoose: true,
  },
  {
    id: 'level-first',
    writers: 'excerpts that lost their stamp; `%p %m (%c)`, `%p %c: %m`',
    pattern: new RegExp(
      String.raw`^\s*\[?${LEVEL}(?:\]:?|:| ) *(?:\[(?<thread>[^\]]*)\] )?(?<message>\S.*?)(?: \(${LOGGER}\))?(?: \[[^\]]*\])?\s*$`,
    ),
    example: 'ERROR Encountered fatal fault: Error loading metadata log record',
    messageAfter: null,
    isLoose: true,
  },
]

/** java.util.logging's SimpleFormatter: time and source in one line, level and message in the next. */
export const JUL_HEAD: RegExp =
  /^\s*(?<time>[A-Z][a-z]{2} \d{1,2}, \d{4},? \d{1,2}:\d\d:\d\d[\s\u202f][AP]M) (?<logger>\S+)(?: \S+)?\s*$/

/** Stamps alone, for a look at a line's start. */
export const STAMPS: { readonly full: string; readonly clock: string } = { full: STAMP, clock: CLOCK }
