import { defineCause, statementOf } from '../model/cause.ts'

export const zookeeperUnreachable = defineCause({
  id: 'zookeeper-unreachable',
  family: 'broker',
  title: 'ZooKeeper could not be reached when the broker started',
  summary:
    'The broker waits zookeeper.connection.timeout.ms for a connection and then ends: a wrong address or name, ZooKeeper not up yet, or a firewall.',
  prior: -3,
  triggers: ['zookeeper-not-reached'],
  evidence: {
    'zookeeper-not-reached': { present: 6 },
    'zookeeper-session-expired': { present: -1 },
  },
  symptoms: ['zookeeper-not-reached'],
  tell: statementOf('zookeeper-not-reached'),
  remedies: [
    { when: 'now', action: 'See whether ZooKeeper answers.', command: 'echo ruok | nc $ZK_HOST 2181' },
    { when: 'for-good', action: 'Start ZooKeeper first, check zookeeper.connect and name resolution.' },
  ],
  references: [],
})
