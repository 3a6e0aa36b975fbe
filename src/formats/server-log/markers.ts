// Informational lines that tell a story, as literal beginnings of the message. Bracketed context in front
// (`[KafkaServer id=1] `, `[Log partition=a-0, dir=/d] `, Elasticsearch's `[node-1] `) is left out of account.
// Sources: Kafka's own log statements from 0.8 to 4.x, ZooKeeper, Elasticsearch, Cassandra, Spring Boot.

export interface Marker {
  /** As in the fact `log.marker`. */
  readonly marker: string
  /** The message starts with this. At least four characters: the gate compares those. */
  readonly starts: string
  /** And holds this, where the beginning alone says too little. */
  readonly holds?: string
  /** What a `detail` is taken from: the first group. Occurrences with different details are counted apart. */
  readonly detail?: RegExp
  /** The first lines of a process: one of them after the end of another run starts a new one. */
  readonly opensRun?: true
  /** Whose line it is, where only one application prints it. */
  readonly application?: string
}

const kafka = 'kafka'
const zookeeper = 'zookeeper'
const elasticsearch = 'elasticsearch'
const cassandra = 'cassandra'

export const markers: readonly Marker[] = [
  // A process begins.
  { marker: 'start', starts: 'Registered kafka:type=kafka.Log4jController MBean', opensRun: true, application: kafka },
  {
    marker: 'start',
    starts: 'Registered `kafka:type=kafka.Log4jController` MBean',
    opensRun: true,
    application: kafka,
  },
  { marker: 'start', starts: 'Verifying properties', opensRun: true, application: kafka },
  { marker: 'start', starts: 'starting', holds: 'KafkaServer', opensRun: true, application: kafka },
  { marker: 'start', starts: 'Starting KafkaServer', opensRun: true, application: kafka },
  { marker: 'start', starts: 'Starting broker', application: kafka },
  { marker: 'start', starts: 'Starting controller', application: kafka },
  { marker: 'start', starts: 'Transition from SHUTDOWN to STARTING', opensRun: true, application: kafka },
  { marker: 'start', starts: 'KafkaConfig values:', application: kafka },
  { marker: 'start', starts: 'Reading configuration from:', opensRun: true, application: zookeeper },
  { marker: 'start', starts: 'Starting quorum peer', application: zookeeper },
  { marker: 'start', starts: 'Starting server', application: zookeeper },
  { marker: 'start', starts: 'initializing ...', opensRun: true, application: elasticsearch },
  { marker: 'start', starts: 'version[', opensRun: true, application: elasticsearch, detail: /version\[([^\]]+)/ },
  { marker: 'start', starts: 'starting ...', application: elasticsearch },
  { marker: 'start', starts: 'Cassandra version:', opensRun: true, application: cassandra },
  { marker: 'start', starts: 'Starting', holds: ' with PID ', opensRun: true },
  // It is up.
  { marker: 'started', starts: 'started', holds: 'KafkaServer', application: kafka },
  { marker: 'started', starts: 'Kafka Server started', application: kafka },
  { marker: 'started', starts: 'Transition from STARTING to STARTED', application: kafka },
  { marker: 'started', starts: 'binding to port', application: zookeeper },
  { marker: 'started', starts: 'started', holds: 'n.Node', application: elasticsearch },
  { marker: 'started', starts: 'Startup complete', application: cassandra },
  { marker: 'started', starts: 'Starting listening for CQL clients', application: cassandra },
  { marker: 'started', starts: 'Started', holds: ' seconds (' },
  { marker: 'started', starts: 'Started', holds: ' seconds' },
  // It stops.
  { marker: 'stopping', starts: 'shutting down', holds: 'KafkaServer', application: kafka },
  { marker: 'stopping', starts: 'Starting controlled shutdown', application: kafka },
  { marker: 'stopping', starts: 'Transition from STARTED to SHUTTING_DOWN', application: kafka },
  { marker: 'stopping', starts: 'stopping ...', application: elasticsearch },
  { marker: 'stopping', starts: 'DRAINING', application: cassandra },
  { marker: 'stopping', starts: 'Announcing shutdown', application: cassandra },
  { marker: 'stopping', starts: 'Commencing graceful shutdown' },
  { marker: 'stopping', starts: 'Shutting down', holds: 'KafkaServer', application: kafka },
  { marker: 'stopped', starts: 'shut down completed', holds: 'KafkaServer', application: kafka },
  { marker: 'stopped', starts: 'Shut down completed', holds: 'KafkaServer', application: kafka },
  { marker: 'stopped', starts: 'Shutdown completed', holds: 'KafkaServer', application: kafka },
  { marker: 'stopped', starts: 'Transition from SHUTTING_DOWN to SHUTDOWN', application: kafka },
  { marker: 'stopped', starts: 'App info kafka.server for', holds: 'unregistered', application: kafka },
  { marker: 'stopped', starts: 'closed', holds: 'n.Node', application: elasticsearch },
  { marker: 'stopped', starts: 'stopped', holds: 'n.Node', application: elasticsearch },
  { marker: 'stopped', starts: 'DRAINED', application: cassandra },
  { marker: 'stopped', starts: 'Graceful shutdown complete' },
  // LoggingSignalHandler, Kafka 1.1 and later (KAFKA-6388).
  { marker: 'signal', starts: 'Terminating process due to signal', detail: /signal (\w+)/, application: kafka },
  // Exits of its own.
  { marker: 'jvm-exit', starts: 'Halting broker because', application: kafka },
  { marker: 'jvm-exit', starts: 'Shutdown broker because all log dirs', application: kafka },
  { marker: 'log-dir-offline', starts: 'Stopping serving logs in dir', application: kafka },
  { marker: 'jvm-exit', starts: 'Exiting Kafka', application: kafka },
  { marker: 'jvm-exit', starts: 'Encountered fatal fault', application: kafka },
  { marker: 'jvm-exit', starts: 'Fatal error during KafkaServer startup', application: kafka },
  { marker: 'jvm-exit', starts: 'fatal error in thread', application: elasticsearch },
  { marker: 'jvm-exit', starts: 'JVM state determined to be unstable', application: cassandra },
  { marker: 'jvm-exit', starts: 'Exiting due to error while processing commit log', application: cassandra },
  { marker: 'jvm-exit', starts: 'Severe unrecoverable error, exiting', application: zookeeper },
  // Which version.
  { marker: 'version', starts: 'Kafka version', detail: /version ?: (\S+)/ },
  { marker: 'version', starts: 'Kafka commitId', detail: /commitId ?: (\S+)/ },
  { marker: 'version', starts: 'Server environment:zookeeper.version', detail: /=([^,]+)/, application: zookeeper },
  // Log loading and recovery.
  { marker: 'loading-logs', starts: 'Loading logs', application: kafka },
  { marker: 'loading-logs', starts: 'Loading log ', application: kafka },
  { marker: 'logs-loaded', starts: 'Logs loading complete', application: kafka },
  { marker: 'logs-loaded', starts: 'Loaded ', holds: ' logs in ', application: kafka },
  { marker: 'recovering', starts: 'Recovering unflushed segment', application: kafka },
  { marker: 'recovering', starts: 'Attempting recovery for all logs', application: kafka },
  { marker: 'recovering', starts: 'No clean shutdown file was found', application: kafka },
  { marker: 'recovering', starts: 'Found file ', holds: 'require recovery', application: kafka },
  { marker: 'recovered', starts: 'Completed load of log', application: kafka },
  { marker: 'recovered', starts: 'Recovered log', application: kafka },
  { marker: 'clean-shutdown-found', starts: 'Found clean shutdown file', application: kafka },
  { marker: 'clean-shutdown-found', starts: 'Skipping recovery for all logs', application: kafka },
  { marker: 'clean-shutdown-found', starts: 'Skipping recovery of ', application: kafka },
  { marker: 'index-corrupt', starts: 'Found a corrupted index file', application: kafka },
  { marker: 'index-corrupt', starts: 'Found invalid offset index', application: kafka },
  { marker: 'index-corrupt', starts: 'Found invalid index file', application: kafka },
  { marker: 'index-corrupt', starts: 'Could not find offset index file', application: kafka },
  { marker: 'rolled-segment', starts: 'Rolled new log segment', application: kafka },
  { marker: 'deleted-segment', starts: 'Deleted log ', application: kafka },
  { marker: 'deleted-segment', starts: 'Deleting segment', application: kafka },
  { marker: 'deleted-segment', starts: 'Scheduling segment', application: kafka },
  { marker: 'deleted-segment', starts: 'Deleted offset index', application: kafka },
  { marker: 'deleted-segment', starts: 'Deleting index', application: kafka },
  { marker: 'truncating', starts: 'Truncating ', application: kafka },
  // Sessions and leaders.
  { marker: 'session-expired', starts: 'Unable to reconnect to ZooKeeper service', holds: 'has expired' },
  { marker: 'session-expired', starts: 'Session expired' },
  { marker: 'session-expired', starts: 'zookeeper state changed (Expired)' },
  { marker: 'session-expired', starts: 'ZK expired', application: kafka },
  { marker: 'session-expired', starts: 'Expiring session', application: zookeeper },
  { marker: 'session-timeout', starts: 'Client session timed out' },
  { marker: 'unclean-election', starts: 'No broker in ISR is alive for', application: kafka },
  { marker: 'unclean-election', starts: 'No broker in ISR for partition', application: kafka },
  { marker: 'unclean-election', starts: 'Setting new leader for', holds: 'unclean election', application: kafka },
  { marker: 'unclean-election', starts: 'Triggering unclean leader election', application: kafka },
  { marker: 'leader-change', starts: 'New leader is', application: kafka },
  { marker: 'leader-change', starts: 'successfully elected as', application: kafka },
  { marker: 'leader-change', starts: 'Resigned', application: kafka },
  { marker: 'leader-change', starts: 'Resigning', application: kafka },
  { marker: 'leader-change', starts: 'elected-as-master', application: elasticsearch },
  { marker: 'leader-change', starts: 'LEADING - LEADER ELECTION TOOK', application: zookeeper },
]

/** Nothing hangs on a single occurrence: no detail, no change in the life of the process. */
export function isOnlyCounted({ marker, detail, opensRun }: Marker): boolean {
  return detail === undefined && !opensRun && !/^(?:start|started|stopping|stopped)$/.test(marker)
}

/** `[KafkaServer id=1] `, `[GroupCoordinator 0]: `, `[Kafka Server 0], `: groups in brackets in front of the message. */
export const CONTEXT: RegExp = /^(?:\[[^\]]*\][,:]? *|\([^)]*\)[,:]? *)*/

/** The first marker whose words the message starts with; `logger` counts as a part of what it holds. */
export function markerOf(message: string, logger: string | undefined): Marker | undefined {
  const said = message.replace(CONTEXT, '')
  return markers.find(
    ({ starts, holds }) =>
      said.startsWith(starts) && (holds === undefined || message.includes(holds) || (logger ?? '').includes(holds)),
  )
}
