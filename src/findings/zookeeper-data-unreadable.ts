import { defineLogFinding } from './evidence/log-search.ts'

export const zookeeperDataUnreadable = defineLogFinding({
  id: 'zookeeper-data-unreadable',
  title: 'ZooKeeper could not load its snapshots and transaction logs',
  // FileTxnSnapLog.restore, QuorumPeer.loadDataBase, FileTxnLog.
  pattern:
    /No snapshot found, but there are log entries|Unable to load database on disk|(?:accepted|current) epoch, \S+, is (?:less|older) than|snapshot (?:is )?(?:corrupt|invalid)|Failed to load .*(?:snapshot|txn ?log)|EOFException.*(?:snapshot|txn)|CRC check failed|Unreasonable length = \d+/i,
  statement: 'ZooKeeper cannot read its data',
  collect: [
    {
      what: 'the files of ZooKeeper, with sizes',
      collect: 'ls -l $ZK_DATA_DIR/version-2 $ZK_LOG_DIR/version-2; df -h',
    },
  ],
})
