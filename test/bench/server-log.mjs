// A broker's log of 200 MB, with one trace in a hundred records, against an empty Node (N) and against grep, which looks
// at every byte once (G). Budget: N + 5 G, 100 MB; ten times the bytes in at most 10.5 times the time.

import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'

export function run({ folder, hserr, compare }) {
  const small = join(folder, 'server-20.log')
  const large = join(folder, 'server-200.log')
  writeServerLog(small, 20e6)
  writeServerLog(large, 200e6)

  const node = ['node', '-e', '0']
  const tenth = compare('server.log, 20 MB', { hserr: inspect(hserr, small), node })
  const whole = compare('server.log, 200 MB', {
    hserr: inspect(hserr, large),
    node,
    grep: ['grep', '-c', '.', large],
  })
  const above = (medians) => medians.hserr.cpuMs - medians.node.cpuMs
  console.log(`  = N + ${(above(whole) / whole.grep.cpuMs).toFixed(1)} G, budget N + 5 G, 100 MB`)
  console.log(`  10 times the bytes take ${(above(whole) / above(tenth)).toFixed(1)} times the time, budget 10.5`)
}

function inspect(hserr, file) {
  return [process.execPath, hserr, 'inspect', '--format', 'json', file]
}

const WORDS = [
  (r) =>
    `INFO [Log partition=${topic(r)}, dir=/var/lib/kafka] Incremented log start offset to ${r(1e9)} (kafka.log.Log)`,
  (r) =>
    `INFO [GroupCoordinator 1]: Preparing to rebalance group app-${r(50)} (kafka.coordinator.group.GroupCoordinator)`,
  (r) =>
    `INFO [ProducerStateManager partition=${topic(r)}] Wrote snapshot at ${r(1e9)} (kafka.log.ProducerStateManager)`,
  (r) => `INFO [Partition ${topic(r)} broker=1] Expanding ISR from 1,2 to 1,2,3 (kafka.cluster.Partition)`,
  (r) => `DEBUG Cleaner 0: Cleaning log ${topic(r)} up to offset ${r(1e9)} (kafka.log.LogCleaner)`,
]
const STORY = (r) =>
  `INFO [Log partition=${topic(r)}, dir=/d] Rolled new log segment at offset ${r(1e9)} in ${r(40)} ms. (kafka.log.Log)`
const WARNING = (r) =>
  `WARN Attempting to send response via channel for which there is no open connection, id ${r(99)} (kafka.network.Processor)`
const FRAMES = [
  'org.apache.kafka.common.network.NetworkReceive.readFrom(NetworkReceive.java:95)',
  'org.apache.kafka.common.network.KafkaChannel.receive(KafkaChannel.java:448)',
  'kafka.network.Processor.poll(SocketServer.scala:1144)',
  'kafka.log.LogSegment.append(LogSegment.scala:158)',
  'kafka.log.Log.$anonfun$append$2(Log.scala:1179)',
  'kafka.log.LogCleaner$$Lambda$337/0x0000000800e8a8c0.apply$mcVI$sp(Unknown Source)',
  'java.base/java.lang.Thread.run(Thread.java:829)',
]

/** Always the same log: 90 % quiet records, 4 % markers, 4 % warnings, nine different stack traces. */
export function writeServerLog(file, bytes) {
  const r = randomOf(42)
  const out = openSync(file, 'w')
  let time = Date.UTC(2025, 2, 29)
  let written = 0
  let text = ''
  while (written < bytes) {
    time += r(200)
    const stamp = `[${new Date(time).toISOString().slice(0, 23).replace('T', ' ').replace('.', ',')}]`
    const record = `${stamp} ${recordOf(r)}\n`
    text += record
    written += record.length
    if (text.length > 1 << 20 || written >= bytes) {
      writeSync(out, text)
      text = ''
    }
  }
  closeSync(out)
}

function recordOf(r) {
  const kind = r(10_000)
  if (kind < 88) return `ERROR Error while appending to ${topic(r)} (kafka.server.ReplicaManager)\n${traceOf(r)}`
  if (kind < 500) return WARNING(r)
  if (kind < 900) return STORY(r)
  return WORDS[r(WORDS.length)](r)
}

function traceOf(r) {
  const which = r(9)
  const frames = Array.from({ length: 8 + which }, (_, at) => `\tat ${FRAMES[(at * 3 + which) % FRAMES.length]}\n`)
  return `java.io.IOException: Connection to ${r(9)} was lost\n${frames.join('')}Caused by: java.lang.OutOfMemoryError: Map failed\n\tat sun.nio.ch.FileChannelImpl.map0(Native Method)\n\t... 7 more`
}

function topic(r) {
  return `topic-${r(300)}-${r(24)}`
}

/** Whole numbers below n; a linear congruential generator (Numerical Recipes). */
function randomOf(seed) {
  let state = seed
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * n)
  }
}
