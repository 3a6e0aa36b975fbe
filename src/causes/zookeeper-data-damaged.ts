import { defineCause, statementOf } from '../model/cause.ts'

export const zookeeperDataDamaged = defineCause({
  id: 'zookeeper-data-damaged',
  family: 'files-and-disks',
  title: 'ZooKeeper cannot load its snapshots or transaction logs',
  summary:
    'At its start ZooKeeper reads the newest valid snapshot and the transaction logs behind it, and ends where that cannot be done: a file cut short by a full disk or a power cut (EOFException, CRC), epochs that do not fit, or logs without any snapshot. The last is also said after an upgrade from 3.4 to 3.5.5 or later of a server that was too young to have a snapshot (ZOOKEEPER-3056).',
  consequenceOf: ['disk-full'],
  prior: -3,
  triggers: ['zookeeper-data-unreadable'],
  evidence: {
    'zookeeper-data-unreadable': { present: 6 },
  },
  symptoms: ['zookeeper-data-unreadable'],
  tell: statementOf('zookeeper-data-unreadable'),
  remedies: [
    {
      when: 'now',
      action:
        'Where the other servers of the ensemble have a quorum, move version-2 of this one away (keep myid) and start it: it copies the data from the leader.',
      command: 'mv $ZK_DATA_DIR/version-2 $ZK_DATA_DIR/version-2.damaged',
    },
    {
      when: 'now',
      action:
        'Where it is the only one and only "No snapshot found" is said after an upgrade, start it once with snapshot.trust.empty=true and take the setting back.',
      command: 'export SERVER_JVMFLAGS=-Dzookeeper.snapshot.trust.empty=true',
    },
    {
      when: 'for-good',
      action: 'Run three servers or more, give their logs a disk of their own, and watch its free space.',
    },
  ],
  references: ['ZOOKEEPER-3056', 'ZOOKEEPER-1621'],
})
