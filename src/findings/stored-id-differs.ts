import { defineLogFinding } from './evidence/log-search.ts'

export const storedIdDiffers = defineLogFinding({
  id: 'stored-id-differs',
  title: 'The data directory carries the id of another cluster or node, or none',
  // Kafka with ZooKeeper, KRaft, Elasticsearch, Cassandra.
  pattern:
    /InconsistentClusterId|InconsistentBrokerId|InconsistentNodeId|InconsistentBrokerMetadata|INCONSISTENT_CLUSTER_ID|Invalid cluster\.id in|doesn't match stored|Stored (?:node|cluster|broker) id \S+ doesn't match|No (?:readable )?`?meta\.properties`? (?:files? )?found|previously joined a cluster with UUID|Saved cluster name .* != configured name/i,
  statement: 'the data directory is not of this node and cluster',
  collect: [
    {
      what: 'whose the data directory is',
      collect: 'cat $LOG_DIRS/meta.properties; env | grep -iE "cluster|node|broker.?id"',
    },
  ],
})
