import { spawn, spawnSync } from 'node:child_process'
import { appendFileSync, closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { control, startJava } from '../runner/process.mjs'

export const ZOOKEEPER_PORT = 21811
export const BROKER_PORT = 19092
const MAX_MAP_COUNT = '/proc/sys/vm/max_map_count'

/** Flags of kafka-run-class.sh of that release, as far as JDK 17 knows them. */
const PERFORMANCE = [
  '-server',
  '-XX:+UseG1GC',
  '-XX:MaxGCPauseMillis=20',
  '-XX:InitiatingHeapOccupancyPercent=35',
  '-XX:+DisableExplicitGC',
]

/** ZooKeeper in a folder of its own; answers when it takes connections. */
export async function startZooKeeper({ jdk, libs, folder }) {
  const home = join(folder, 'zookeeper')
  mkdirSync(home, { recursive: true })
  writeFileSync(
    join(home, 'zookeeper.properties'),
    `dataDir=${home}/data\nclientPort=${ZOOKEEPER_PORT}\nclientPortAddress=127.0.0.1\ntickTime=500\nmaxClientCnxns=0\n`,
  )
  writeFileSync(join(home, 'log4j.properties'), log4j('zookeeper.log'))
  const out = openSync(join(home, 'stdout.log'), 'w')
  const main = 'org.apache.zookeeper.server.quorum.QuorumPeerMain'
  const flags = ['-Xmx256m', `-Dlog4j.configuration=file:${home}/log4j.properties`]
  const child = spawn(join(jdk.home, 'bin/java'), [...flags, '-cp', `${libs}/*`, main, 'zookeeper.properties'], {
    cwd: home,
    stdio: ['ignore', out, out],
  })
  closeSync(out)
  await untilListening(ZOOKEEPER_PORT)
  return child
}

/** Command line and configuration of a broker; `settings` go into its server.properties. */
export function brokerCommand({ jdk, libs, folder, flags = [], settings = {} }) {
  writeFileSync(join(folder, 'log4j.properties'), log4j('server.log'))
  const all = {
    'broker.id': 0,
    listeners: `PLAINTEXT://127.0.0.1:${BROKER_PORT}`,
    'log.dirs': join(folder, 'data'),
    'zookeeper.connect': `127.0.0.1:${ZOOKEEPER_PORT}`,
    'zookeeper.connection.timeout.ms': 6000,
    'num.partitions': 1,
    ...settings,
  }
  const lines = Object.entries(all).map(([key, value]) => `${key}=${value}\n`)
  writeFileSync(join(folder, 'server.properties'), lines.join(''))
  return [
    join(jdk.home, 'bin/java'),
    ...flags,
    ...PERFORMANCE.filter((flag) => !flags.includes(flag.replace(':+', ':-'))),
    '-Xlog:gc*:file=kafkaServer-gc.log:time,tags',
    '-Dlog4j.configuration=file:log4j.properties',
    '-cp',
    `${libs}/*`,
    'kafka.Kafka',
    'server.properties',
  ]
}

/** Starts the broker and waits until it serves, or is dead. */
export async function startBroker(recipe, jdk, folder, command) {
  const run = startJava({ recipe, jdk, folder, command })
  const lab = control({ pid: run.child.pid, folder, ended: run.ended })
  await lab.waitFor('server.log', '[Kafka Server 0], started', recipe.startSeconds ?? 30)
  return { ...lab, child: run.child }
}

/**
 * Lowers vm.max_map_count of the whole host, and gives back what restores it: also when the lab is interrupted. A broker
 * of that release needs a descriptor for each segment, and 65,530 of them are more than most users may open.
 */
export function lowerMapLimit(limit) {
  const before = readFileSync(MAX_MAP_COUNT, 'utf8')
  const restore = () => writeFileSync(MAX_MAP_COUNT, before)
  process.once('exit', restore)
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1))
  writeFileSync(MAX_MAP_COUNT, String(limit))
  return restore
}

/** Sends records with Kafka's own tool; one that fails is part of the incident. */
export function produce({ jdk, libs, folder }, topic, records, bytes, settings = {}, seconds = 40) {
  const properties = { 'bootstrap.servers': `127.0.0.1:${BROKER_PORT}`, ...settings }
  const flags = ['--topic', topic, '--num-records', records, '--record-size', bytes, '--throughput', '7000']
  const given = Object.entries(properties).map(([key, value]) => `${key}=${value}`)
  const main = 'org.apache.kafka.tools.ProducerPerformance'
  const { stdout, stderr } = spawnSync(
    join(jdk.home, 'bin/java'),
    ['-Xmx512m', '-cp', `${libs}/*`, main, ...flags.map(String), '--producer-props', ...given],
    { encoding: 'utf8', timeout: seconds * 1000, killSignal: 'SIGKILL' },
  )
  appendFileSync(join(folder, 'producer.txt'), `${stdout}${stderr}`)
}

export async function untilListening(port, seconds = 20) {
  for (let i = 0; i < seconds * 10; i++) {
    const isOpen = await new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true))
      socket.on('error', () => resolve(false))
      socket.on('connect', () => socket.destroy())
    })
    if (isOpen) return
    await sleep(100)
  }
  throw new Error(`Nothing listens on port ${port}`)
}

/**
 * Segments as an earlier life of the broker would have left them, after a clean stop: an empty log, and an index of one
 * entry (relative offset 1, position 0), since an empty file is never mapped.
 */
export function layOutSegments(data, partitions, segmentsEach) {
  const entry = Buffer.from([0, 0, 0, 1, 0, 0, 0, 0])
  for (let p = 0; p < partitions; p++) {
    const dir = join(data, `events-${p}`)
    mkdirSync(dir, { recursive: true })
    for (let s = 0; s < segmentsEach; s++) {
      const name = String(s * 1000).padStart(20, '0')
      writeFileSync(join(dir, `${name}.log`), '')
      writeFileSync(join(dir, `${name}.index`), entry)
    }
  }
  writeFileSync(join(data, '.kafka_cleanshutdown'), '')
}

function log4j(file) {
  return [
    'log4j.rootLogger=INFO, file',
    'log4j.appender.file=org.apache.log4j.FileAppender',
    `log4j.appender.file.File=${file}`,
    'log4j.appender.file.layout=org.apache.log4j.PatternLayout',
    'log4j.appender.file.layout.ConversionPattern=[%d] %p %m (%c)%n',
    '',
  ].join('\n')
}
