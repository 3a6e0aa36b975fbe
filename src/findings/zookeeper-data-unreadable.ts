import { defineFinding } from '../model/finding.ts'
import { LOG_FACTS, searchLogs, statedBy } from './evidence/log-search.ts'
import { passes, thrown } from './evidence/throwables.ts'

// FileTxnSnapLog.restore, QuorumPeer.loadDataBase, FileTxnLog.
const SAID =
  /No snapshot found, but there are log entries|Unable to load database on disk|(?:accepted|current) epoch, \S+, is (?:less|older) than|snapshot (?:is )?(?:corrupt|invalid)|Failed to load .*(?:snapshot|txn ?log)|EOFException.*(?:snapshot|txn)|CRC check failed|Unreasonable length = \d+/i
/** A file cut short is told by the frames alone; the network's EOFException passes other classes. */
const IN_FILES = /^org\.apache\.zookeeper\.server\.persistence\.File(?:Header|TxnLog|Snap|TxnSnapLog)\b/

export const zookeeperDataUnreadable = defineFinding({
  id: 'zookeeper-data-unreadable',
  title: 'ZooKeeper could not load its snapshots and transaction logs',
  needs: [],
  reads: [...LOG_FACTS],
  collect: [
    {
      what: 'the files of ZooKeeper, with sizes',
      collect: 'ls -l $ZK_DATA_DIR/version-2 $ZK_LOG_DIR/version-2; df -h',
    },
  ],
  test(facts) {
    const cutShort = thrown(
      facts['log.exception'],
      ({ className }, chain) => className === 'java.io.EOFException' && passes(chain, IN_FILES),
    )
    const said = searchLogs(facts, SAID)
    const cites = [...said, ...cutShort.filter((fact) => !said.includes(fact))]
    if (cites.length === 0) return { state: 'unknown' }
    return { state: 'present', statement: statedBy('ZooKeeper cannot read its data', cites, /./), cites }
  },
})
