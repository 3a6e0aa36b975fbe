import { defineFinding } from '../model/finding.ts'
import { amountOf } from '../model/wording.ts'
import { LOG_FACTS, searchLogs, totalCount } from './evidence/log-search.ts'

const PATTERN =
  /Unable to connect to zookeeper server|Timed out waiting for connection while in state|ZooKeeperClientTimeoutException|Opening socket connection to server .* will not attempt .*refused|Session 0x0 for server .*unexpected error.*(?:Connection refused|Network is unreachable)|UnknownHostException: .*zookeeper/i

export const zookeeperNotReached = defineFinding({
  id: 'zookeeper-not-reached',
  title: 'The broker could not connect to ZooKeeper',
  needs: [],
  reads: [...LOG_FACTS],
  test(facts) {
    const cites = searchLogs(facts, PATTERN)
    if (cites.length === 0) return { state: 'unknown' }
    return {
      state: 'present',
      statement: `ZooKeeper could not be reached (${amountOf(totalCount(cites), 'time')})`,
      cites,
    }
  },
})
