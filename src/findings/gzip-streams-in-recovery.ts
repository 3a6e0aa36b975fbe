import { defineFinding } from '../model/finding.ts'
import { passes } from './evidence/throwables.ts'

const GZIP = /java\.util\.zip\.(?:GZIPInputStream|Inflater)/
const RECOVERY =
  /(?:LogSegment\.recover|Log\.(?:loadSegments|recoverLog|recoverSegment)|LogLoader\.|Recovery\.|LogManager.*(?:recover|load)|ByteBufferMessageSet.*(?:deep|shallow)Iterator|MemoryRecords)/

export const gzipStreamsInRecovery = defineFinding({
  id: 'gzip-streams-in-recovery',
  title: 'GZIP streams were opened by log recovery when it failed',
  needs: [],
  reads: ['log.exception', 'crash.stack'],
  test(facts) {
    const traces = facts['log.exception'].filter(
      ({ value }) => passes(value.chain, GZIP) && passes(value.chain, RECOVERY),
    )
    const stacks = facts['crash.stack'].filter(({ value }) => {
      const symbols = [...value.native, ...value.java].map((frame) => frame.symbol ?? frame.text)
      return symbols.some((symbol) => GZIP.test(symbol)) && symbols.some((symbol) => RECOVERY.test(symbol))
    })
    const cites = [...traces, ...stacks]
    return cites.length > 0
      ? { state: 'present', statement: 'log recovery was reading GZIP-compressed messages when memory ran out', cites }
      : { state: 'unknown' }
  },
})
