// Story 3: a resized index is mapped anew and its old mapping stays (KAFKA-7442, KAFKA-19390).

import { describe, expect, test } from 'vitest'
import { asksFor, diagnosisOf, incidentOf, loudCauses } from './bundle.ts'
import { jvmRows, mapsOf, segmentRows, splitRows, staleRows, twiceMappedRows } from './maps.ts'

const VERDICT = 'map-count-stale-resize-mappings'
const PARTITIONS = ['events-0', 'events-1']

const leaking = (stale: number) =>
  mapsOf(
    stale + 400,
    [...jvmRows(), ...segmentRows(60, PARTITIONS), ...twiceMappedRows(40), ...staleRows(stale)],
    splitRows,
  )

const version = (kafka: string) =>
  `[2025-05-02 08:30:50,100] INFO Kafka version: ${kafka} (org.apache.kafka.common.utils.AppInfoParser)
[2025-05-02 08:30:58,100] INFO [KafkaServer id=1] started (kafka.server.KafkaServer)
`

/** An index is opened at its full size, trimmed, and mapped anew; what is unmapped is up to the caller. */
function strace(indexes: number, unmapsTheOld: boolean): string {
  const lines = Array.from({ length: indexes }, (_, at) => {
    const path = `/var/lib/kafka/events-0/${String(at * 1000).padStart(20, '0')}.index`
    const first = `0x7f${(0x10_0000_0000 + at * 0x100_0000).toString(16)}`
    const second = `0x7e${(0x10_0000_0000 + at * 0x100_0000).toString(16)}`
    return [
      `[pid 77] 08:00:01.000000 openat(AT_FDCWD, "${path}", O_RDWR|O_CREAT, 0666) = 120`,
      `[pid 77] 08:00:01.000100 mmap(NULL, 10485760, PROT_READ|PROT_WRITE, MAP_SHARED, 120</var/lib/kafka/events-0/${path.slice(-26)}>, 0) = ${first}`,
      '[pid 77] 08:00:01.000200 close(120) = 0',
      `[pid 77] 08:00:02.000000 openat(AT_FDCWD, "${path}", O_RDWR, 0666) = 121`,
      ...(unmapsTheOld ? [`[pid 77] 08:00:02.000050 munmap(${first}, 10485760) = 0`] : []),
      '[pid 77] 08:00:02.000100 ftruncate(121, 4096) = 0',
      `[pid 77] 08:00:02.000200 mmap(NULL, 4096, PROT_READ|PROT_WRITE, MAP_SHARED, 121</var/lib/kafka/events-0/${path.slice(-26)}>, 0) = ${second}`,
      '[pid 77] 08:00:02.000300 close(121) = 0',
    ]
  })
  return `${lines.flat().join('\n')}\n`
}

const lsof = (deleted: number) => {
  const rows = Array.from({ length: deleted }, (_, at) => {
    const name = `${String(at * 1000).padStart(20, '0')}.index.deleted`
    return `java    4242 kafka  DEL    REG              253,1            ${5000 + at} /var/lib/kafka/events-0/${name}`
  })
  return `COMMAND  PID  USER   FD      TYPE             DEVICE  SIZE/OFF   NODE NAME\n${rows.join('\n')}\n`
}

describe('is told by', () => {
  test('one list of mappings of a living broker, long before it dies', async () => {
    const incident = await incidentOf({ maps: leaking(1_100) })
    expect(incident.verdict).toBe(VERDICT)
    const said = diagnosisOf(incident, VERDICT)
    expect(said?.confidence).toBe('probable')
    expect(said?.summary).toContain('40 files are mapped more than once')
    expect(said?.remedies.find(({ when }) => when === 'now')?.command).toBe('jcmd $PID GC.run')
  })

  test('system calls: mapped, trimmed, mapped again and never unmapped', async () => {
    expect((await incidentOf({ 'strace.txt': strace(60, false) })).verdict).toBe(VERDICT)
  })

  test('a full list and "Map failed": the limit is the link, the stale mappings are the root', async () => {
    const stale = mapsOf(65_531, [...jvmRows(), ...twiceMappedRows(400)], staleRows)
    const failed = 'java.io.IOException: Map failed\n\tat sun.nio.ch.FileChannelImpl.map(FileChannelImpl.java:1016)\n'
    const incident = await incidentOf({
      maps: stale,
      'server.log': `[2025-05-02 08:31:58,100] ERROR x (kafka.log.Log)\n${failed}`,
    })
    expect(incident.verdict).toBe(VERDICT)
    expect(diagnosisOf(incident, VERDICT)?.confidence).toBe('certain')
    expect(diagnosisOf(incident, VERDICT)?.chain).toContain('map-count-limit')
    expect(diagnosisOf(incident, VERDICT)?.summary.match(/65,531 mappings/g)).toHaveLength(1)
  })

  test('two counts of a week apart: how long the limit lasts is in the answer', async () => {
    const counts = '2025-05-01T00:00:00Z 20000\n2025-05-04T00:00:00Z 26000\n2025-05-08T00:00:00Z 34000\n'
    const incident = await incidentOf({ maps: leaking(33_600), 'map_count.log': `timestamp map_count\n${counts}` })
    expect(incident.verdict).toBe(VERDICT)
    expect(diagnosisOf(incident, VERDICT)?.summary).toMatch(/days/)
  })
})

describe('is not said of', () => {
  test('mappings that wait for the collector in Kafka before 0.10.2 (KAFKA-4614)', async () => {
    const maps = mapsOf(1_400, [...jvmRows(), ...segmentRows(60, PARTITIONS), ...staleRows(1_100)], splitRows)
    const incident = await incidentOf({ maps, 'server.log': version('0.10.1.0') })
    expect(incident.verdict).toBe('delayed-gc-unmap')
    expect(loudCauses(incident)).not.toContain(VERDICT)
  })

  test('live mappings, however many', async () => {
    const maps = mapsOf(30_000, [...jvmRows(), ...segmentRows(14_000, PARTITIONS)], splitRows)
    expect(loudCauses(await incidentOf({ maps }))).toEqual([])
  })

  test('a broker that unmaps the old mapping', async () => {
    expect(loudCauses(await incidentOf({ 'strace.txt': strace(60, true) }))).toEqual([])
  })

  test('the few files that were deleted within the last minute', async () => {
    const maps = mapsOf(900, [...jvmRows(), ...segmentRows(300, PARTITIONS), ...staleRows(6)], splitRows)
    expect(loudCauses(await incidentOf({ maps }))).toEqual([])
  })
})

describe('what does not suffice is undetermined, and says what to collect', () => {
  test('DEL rows of lsof: deleted and mapped, but not whether twice', async () => {
    const incident = await incidentOf({ 'lsof.txt': lsof(1_100) })
    expect(incident.verdict).toBeNull()
    expect(loudCauses(incident)).toEqual([])
    expect(asksFor(incident)).toContain('/proc/$PID/maps | sort | uniq -d')
  })
})
