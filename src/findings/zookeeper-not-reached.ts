import { defineLogFinding } from './evidence/log-search.ts'

export const zookeeperNotReached = defineLogFinding({
  id: 'zookeeper-not-reached',
  title: 'The broker could not connect to ZooKeeper',
  pattern:
    /Unable to connect to zookeeper server|Timed out waiting for connection while in state|ZooKeeperClientTimeoutException|Opening socket connection to server .* will not attempt .*refused|Session 0x0 for server .*unexpected error.*(?:Connection refused|Network is unreachable)|UnknownHostException: .*zookeeper/i,
  statement: 'ZooKeeper could not be reached',
})
