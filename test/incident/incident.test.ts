// Which facts tell of one process, who it was, what happened when, and which deaths are the same.

import { describe, expect, test } from 'vitest'
import { evidenceOf } from '../../src/incident/evidence.ts'
import { fingerprintOf } from '../../src/incident/fingerprint.ts'
import { groupIncidents as incidentsOf } from '../../src/incident/group.ts'
import type { ArtifactFacts } from '../../src/incident/incident.ts'
import { timelineOf } from '../../src/incident/timeline.ts'
import { type AnyFact, FactSet } from '../../src/model/fact.ts'
import type { CrashFrame } from '../../src/model/fact-types.ts'
import type { Instant } from '../../src/model/instant.ts'
import { type FactValues, factsOf } from '../../src/testing.ts'
import { stack } from '../findings/claims.ts'

/** 2025-03-29 at this time, to the second. */
function at(time: string, zone: Instant['zone'] = 'utc'): Instant {
  return { epochMs: Date.parse(`2025-03-29T${time}Z`), precisionMs: 1000, zone }
}

function artifact(uri: string, format: string, values: FactValues, pid?: number): ArtifactFacts {
  const facts = [...factsOf(values)].map((fact) => ({
    ...fact,
    span: { ...fact.span, artifact: uri },
    ...(pid !== undefined && { process: { pid } }),
  }))
  return { uri, format, facts: facts as AnyFact[] }
}

function crashLog(uri: string, pid: number, time?: Instant, uptimeSeconds?: number): ArtifactFacts {
  const log = { complete: true, sections: [], kind: 'signal' } as const
  return artifact(
    uri,
    'hs-err',
    {
      'crash.log': [{ ...log, ...(time && { time }), ...(uptimeSeconds !== undefined && { uptimeSeconds }) }],
      'crash.signal': [{ name: 'SIGSEGV' }],
    },
    pid,
  )
}

function banner(uri: string, pid: number): ArtifactFacts {
  return artifact(uri, 'jvm-console', {
    'crash.signal': [{ name: 'SIGSEGV' }],
    'crash.saved-as': [{ path: `/opt/kafka/hs_err_pid${pid}.log` }],
  })
}

/** Packed as in an archive of many logs, so that nothing may be lost on the way. */
const groupIncidents = (artifacts: readonly ArtifactFacts[]) => [
  ...incidentsOf(artifacts.map((artifact) => evidenceOf(artifact, { packed: true }))),
]
const pidsOf = (artifacts: readonly ArtifactFacts[]) => groupIncidents(artifacts).map(({ process }) => process.pid)

describe('incidents', () => {
  test('a bundle without crash logs tells of one process', () => {
    const incidents = groupIncidents([
      artifact('server.log', 'server-log', { 'jvm.flag': [{ name: 'UseG1GC', value: true }] }),
      artifact('meminfo', 'meminfo', { 'memory.host': [{ moment: 'snapshot' }] }),
    ])
    expect(incidents.map(({ uris }) => uris)).toEqual([['meminfo', 'server.log']])
  })

  test('of two services in one file neither names the host', () => {
    const [kafka, zookeeper] = ['kafka-1', 'zookeeper-1'].map((host) =>
      artifact('compose.log', 'server-log', { 'process.exit': [{ code: 1 }] }).facts.map((fact) => ({
        ...fact,
        process: { host },
      })),
    ) as [AnyFact[], AnyFact[]]
    const hostOf = (facts: AnyFact[]) =>
      groupIncidents([{ uri: 'compose.log', format: 'server-log', facts }])[0]?.process.host
    expect(hostOf(kafka)).toBe('kafka-1')
    expect(hostOf([...kafka, ...zookeeper])).toBeUndefined()
  })

  test('a process that the kernel killed and that is no JVM is not the one in question', () => {
    const kill = (command: string) =>
      artifact('dmesg', 'kernel-log', { 'kernel.oom-kill': [{ constraint: 'none', command }] }, 77)
    expect(pidsOf([kill('chrome')])).toEqual([undefined])
    expect(pidsOf([kill('java')])).toEqual([77])
  })

  test.each([
    ['17.0.15+6-Debian-1deb12u1', '17.0.15+6'],
    ['25.0.3+9-LTS', '25.0.3+9'],
    ['8.0_292-b10', '8.0_292-b10'],
  ])('a JVM is named by its release, whoever says it: %s', (version, release) => {
    const [incident] = groupIncidents([artifact('gc.log', 'gc-log', { 'jvm.version': [{ version }] })])
    expect(incident?.process.jvm).toBe(release)
  })

  test('two crash logs of different pids are two incidents', () => {
    expect(pidsOf([crashLog('hs_err_pid7.log', 7), crashLog('hs_err_pid8.log', 8)])).toEqual([7, 8])
  })

  test('the same pid at two times is two deaths: in a container every process is pid 1', () => {
    const logs = [crashLog('a/hs_err_pid1.log', 1, at('10:00:00')), crashLog('a/old_pid1.log', 1, at('09:00:00'))]
    expect(pidsOf(logs)).toEqual([1, 1])
  })

  test('the banner on the console and the crash log of one pid are one death', () => {
    expect(pidsOf([banner('kafkaServer.out', 7), crashLog('hs_err_pid7.log', 7, at('10:00:00'))])).toEqual([7])
  })

  test('the banner of another pid is another death', () => {
    expect(pidsOf([banner('kafkaServer.out', 9), crashLog('hs_err_pid7.log', 7)]).sort()).toEqual([7, 9])
  })

  test('sibling folders with the same files are different brokers, and the kernel log beside them is of both', () => {
    const broker = (n: number) =>
      artifact(`bundle/broker-${n}/server.log`, 'server-log', {
        'application.version': [{ name: 'kafka', version: `3.${n}` }],
      })
    const kernel = artifact('bundle/dmesg.txt', 'kernel-log', {
      sysctl: [{ key: 'vm.swappiness', value: 1, moment: 'snapshot' }],
    })
    const incidents = groupIncidents([broker(1), kernel, broker(2)])
    expect(incidents.map(({ process }) => process.application)).toEqual(['kafka 3.1', 'kafka 3.2'])
    expect(incidents.map(({ uris }) => uris)).toEqual([
      ['bundle/broker-1/server.log', 'bundle/dmesg.txt'],
      ['bundle/broker-2/server.log', 'bundle/dmesg.txt'],
    ])
  })

  test('readings that name a pid belong to the process of that pid', () => {
    const limits = artifact('limits', 'proc-limits', { 'limit.rlimit': [{ resource: 'AS', soft: null }] }, 8)
    const [seven, eight] = groupIncidents([crashLog('a_pid7.log', 7), crashLog('a_pid8.log', 8), limits])
    expect(seven?.facts.of('limit.rlimit')).toEqual([])
    expect(eight?.facts.of('limit.rlimit')).toHaveLength(1)
  })

  test('the order of the files does not matter', () => {
    const all = [crashLog('x_pid7.log', 7, at('10:00:00')), crashLog('x_pid8.log', 8, at('09:00:00')), banner('out', 7)]
    const ids = (artifacts: ArtifactFacts[]) => groupIncidents(artifacts).map(({ process, uris }) => [process, uris])
    expect(ids([...all].reverse())).toEqual(ids(all))
  })
})

describe('the process', () => {
  test('died when its crash log was written and started its uptime earlier', () => {
    const [incident] = groupIncidents([crashLog('hs_err_pid7.log', 7, at('10:00:00'), 90)])
    expect(incident?.process).toEqual({
      pid: 7,
      startedAt: '2025-03-29T09:58:30.000Z',
      diedAt: '2025-03-29T10:00:00.000Z',
    })
  })

  test('is Kafka where its class path names ZooKeeper too', () => {
    const versions = {
      'application.version': [
        { name: 'zookeeper', version: '3.5' },
        { name: 'kafka', version: '2.8' },
      ],
    }
    expect(groupIncidents([artifact('server.log', 'server-log', versions)])[0]?.process.application).toBe('kafka 2.8')
  })

  test('has no pid where several are named and no crash log decides', () => {
    const limit: FactValues = { 'limit.rlimit': [{ resource: 'AS', soft: null }] }
    const incidents = groupIncidents([artifact('a', 'proc-limits', limit, 7), artifact('b', 'proc-limits', limit, 8)])
    expect(incidents.map(({ process }) => process.pid)).toEqual([undefined])
  })
})

describe('the timeline', () => {
  const event = (message: string, first: Instant, last?: Instant, count = 1) =>
    ({ level: 'ERROR', message, first, ...(last && { last }), count }) as const

  test('is in order whatever the order of the facts, and says the first and last of what repeats', () => {
    const facts = factsOf({
      'log.event': [
        event('disk is slow', at('10:00:05'), at('10:00:09'), 12),
        event('connection lost', at('10:00:07')),
      ],
      'process.exit': [{ signal: 'SIGKILL', at: at('10:00:20') }],
    })
    expect(timelineOf(facts).map(({ at, what }) => `${at.slice(11, 19)} ${what}`)).toEqual([
      '10:00:05 ERROR: disk is slow (first of 12)',
      '10:00:07 ERROR: connection lost',
      '10:00:09 ERROR: disk is slow (last of 12)',
      '10:00:20 the process ended by SIGKILL',
    ])
  })

  test('says where a zone was assumed', () => {
    const [entry] = timelineOf(factsOf({ 'log.event': [event('disk is slow', at('10:00:05', 'assumed'))] }))
    expect(entry?.what).toBe('ERROR: disk is slow (zone assumed)')
  })

  test('leaves out the middle of a long story: forty entries at most, the first and the last among them', () => {
    const events = Array.from({ length: 100 }, (_, n) => event(`event ${n}`, { ...at('10:00:00'), epochMs: n * 1000 }))
    const told = timelineOf(factsOf({ 'log.event': events })).map(({ what }) => what)
    expect(told).toHaveLength(40)
    expect(told.at(0)).toBe('ERROR: event 0')
    expect(told.at(-1)).toBe('ERROR: event 99')
  })

  test('warnings and readings are no events of it', () => {
    const facts = { 'log.event': [{ ...event('slow', at('10:00:05')), level: 'WARN' }], 'fds.count': [{ open: 9 }] }
    expect(timelineOf(factsOf(facts))).toEqual([])
  })
})

describe('the fingerprint', () => {
  function crash(...frames: string[]): FactSet {
    return factsOf({
      'crash.signal': [{ name: 'SIGSEGV', siCodeName: 'SEGV_MAPERR', siAddress: '0x10', pc: '0x7f00' }],
      ...stack(...frames),
    })
  }
  const seek = ['C librocksdbjni123.so rocksdb::DBIter::Seek', 'j org.rocksdb.RocksIterator.seek']

  test('is v1 and sixteen hex digits', () => {
    expect(fingerprintOf(crash(...seek), 'native-library-crash')).toMatch(/^v1:[0-9a-f]{16}$/)
  })

  test('is the same for other addresses, pids, line numbers and lambdas', () => {
    const other = new FactSet(
      [...crash('C librocksdbjni123.so rocksdb::DBIter::Seek', 'j org.rocksdb.RocksIterator.seek')].map((fact) => {
        if (fact.type === 'crash.signal') return { ...fact, value: { ...fact.value, siAddress: '0x99', pc: '0x1234' } }
        const moved = (frame: CrashFrame) => ({ ...frame, line: 99, text: `${frame.text}+0x77` })
        if (fact.type === 'crash.stack') return { ...fact, value: { native: fact.value.native.map(moved), java: [] } }
        return { ...fact, process: { pid: 4711 } }
      }) as AnyFact[],
    )
    expect(fingerprintOf(other, 'native-library-crash')).toBe(fingerprintOf(crash(...seek), 'native-library-crash'))
    const lambda = (suffix: string) => fingerprintOf(crash(`J org.example.A$$Lambda$${suffix}.run`), null)
    expect(lambda('337/0x0000000800e8a8c0')).toBe(lambda('41/0x0000000800c03200'))
  })

  test('is the same where a library was unpacked under another name', () => {
    const of = (library: string) => fingerprintOf(crash(`C ${library} SnappyNative::rawCompress`), null)
    expect(of('jna8812345.tmp')).toBe(of('jna7700000.tmp'))
    expect(of('snappy-1.1.8-0a1b2c3d-1111-2222-3333-444455556666-libsnappyjava.so')).toBe(
      of('snappy-1.1.8-ffffffff-aaaa-bbbb-cccc-ddddeeeeffff-libsnappyjava.so'),
    )
  })

  test('is another one for another frame, another signal or another way to die', () => {
    const own = fingerprintOf(crash(...seek), null)
    const others = [
      crash('C librocksdbjni123.so rocksdb::DB::Get'),
      factsOf({ 'crash.signal': [{ name: 'SIGBUS', siCodeName: 'BUS_ADRERR' }], ...stack(...seek) }),
      factsOf({ 'crash.native-oom': [{ call: 'mmap', bytes: 16_384, reason: 'committing reserved memory' }] }),
      factsOf({}),
    ].map((facts) => fingerprintOf(facts, null))
    expect(new Set([own, ...others]).size).toBe(5)
  })

  test('of refused allocations is told by the cause where one is known, not by the size of who asked last', () => {
    const refused = (bytes: number) => factsOf({ 'crash.native-oom': [{ call: 'mmap', bytes, reason: 'committing' }] })
    expect(fingerprintOf(refused(16_384), 'map-count-limit')).toBe(fingerprintOf(refused(65_536), 'map-count-limit'))
    expect(fingerprintOf(refused(16_384), null)).not.toBe(fingerprintOf(refused(65_536), null))
  })
})
