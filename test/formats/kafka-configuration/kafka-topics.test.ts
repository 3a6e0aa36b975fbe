import { expect, test } from 'vitest'
import { readText, valuesOf } from '../read-text.ts'

const NEW = `Topic: events\tTopicId: 5Xq\tPartitionCount: 3\tReplicationFactor: 2\tConfigs: segment.bytes=1048576,cleanup.policy=compact,delete,retention.ms=-1
\tTopic: events\tPartition: 0\tLeader: 1\tReplicas: 1,2\tIsr: 1,2\tElr: \tLastKnownElr: 
\tTopic: events\tPartition: 1\tLeader: 2\tReplicas: 2,3\tIsr: 2\tElr: \tLastKnownElr: 
\tTopic: events\tPartition: 2\tLeader: none\tReplicas: 3,1\tIsr: 3\tElr: \tLastKnownElr: 
`

test('a described topic: settings whose values hold commas, replicas by broker, trouble', async () => {
  const reading = await readText(NEW)
  expect(reading.artifact).toMatchObject({ format: 'kafka-topics', coverage: { recognized: 4, unknown: 0 } })
  expect(valuesOf(reading, 'kafka.topic')).toEqual([
    {
      name: 'events',
      partitions: 3,
      replicationFactor: 2,
      settings: { 'segment.bytes': '1048576', 'cleanup.policy': 'compact,delete', 'retention.ms': '-1' },
      replicasByBroker: { 1: 2, 2: 2, 3: 2 },
      leaderless: 1,
      underReplicated: 2,
    },
  ])
  expect(reading.facts[0]?.span).toMatchObject({ line: 1, endLine: 4 })
})

test('the older layout has no blanks behind its colons', async () => {
  const reading = await readText(
    'Topic:old\tPartitionCount:1\tReplicationFactor:1\tConfigs:\n\tTopic: old\tPartition: 0\tLeader: 0\tReplicas: 0\tIsr: 0\n',
  )
  expect(valuesOf(reading, 'kafka.topic')).toMatchObject([{ name: 'old', partitions: 1, settings: {}, leaderless: 0 }])
})

test('tabs turned into blanks, headings lost: partitions are counted', async () => {
  const reading = await readText(NEW.split('\n').slice(1).join('\n').replaceAll('\t', '    '))
  expect(valuesOf(reading, 'kafka.topic')).toMatchObject([{ name: 'events', partitions: 3, replicationFactor: 2 }])
})

test('kafka-configs.sh: settings of topics and brokers, newer and older layout', async () => {
  const reading = await readText(`Dynamic configs for topic events are:
  retention.ms=1000 sensitive=false synonyms={DYNAMIC_TOPIC_CONFIG:retention.ms=1000}
Configs for topic 'old' are segment.bytes=1048576,cleanup.policy=compact,delete
Dynamic configs for broker 1 are:
  log.cleaner.threads=2 sensitive=false synonyms={DYNAMIC_BROKER_CONFIG:log.cleaner.threads=2, DEFAULT_CONFIG:log.cleaner.threads=1}
  ssl.key.password=null sensitive=true synonyms={}
`)
  expect(reading.artifact).toMatchObject({ format: 'kafka-topics' })
  expect(valuesOf(reading, 'kafka.topic')).toMatchObject([
    { name: 'events', settings: { 'retention.ms': '1000' } },
    { name: 'old', settings: { 'segment.bytes': '1048576', 'cleanup.policy': 'compact,delete' } },
  ])
  expect(valuesOf(reading, 'kafka.topic')[0]).not.toHaveProperty('partitions')
  expect(valuesOf(reading, 'kafka.setting')).toEqual([{ key: 'log.cleaner.threads', value: '2' }])
})

const LOG_DIRS = `Querying brokers for log directories information
Received log directory information from brokers 0
{"version":1,"brokers":[{"broker":0,"logDirs":[{"logDir":"/d1","error":null,"partitions":[{"partition":"t-0","size":100,"offsetLag":0,"isFuture":false},{"partition":"t-1","size":50,"offsetLag":0,"isFuture":false}]},{"logDir":"/d2","error":"org.apache.kafka.common.errors.KafkaStorageException","partitions":[]}]}]}
`

test('kafka-log-dirs.sh: partitions and bytes by directory, and which is offline', async () => {
  const reading = await readText(LOG_DIRS)
  expect(reading.artifact.format).toBe('kafka-topics')
  expect(valuesOf(reading, 'kafka.log-dirs')).toEqual([
    { broker: 0, directory: '/d1', partitions: 2, bytes: 150 },
    {
      broker: 0,
      directory: '/d2',
      partitions: 0,
      bytes: 0,
      error: 'org.apache.kafka.common.errors.KafkaStorageException',
    },
  ])
})

test('cut JSON gives a note, not silence', async () => {
  const reading = await readText(LOG_DIRS.slice(0, -30))
  expect(reading.artifact.notes).toMatchObject([{ code: 'kafka-topics/not-json', line: 3 }])
})
