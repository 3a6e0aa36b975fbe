import { defineCause, statementOf } from '../model/cause.ts'

export const storageIdentityMismatch = defineCause({
  id: 'storage-identity-mismatch',
  family: 'broker',
  title: 'The data directory belongs to another cluster or node',
  summary:
    'A broker writes its id and that of its cluster into meta.properties of every log directory, and refuses to start where they differ from its configuration or from what ZooKeeper or the controllers say: a volume of another broker, a changed broker.id or node.id, a ZooKeeper that was set up anew while the data stayed (docker compose without a volume for ZooKeeper). In KRaft a directory that was never formatted is refused too. Elasticsearch and Cassandra check the same.',
  refines: 'jvm-startup-config-error',
  prior: -3,
  triggers: ['stored-id-differs'],
  evidence: {
    'stored-id-differs': { present: 6 },
  },
  symptoms: ['stored-id-differs'],
  tell: statementOf('stored-id-differs'),
  remedies: [
    {
      when: 'now',
      action: 'Compare the ids in the data directory with those of the cluster and of the configuration.',
      command: 'cat $LOG_DIRS/meta.properties; kafka-cluster.sh cluster-id --bootstrap-server $OTHER_BROKER:9092',
    },
    {
      when: 'now',
      action:
        'Give the broker back its own volume, id and ZooKeeper. Only where the data may be lost, empty the directory (with ZooKeeper) or format it (KRaft).',
      command: 'kafka-storage.sh format -t $CLUSTER_ID -c server.properties',
    },
    {
      when: 'for-good',
      action:
        'Keep the data of ZooKeeper or of the controllers and of the brokers together: both on volumes, or neither.',
    },
  ],
  references: ['KIP-78 (cluster id)', 'KAFKA-7335'],
})
