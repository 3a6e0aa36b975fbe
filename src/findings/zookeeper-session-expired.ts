import { defineFinding } from '../model/finding.ts'
import { amountOf } from '../model/wording.ts'
import { LOG_FACTS, searchLogs, totalCount } from './evidence/log-search.ts'

const PATTERN =
  /Client session timed out, have not heard from server|(?:ZooKeeper )?session 0x[0-9a-f]+ has expired|Session expired|SessionExpiredException|zookeeper state changed \(Expired\)|have not heard from server in \d+ ?ms/i

export const zookeeperSessionExpired = defineFinding({
  id: 'zookeeper-session-expired',
  title: 'The session with ZooKeeper expired or timed out',
  needs: [],
  reads: [...LOG_FACTS],
  collect: [
    {
      what: 'the GC log around the loss, and the log of ZooKeeper',
      collect: 'grep -c "fsync-ing the write ahead log" zookeeper.log',
    },
  ],
  test(facts) {
    const cites = searchLogs(facts, PATTERN)
    if (cites.length === 0) return { state: 'unknown' }
    return {
      state: 'present',
      statement: `the session with ZooKeeper was lost (${amountOf(totalCount(cites), 'time')})`,
      cites,
    }
  },
})
