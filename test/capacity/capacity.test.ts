// Expectations are computed by hand; the arithmetic stands beside them.

import { describe, expect, test } from 'vitest'
import {
  estimateMemory,
  fitLine,
  loadsAllIndexesAtStart,
  logPolicy,
  mappingsPerSegment,
  projectDescriptors,
  projectFromSeries,
  projectMappings,
  projectMemory,
  recommendLimit,
  segmentsOf,
  timeToLevel,
} from '../../src/capacity/index.ts'
import { type AnyFact, FactSet, type FactType } from '../../src/model/fact.ts'
import type { FactTypes } from '../../src/model/fact-types.ts'

const DAY = 86_400
const span = { artifact: 'x', line: 1, endLine: 1, byteOffset: 0, excerpt: '' }

function fact<T extends FactType>(type: T, value: FactTypes[T], atSeconds?: number): AnyFact {
  const at = atSeconds === undefined ? {} : { at: { epochMs: atSeconds * 1000, precisionMs: 1000, zone: 'utc' } }
  return { type, value, span, ...at } as AnyFact
}

const settings = (values: Record<string, string>) =>
  Object.entries(values).map(([key, value]) => fact('kafka.setting', { key, value }))

const topic = (name: string, partitions: number, values: Record<string, string> = {}) =>
  fact('kafka.topic', { name, partitions, replicationFactor: 1, settings: values })

const series = (metric: string, points: readonly (readonly [number, number])[]): FactTypes['series'] => {
  const values = points.map(([, value]) => value)
  return {
    metric,
    unit: 'count',
    points,
    first: values[0] as number,
    last: values.at(-1) as number,
    max: Math.max(...values),
    seconds: (points.at(-1) as readonly [number, number])[0] - (points[0] as readonly [number, number])[0],
    slopePerSecond: fitLine(points).slopePerSecond,
  }
}

describe('a line through readings', () => {
  test('of three readings in a row', () => {
    expect(
      fitLine([
        [0, 100],
        [10, 150],
        [20, 200],
      ]),
    ).toEqual({ slopePerSecond: 5, intercept: 100, r2: 1, readings: 3 })
  })
  test('a point off the line lowers r²', () => {
    const line = fitLine([
      [0, 1],
      [1, 3],
      [2, 2],
    ])
    // deviations x: -1 0 1, y: -1 1 0 → Sxy = 1, Sxx = 2, Syy = 2
    expect(line.slopePerSecond).toBeCloseTo(0.5, 12)
    expect(line.r2).toBeCloseTo(1 / 4, 12)
  })
  test('a single reading, or several at one moment, have no slope', () => {
    expect(fitLine([[5, 100]])).toMatchObject({ slopePerSecond: 0, readings: 1 })
    expect(
      fitLine([
        [5, 100],
        [5, 300],
      ]).slopePerSecond,
    ).toBe(0)
  })
  test('epoch seconds do not blur the slope', () => {
    expect(
      fitLine([
        [1_795_249_853, 0],
        [1_795_249_854, 1],
        [1_795_249_855, 2],
      ]).slopePerSecond,
    ).toBeCloseTo(1, 9)
  })
})

describe('time to a level', () => {
  test('half the way at 10 a second', () => expect(timeToLevel(500, 10, 1000)).toBe(50))
  test('reached', () => expect(timeToLevel(1000, 10, 1000)).toBe(0))
  test('never without growth, or when it falls', () => {
    expect(timeToLevel(500, 0, 1000)).toBeNull()
    expect(timeToLevel(500, -1, 1000)).toBeNull()
  })
})

test.each([
  [0, 262_144],
  [131_072, 262_144],
  [131_073, 524_288],
  [730_000, 2_097_152],
])('for %d mappings the limit to set is %d', (projected, limit) => {
  expect(recommendLimit(projected)).toBe(limit)
})

describe('Kafka versions', () => {
  test.each([
    ['0.9.0.1', 1],
    ['0.10.0.1', 1],
    ['0.10.1.0', 2],
    ['2.8.1', 2],
    ['3.8.1', 2],
  ])('%s maps %d files a segment', (version, count) => {
    expect(mappingsPerSegment(version)).toBe(count)
  })
  test('an unknown version is taken for a current one', () => expect(mappingsPerSegment()).toBe(2))
  test('before 2.3.0 all indexes are mapped at start', () => {
    expect(loadsAllIndexesAtStart('2.2.1')).toBe(true)
    expect(loadsAllIndexesAtStart('2.3.0')).toBe(false)
    expect(loadsAllIndexesAtStart('4.1.0')).toBe(false)
  })
})

describe('segments of a partition', () => {
  test('defaults: kept 7 days, rolled every 7 days: one closed segment', () => {
    expect(segmentsOf(logPolicy({}))).toMatchObject({ closed: 1 })
  })
  test('a year of daily rolls: 365', () => {
    expect(segmentsOf(logPolicy({ 'log.retention.hours': '8760', 'log.roll.hours': '24' }))).toMatchObject({
      closed: 365,
      perDay: 1,
    })
  })
  test('the finer unit wins, and the topic over the broker', () => {
    const broker = { 'log.retention.hours': '168', 'log.retention.ms': '86400000', 'log.roll.ms': '3600000' }
    expect(segmentsOf(logPolicy(broker)).closed).toBe(24)
    expect(segmentsOf(logPolicy(broker, { 'retention.ms': '7200000' })).closed).toBe(2)
  })
  test('retention without end has no bound, only a rate: 4 segments a day', () => {
    expect(segmentsOf(logPolicy({ 'log.retention.ms': '-1', 'log.roll.hours': '6' }))).toMatchObject({
      closed: null,
      perDay: 4,
    })
  })
  test('bounded by bytes alone: 10 GiB in segments of 100 MiB are 103', () => {
    const policy = logPolicy({
      'log.retention.ms': '-1',
      'log.retention.bytes': '10737418240',
      'log.segment.bytes': '104857600',
    })
    expect(segmentsOf(policy).closed).toBe(103)
  })
  test('of time and size the larger number stands', () => {
    const policy = logPolicy({
      'log.retention.hours': '24',
      'log.roll.hours': '24',
      'log.retention.bytes': '1073741824',
      'log.segment.bytes': '10485760',
    })
    expect(segmentsOf(policy).closed).toBe(103)
  })
  test('a known rate rolls earlier than time: 12 GiB a day in segments of 1 GiB are 12 a day', () => {
    const policy = logPolicy({ 'log.retention.hours': '72' })
    expect(segmentsOf(policy, 12 * 1024 ** 3)).toMatchObject({ closed: 36 })
  })
  test('a rate of zero leaves the roll to time', () => {
    expect(segmentsOf(logPolicy({}), 0).closed).toBe(1)
  })
  test('indexes of 10 MiB hold 873,813 entries of 12 bytes, one each 4 KiB: they outlast a segment of 1 GiB', () => {
    expect(logPolicy({}).indexFullAtBytes).toBe(873_813 * 4096)
  })
  test('a small index is full first and rolls the segment: 1 MiB covers 87,381 × 4 KiB', () => {
    const policy = logPolicy({
      'log.index.size.max.bytes': '1048576',
      'log.retention.ms': '-1',
      'log.retention.bytes': '1073741824',
    })
    // 1 GiB / 357,912,576 = 3.0000...: four, for the last is not whole
    expect(policy.indexFullAtBytes).toBe(357_912_576)
    expect(segmentsOf(policy).closed).toBe(4)
  })
  test('compacted topics gain none by age; compact,delete ones do', () => {
    expect(segmentsOf(logPolicy({}, { 'cleanup.policy': 'compact' }))).toMatchObject({ closed: 0, perDay: 0 })
    expect(segmentsOf(logPolicy({}, { 'cleanup.policy': 'compact,delete' })).closed).toBe(1)
  })
})

describe('mappings to come', () => {
  const year = settings({ 'log.retention.hours': '8760', 'log.roll.hours': '24' })

  test('1000 partitions × 365 segments × 2 = 730,000', () => {
    const answer = projectMappings(new FactSet([...year, topic('events', 1000)]))
    // 730,000 + 2,000 being written + 1,000 of the JVM
    expect(answer).toMatchObject({
      projected: 733_000,
      limit: 65_530,
      isLimitAssumed: true,
      recommendedLimit: 2_097_152,
    })
    expect(answer?.explanation[0]).toContain('1,000 partitions × 365 segments × 2 = 730,000 mappings')
  })

  test('before 0.10.1.0 it is one a segment', () => {
    const version = fact('application.version', { name: 'kafka', version: '0.9.0.1' })
    expect(projectMappings(new FactSet([...year, topic('events', 1000), version]))?.projected).toBe(367_000)
  })

  test('replicas of this broker count, leaders or not; those of other brokers do not', () => {
    const placed = fact('kafka.topic', {
      name: 'events',
      partitions: 30,
      replicationFactor: 2,
      replicasByBroker: { 1: 25, 2: 20, 3: 15 },
      settings: {},
    })
    const answer = projectMappings(new FactSet([...settings({ 'broker.id': '2' }), placed]))
    // 20 × 1 closed × 2 + 20 × 2 written + 1,000
    expect(answer?.projected).toBe(1080)
    expect(answer?.explanation[0]).toContain('on broker 2')
    expect(projectMappings(new FactSet([placed]))?.projected).toBe(1100)
  })

  test('kept for ever: no end, a rate, and the time to the limit', () => {
    const answer = projectMappings(
      new FactSet([
        ...settings({ 'log.retention.ms': '-1', 'log.roll.hours': '24' }),
        topic('audit', 100),
        fact('maps.count', { count: 45_531, withGate: true, moment: 'snapshot' }),
        fact('sysctl', { key: 'vm.max_map_count', value: 65_530, moment: 'snapshot' }),
      ]),
    )
    // 100 × 1 × 2 = 200 a day; (65,530 - 45,530) / 200 = 100 days; 80 % of 65,530 = 52,424: 34.47 days
    expect(answer).toMatchObject({ now: 45_530, projected: null, isLimitAssumed: false })
    expect(answer?.growth?.perDay).toBe(200)
    expect(answer?.growth?.secondsToLimit).toBeCloseTo(100 * DAY, 3)
    expect(answer?.growth?.secondsTo80Percent).toBeCloseTo((6894 / 200) * DAY, 3)
    // 45,530 + 365 × 200 = 118,530 → 237,060 → 262,144
    expect(answer?.recommendedLimit).toBe(262_144)
  })

  test('from a listing: what lies there now, what the settings make of it', () => {
    const listing = fact('kafka.log-directory', {
      partitions: 500,
      segments: 6000,
      indexFiles: 6000,
      timeIndexFiles: 6000,
      deletedFiles: 0,
    })
    const answer = projectMappings(
      new FactSet([...settings({ 'log.retention.hours': '720', 'log.roll.hours': '24' }), listing]),
    )
    // 500 × 30 × 2 = 30,000 + 1,000 written + 1,000
    expect(answer).toMatchObject({ now: 13_000, projected: 32_000 })
  })

  test('two dated counts: 10,000 more in 10 days', () => {
    const answer = projectMappings(
      new FactSet([
        fact('maps.count', { count: 30_001, withGate: true, moment: 'snapshot' }, 0),
        fact('maps.count', { count: 40_001, withGate: true, moment: 'snapshot' }, 10 * DAY),
      ]),
    )
    expect(answer?.growth?.perDay).toBeCloseTo(1000, 6)
    expect(answer?.growth?.secondsToLimit).toBeCloseTo(((65_530 - 40_001) / 1000) * DAY, 3)
  })

  test('nothing to count from gives no answer', () => {
    expect(projectMappings(new FactSet(year))).toBeUndefined()
  })
})

describe('readings over time', () => {
  test('1000 more a day: 80 % in 42.424 days, the limit in 55.53', () => {
    const growth = projectFromSeries(
      series('mappings', [
        [0, 8000],
        [DAY, 9000],
        [2 * DAY, 10_000],
      ]),
      65_530,
    )
    expect(growth?.perDay).toBeCloseTo(1000, 6)
    expect(growth?.secondsTo80Percent).toBeCloseTo(42.424 * DAY, 0)
    expect(growth?.secondsToLimit).toBeCloseTo(55.53 * DAY, 0)
  })
  test('falling: never', () => {
    const growth = projectFromSeries(
      series('mappings', [
        [0, 10_000],
        [DAY, 9000],
      ]),
      65_530,
    )
    expect(growth).toMatchObject({ secondsToLimit: null, secondsTo80Percent: null })
  })
  test('one reading, or readings without times: no rate', () => {
    expect(projectFromSeries(series('mappings', [[0, 10_000]]), 65_530)).toBeUndefined()
    expect(
      projectFromSeries(
        {
          ...series('mappings', [
            [0, 1],
            [1, 9],
          ]),
          untimed: true,
        },
        65_530,
      ),
    ).toBeUndefined()
  })
})

test('descriptors: one a segment and 400 more, against the limit of open files', () => {
  const answer = projectDescriptors(
    new FactSet([
      ...settings({ 'log.retention.hours': '720', 'log.roll.hours': '24' }),
      topic('events', 1000),
      fact('limit.rlimit', { resource: 'NOFILE', soft: 20_000, hard: null }),
    ]),
  )
  // 1,000 × (30 + 1) + 400 = 31,400; twice that is below 100,000 → 131,072
  expect(answer).toMatchObject({ projected: 31_400, limit: 20_000, recommendedLimit: 131_072 })
})

test('memory by settings: the parts add up', () => {
  const answer = estimateMemory(
    new FactSet([
      fact('jvm.flag', { name: 'MaxHeapSize', value: 1024 ** 3 }),
      fact('jvm.flag', { name: 'MaxDirectMemorySize', value: 256 * 1024 ** 2 }),
      fact('threads.count', { total: 1024, moment: 'snapshot' }),
    ]),
  )
  // MiB: 1024 heap + 100 metaspace + 240 code + 100 stacks + 256 direct + 71.68 collector
  expect((answer?.bytes ?? 0) / 1024 ** 2).toBeCloseTo(1791.68, 2)
})

test('memory by measurement: 100 MiB a second, 1000 MiB to RLIMIT_DATA', () => {
  const mib = 1024 ** 2
  const climbing = {
    ...series('vm-data', [
      [0, 1000 * mib],
      [10, 2000 * mib],
    ]),
    unit: 'bytes' as const,
  }
  const [outlook] = projectMemory(
    new FactSet([fact('series', climbing), fact('limit.rlimit', { resource: 'DATA', soft: 3000 * mib })]),
  )
  expect(outlook?.ceiling).toBe('RLIMIT_DATA')
  expect(outlook?.secondsToLimit).toBeCloseTo(10, 6)
})
