import { defineLogFinding } from './evidence/log-search.ts'

export const zookeeperSessionExpired = defineLogFinding({
  id: 'zookeeper-session-expired',
  title: 'The session with ZooKeeper expired',
  pattern:
    /session 0x[0-9a-f]+[^\n]* (?:has )?expired|zookeeper\S* session[^\n]* expired|SessionExpiredException|KeeperErrorCode = Session expired|zookeeper state changed \(Expired\)/i,
  // Web applications have sessions that expire too: these words count in the logs of ZooKeeper's client alone.
  loggedBy: { logger: /zookeeper|ClientCnxn/i, message: /^(?:\[.*\] )?Session expired/i },
  statement: 'the session with ZooKeeper was lost',
  collect: [
    {
      what: 'the GC log around the loss, and the log of ZooKeeper',
      collect: 'grep -c "fsync-ing the write ahead log" zookeeper.log',
    },
  ],
})
