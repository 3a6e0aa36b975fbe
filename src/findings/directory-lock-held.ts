import { defineLogFinding } from './evidence/log-search.ts'

export const directoryLockHeld = defineLogFinding({
  id: 'directory-lock-held',
  title: 'Another process holds the lock on the data directory',
  // Kafka, Elasticsearch, Lucene, RocksDB (Kafka Streams), Cassandra.
  pattern:
    /Failed to acquire lock on file \S*\.lock in|OverlappingFileLockException|failed to obtain node locks?|Lock held by (?:another program|this virtual machine)|While lock file: .*(?:Resource temporarily unavailable|No locks available)|lock hold by current process/i,
  statement: 'another process holds the data directory',
  collect: [{ what: 'who holds the lock', collect: 'lsof $LOG_DIRS/.lock; pgrep -af kafka.Kafka' }],
})
