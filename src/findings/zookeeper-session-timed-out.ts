import { defineLogFinding } from './evidence/log-search.ts'

// ClientCnxn gives a server up after two thirds of the session timeout and tries the next one: the session lives on if
// that one is reached in the rest of the time.
export const zookeeperSessionTimedOut = defineLogFinding({
  id: 'zookeeper-session-timed-out',
  title: 'ZooKeeper was silent for most of the session timeout',
  pattern: /have not heard from server in \d+ ?ms/i,
  statement: 'ZooKeeper did not answer for most of the session timeout',
})
