import { expect, test } from 'vitest'
import { readText, valuesOf } from '../read-text.ts'

const settingsIn = async (text: string) =>
  Object.fromEntries(valuesOf(await readText(text), 'kafka.setting').map(({ key, value }) => [key, value]))

test("a broker's properties, with comments, continuation lines and escapes", async () => {
  const reading = await readText(String.raw`# The id of the broker.
broker.id=1
log.dirs=/data/a,\
         /data/b
! another kind of comment
log.retention.hours : 168
log.segment.bytes 1073741824
log.retention.check.interval.ms=300000

ssl.keystore.password=changeit
super.users=User:CN\=admin;User:\u0061lice
`)
  expect(reading.artifact).toMatchObject({
    format: 'server-properties',
    coverage: { unknown: 0, recognized: 8, ignored: 3 },
  })
  const facts = reading.facts.filter((fact) => fact.type === 'kafka.setting')
  expect(facts.map(({ value, span }) => [value, span.line])).toEqual([
    [{ key: 'broker.id', value: '1' }, 2],
    [{ key: 'log.dirs', value: '/data/a,/data/b' }, 3],
    [{ key: 'log.retention.hours', value: '168' }, 6],
    [{ key: 'log.segment.bytes', value: '1073741824' }, 7],
    [{ key: 'log.retention.check.interval.ms', value: '300000' }, 8],
    [{ key: 'ssl.keystore.password', value: '[hidden]' }, 10],
    [{ key: 'super.users', value: 'User:CN=admin;User:alice' }, 11],
  ])
  expect(JSON.stringify(reading)).not.toContain('changeit')
})

test('KRaft settings', async () => {
  const text = 'process.roles=broker,controller\nnode.id=3\ncontroller.quorum.voters=3@localhost:9093\nlog.dirs=/d\n'
  expect(await settingsIn(text)).toMatchObject({ 'process.roles': 'broker,controller', 'node.id': '3' })
})

test('the environment of a container image carries settings under other names', async () => {
  const text =
    'KAFKA_BROKER_ID=1\nKAFKA_LOG_RETENTION_HOURS=24\nKAFKA_CFG_LOG_DIRS="/bitnami/kafka"\nKAFKA_HEAP_OPTS=-Xmx1g\n'
  expect(await settingsIn(text)).toEqual({
    'broker.id': '1',
    'log.retention.hours': '24',
    'log.dirs': '/bitnami/kafka',
    KAFKA_HEAP_OPTS: '-Xmx1g',
  })
})

test('a setting printed as null is not set', async () => {
  expect(await settingsIn('broker.id = 1\nlog.roll.ms = null\nlog.roll.hours = 168\n')).toEqual({
    'broker.id': '1',
    'log.roll.hours': '168',
  })
})

test('of a producer only what bears on the broker is taken', async () => {
  const text = 'bootstrap.servers=localhost:9092\ncompression.type=gzip\nlinger.ms=5\nbatch.size=16384\n'
  expect(await settingsIn(text)).toEqual({ 'compression.type': 'gzip' })
})

test.each([
  ['sysctl', 'vm.max_map_count = 65530\nvm.overcommit_memory = 0\nnet.core.somaxconn = 128\n'],
  ['os-release', 'NAME="Debian GNU/Linux"\nID=debian\nVERSION_ID="12"\n'],
  ['meminfo', 'MemTotal: 1 kB\nMemFree: 1 kB\nMemAvailable: 1 kB\n'],
  [
    'a log',
    '[2025-03-29 09:37:03,218] INFO KafkaConfig values: \n\tbroker.id = 1\n\tlog.dirs = /d\n (kafka.server.KafkaConfig)\n',
  ],
])('%s is no properties file', async (_, text) => {
  expect((await readText(text)).artifact.format).not.toBe('server-properties')
})
