import { defineFinding } from '../model/finding.ts'
import { durationOf } from '../model/wording.ts'

/** Shorter than every session timeout in use, as of a pause in the GC log. */
const LONG_MS = 5000

/** A thread that sleeps and wakes late: Hadoop, ZooKeeper and HBase; Neo4j; Cassandra; Elasticsearch and OpenSearch. */
const PAUSES: readonly RegExp[] = [
  /Detected pause in JVM or host machine .*pause of approximately (\d+)ms/,
  /We slept (\d+)ms instead of \d+ms/,
  /Detected VM stop-the-world pause: \{pauseTime=(\d+)/,
  /Application threads blocked for (?:an additional )?(\d+)ms/,
  /^\w[\w ]* GC in (\d+)ms\./,
  /\[gc\]\[\w+\].* duration \[([\d.]+m?s)\]/,
]

export const longPauseLogged = defineFinding({
  id: 'long-pause-logged',
  title: 'The process noticed that it had stood still for seconds',
  needs: [],
  reads: ['log.event'],
  collect: [{ what: 'the garbage collections of that time', collect: 'grep -nE "Pause|Full GC" gc.log; vmstat 1 5' }],
  test(facts) {
    const noticed = facts['log.event'].filter(({ value }) => pauseIn(value.message) > LONG_MS)
    const longest = Math.max(...noticed.map(({ value }) => pauseIn(value.message)))
    return noticed.length === 0
      ? { state: 'unknown' }
      : { state: 'present', statement: `the process stood still for ${durationOf(longest / 1000)}`, cites: noticed }
  },
})

function pauseIn(message: string): number {
  for (const pattern of PAUSES) {
    const pause = pattern.exec(message)?.[1]
    if (pause !== undefined) return Number.parseFloat(pause) * (/\ds$/.test(pause) ? 1000 : 1)
  }
  return 0
}
