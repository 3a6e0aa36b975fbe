// Incidents of a real broker: Kafka 0.9.0.1 with ZooKeeper 3.4.6 on a modern JDK, on the loopback only. `live` is what
// happens to it; the broker is started with `flags` and `settings`, its data folder is a tmpfs of `tmpfs` size.

import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lowerMapLimit, produce } from './servers.mjs'

const witnesses = ['hs_err*', 'server.log', 'kafkaServer-gc.log', 'std*.log', 'server.properties']
const heap = ['-Xmx512m', '-Xms512m']

/** Records that are one compressed message set each: the worst case of KAFKA-3933. */
const SMALL_GZIP_SETS = {
  'compression.type': 'gzip',
  'batch.size': 1,
  'linger.ms': 0,
  acks: 1,
  'request.timeout.ms': 120_000,
}

export const incidents = [
  {
    name: 'kafka-healthy',
    shows: 'A real broker that starts, takes messages and is stopped in order.',
    saveTo: 'healthy/kafka-0.9',
    flags: heap,
    keep: [...witnesses, 'proc-*.txt', 'sysctl.txt', 'meminfo.txt', 'lsof.txt'],
    async live(world) {
      const broker = await world.broker()
      produce(world, 'events', 20_000, 200)
      for (const name of ['maps', 'limits', 'status']) broker.proc(name)
      broker.tool('lsof.txt', 'lsof', '-n', '-P', '-p', String(broker.pid))
      broker.host()
      broker.signal('SIGTERM')
      return broker.ended
    },
  },
  {
    name: 'kafka-start-at-map-limit',
    shows:
      'A real broker with more segments than vm.max_map_count (lowered to 15,000): it maps every index at start and never comes up.',
    saveTo: 'cases/map-count-index-files',
    twist: 'kafka-0.9-start',
    flags: ['-Xmx1g', '-Xms1g'],
    segments: [16, 1000],
    startSeconds: 20,
    async live(world) {
      const restore = lowerMapLimit(15_000)
      try {
        const broker = await world.broker()
        return await world.endOrKill(broker)
      } finally {
        restore()
      }
    },
  },
  {
    name: 'kafka-gzip-recovery',
    shows:
      'A real broker of an affected release recovers gzip topics after kill -9: memory grows by 30 KiB a message set.',
    saveTo: 'cases/gzip-native-leak-restart',
    twist: 'kafka-0.9',
    flags: ['-Xmx2g', '-Xms2g', '-Xmn1800m'],
    // An index entry for every set: recovery reads the first offset of each, as it does anyway where sets are larger than 4 KiB.
    settings: {
      'num.partitions': 8,
      'log.index.interval.bytes': 1,
      'log.flush.offset.checkpoint.interval.ms': 600_000,
    },
    keep: [...witnesses, 'process.tsv'],
    async live(world) {
      const first = await world.broker()
      produce(world, 'events', 100_000, 100, SMALL_GZIP_SETS)
      first.signal('SIGKILL')
      await first.ended
      for (const file of ['server.log', 'kafkaServer-gc.log']) rmSync(join(world.folder, file))
      const second = await world.broker({ limits: 'ulimit -d 4500000', startSeconds: 1 })
      const watching = second.series('process.tsv')
      const end = await world.endOrKill(second, 40_000)
      await watching
      return end
    },
  },
  {
    name: 'kafka-descriptors',
    shows: 'A real broker runs out of descriptors while it rolls segments: it halts with Too many open files.',
    saveTo: 'cases/fd-exhaustion',
    twist: 'kafka-0.9',
    flags: heap,
    limits: 'ulimit -n 220',
    settings: { 'log.segment.bytes': 20_480 },
    keep: [...witnesses, 'proc-limits.txt', 'lsof.txt'],
    async live(world) {
      const broker = await world.broker()
      broker.proc('limits')
      const look = setTimeout(
        () => broker.isAlive() && broker.tool('lsof.txt', 'lsof', '-n', '-P', '-p', String(broker.pid)),
        0,
      )
      await broker.sleep(100)
      clearTimeout(look)
      produce(world, 'events', 60_000, 500, {}, 15)
      return world.endOrKill(broker)
    },
  },
  {
    name: 'kafka-disk-full',
    shows: 'A real broker fills its disk: it halts with No space left on device.',
    saveTo: 'cases/disk-full',
    twist: 'kafka-0.9',
    flags: heap,
    tmpfs: '8m',
    async live(world) {
      const broker = await world.broker()
      produce(world, 'events', 60_000, 500, {}, 15)
      return world.endOrKill(broker)
    },
  },
  {
    name: 'kafka-heap',
    shows: 'A real broker whose heap is smaller than the dedupe buffer of its log cleaner: heap exhausted at start.',
    saveTo: 'cases/java-heap-oom',
    twist: 'kafka-0.9-dedupe-buffer',
    flags: ['-Xmx96m', '-Xms96m'],
    startSeconds: 10,
    async live(world) {
      const broker = await world.broker()
      return world.endOrKill(broker)
    },
  },
  {
    name: 'kafka-zookeeper-frozen',
    shows:
      'ZooKeeper is frozen for longer than the session timeout, then goes on: the session of a real broker has expired.',
    saveTo: 'cases/zookeeper-session-loss',
    twist: 'kafka-0.9',
    flags: heap,
    settings: { 'zookeeper.session.timeout.ms': 4000 },
    async live(world) {
      const broker = await world.broker()
      world.zookeeper.kill('SIGSTOP')
      await broker.sleep(12_000)
      world.zookeeper.kill('SIGCONT')
      await broker.sleep(6000)
      broker.signal('SIGTERM')
      return world.endOrKill(broker)
    },
  },
  {
    name: 'kafka-zookeeper-unreachable',
    shows: 'A real broker is started without ZooKeeper: it gives up after the connection timeout.',
    saveTo: 'cases/zookeeper-unreachable',
    twist: 'kafka-0.9',
    flags: heap,
    settings: { 'zookeeper.connect': '127.0.0.1:21999' },
    startSeconds: 20,
    async live(world) {
      const broker = await world.broker()
      return world.endOrKill(broker)
    },
  },
  {
    name: 'kafka-damaged-index',
    shows: 'An index file is damaged while a real broker is down: it is found and rebuilt at start, no harm done.',
    saveTo: 'cases/corrupt-index',
    twist: 'kafka-0.9',
    flags: heap,
    keep: [...witnesses, 'server.log.1'],
    async live(world) {
      const first = await world.broker()
      produce(world, 'events', 20_000, 200)
      first.signal('SIGTERM')
      await first.ended
      renameSync(join(world.folder, 'server.log'), join(world.folder, 'server.log.1'))
      writeFileSync(join(world.folder, 'data/events-0/00000000000000000000.index'), Buffer.alloc(64))
      const second = await world.broker({ startSeconds: 15 })
      await second.sleep(4000)
      second.signal('SIGTERM')
      return world.endOrKill(second)
    },
  },
  {
    name: 'kafka-port-in-use',
    shows: 'Another process holds the port of a real broker.',
    saveTo: 'cases/port-in-use',
    twist: 'kafka-0.9',
    flags: heap,
    settings: { listeners: 'PLAINTEXT://127.0.0.1:21811' },
    startSeconds: 12,
    async live(world) {
      const broker = await world.broker()
      return world.endOrKill(broker)
    },
  },
  {
    name: 'kafka-restart-within-session',
    shows:
      'A real broker is killed and started again before its ZooKeeper session is over: it finds itself registered.',
    saveTo: 'cases/broker-already-registered',
    twist: 'kafka-0.9',
    flags: heap,
    settings: { 'zookeeper.session.timeout.ms': 9000 },
    async live(world) {
      const first = await world.broker()
      first.signal('SIGKILL')
      await first.ended
      rmSync(join(world.folder, 'server.log'))
      const second = await world.broker({ startSeconds: 8 })
      return world.endOrKill(second)
    },
  },
].map((incident) => ({ keep: witnesses, settings: {}, origin: 'kafka', ...incident }))
