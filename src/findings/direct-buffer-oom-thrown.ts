import { defineFinding } from '../model/finding.ts'
import { LOG_FACTS, searchLogs, statedBy } from './evidence/log-search.ts'

const PATTERN =
  /OutOfMemoryError: (?:Direct buffer memory|Cannot reserve \d+ bytes of direct buffer memory)|OutOfDirectMemoryError|failed to allocate \d+ byte\(s\) of direct memory/

export const directBufferOomThrown = defineFinding({
  id: 'direct-buffer-oom-thrown',
  title: 'The limit of direct buffer memory was reached',
  needs: [],
  reads: [...LOG_FACTS, 'jvm.oom-action'],
  collect: [
    {
      what: 'the limit and use of direct memory',
      collect: 'jcmd $PID VM.flags | tr " " "\n" | grep MaxDirectMemorySize',
    },
  ],
  test(facts) {
    const cites = [
      ...searchLogs(facts, PATTERN),
      ...facts['jvm.oom-action'].filter(({ value }) => /direct buffer/i.test(value.kind)),
    ]
    if (cites.length === 0) return { state: 'unknown' }
    return {
      state: 'present',
      statement: statedBy('the limit of direct buffer memory was reached', cites, PATTERN),
      cites,
    }
  },
})
