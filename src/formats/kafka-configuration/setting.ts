import type { Property } from './properties.ts'

/** Settings of a broker that bear on what kills it; found in any other file of properties they count too. */
const TELLING = new Set(
  `advertised.listeners broker.id node.id process.roles controller.quorum.voters log.dir log.dirs metadata.log.dir num.partitions
  log.retention.ms log.retention.minutes log.retention.hours log.retention.bytes log.segment.bytes log.roll.ms log.roll.hours
  log.index.size.max.bytes log.index.interval.bytes log.cleanup.policy log.cleaner.enable log.cleaner.dedupe.buffer.size
  log.cleaner.threads log.preallocate log.segment.delete.delay.ms num.recovery.threads.per.data.dir compression.type
  compression.codec zookeeper.connect zookeeper.session.timeout.ms zookeeper.connection.timeout.ms broker.session.timeout.ms
  max.connections max.connections.per.ip unclean.leader.election.enable inter.broker.protocol.version log.message.format.version
  remote.log.storage.system.enable remote.log.index.file.cache.total.size.bytes socket.request.max.bytes message.max.bytes
  queued.max.requests default.replication.factor offsets.topic.num.partitions offsets.topic.segment.bytes
  transaction.state.log.num.partitions auto.create.topics.enable num.network.threads num.io.threads replica.fetch.max.bytes
  controlled.shutdown.enable min.insync.replicas`.split(/\s+/),
)

export function isTelling(key: string): boolean {
  return TELLING.has(key)
}

// Container images take settings from the environment: KAFKA_LOG_RETENTION_HOURS (Confluent), KAFKA_CFG_LOG_RETENTION_HOURS
// (Bitnami); what configures the start script instead is no setting.
const FROM_ENVIRONMENT = /^KAFKA_(?:CFG_)?([A-Z][A-Z0-9_]*)$/
const OF_THE_SCRIPT =
  /^(?:OPTS|HEAP_OPTS|JVM_PERFORMANCE_OPTS|GC_LOG_OPTS|JMX_\w*|LOG4J\w*|HOME|VERSION|DEBUG|CLASSPATH)$/

/** The setting's own name, also where an environment variable carries it. */
export function settingOf({ key, value }: Property): Property {
  const name = FROM_ENVIRONMENT.exec(key)?.[1]
  if (name === undefined || OF_THE_SCRIPT.test(name)) return { key, value: shown(key, value) }
  const own = name.toLowerCase().replace(/___|__|_/g, (bars) => (bars === '_' ? '.' : bars === '__' ? '_' : '-'))
  return { key: own, value: shown(own, value.replace(/^(["'])(.*)\1$/, '$2')) }
}

/** Secrets do not travel; Kafka itself prints them so. */
function shown(key: string, value: string): string {
  return /password|secret|token|credential|jaas|private\.?key/i.test(key) ? '[hidden]' : value
}
