import { defineLogFinding } from './evidence/log-search.ts'

/** Said from one second on (zookeeper.fsync.warningthresholdms): no request is answered before the write is on disk. */
export const zookeeperDiskSlow = defineLogFinding({
  id: 'zookeeper-disk-slow',
  title: 'ZooKeeper waited for its disk',
  pattern: /fsync-ing the write ahead log in \S+ took \d{4,}ms/,
  statement: 'ZooKeeper waited for its disk',
})
