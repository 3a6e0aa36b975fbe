// Story 1: mmap refused at vm.max_map_count, told by every set of witnesses that suffices, and by none that does not.

import { describe, expect, test } from 'vitest'
import { asksFor, diagnosisOf, incidentOf, loudCauses } from './bundle.ts'
import { jvmRows, mapsOf, otherFileRows, segmentRows, splitRows, threadRows } from './maps.ts'

const LIMIT = 65_530
const FULL = LIMIT + 1
const PARTITIONS = ['events-0', 'events-1', 'orders-0']

const liveMaps = (count: number) =>
  mapsOf(count, [...jvmRows(), ...segmentRows((count - 25) >> 1, PARTITIONS)], splitRows)

const SYSCTL = `vm.max_map_count = ${LIMIT}\n`

const MAP_FAILED = `[2026-03-01 03:12:41,118] ERROR Error while creating log for events-7 in dir /var/lib/kafka (kafka.server.LogDirFailureChannel)
java.io.IOException: Map failed
	at java.base/sun.nio.ch.FileChannelImpl.map(FileChannelImpl.java:1016)
	at kafka.log.AbstractIndex.<init>(AbstractIndex.scala:124)
	at kafka.log.OffsetIndex.<init>(OffsetIndex.scala:54)
	at kafka.log.LazyIndex$.$anonfun$forOffset$1(LazyIndex.scala:106)
	at kafka.log.LogSegment.offsetIndex(LogSegment.scala:64)
	at kafka.log.Log.roll(Log.scala:2002)
Caused by: java.lang.OutOfMemoryError: Map failed
	at java.base/sun.nio.ch.FileChannelImpl.map0(Native Method)
	at java.base/sun.nio.ch.FileChannelImpl.map(FileChannelImpl.java:1013)
	... 5 more
`

const COMMIT_FAILED = `OpenJDK 64-Bit Server VM warning: INFO: os::commit_memory(0x00007f2a5c3f0000, 65536, 0) failed; error='Not enough space' (errno=12)
`

const GUARD_PAGES = `OpenJDK 64-Bit Server VM warning: Attempt to protect stack guard pages failed (0x00007f4a1c0f9000-0x00007f4a1c0fd000).
`

const THREAD_REFUSED = `[3611.204s][warning][os,thread] Failed to start thread "Unknown thread" - pthread_create failed (EAGAIN) for attributes: stacksize: 1024k, guardsize: 0k, detached.
`

const LIMITS = `Limit                     Soft Limit           Hard Limit           Units
Max address space         unlimited            unlimited            bytes
Max processes             95566                95566                processes
Max open files            100000               100000               files
`

/** A crash log as HotSpot writes it; `release` 8 prints neither vm.max_map_count nor a closing line for its maps. */
function crashLog(maps: string, release: 8 | 17 = 17): string {
  const version = release === 8 ? '8.0_292-b10' : '17.0.15+6'
  const vm = release === 8 ? '25.292-b10' : '17.0.15+6'
  const sysctl =
    release === 8
      ? ''
      : `\n/proc/sys/vm/max_map_count (maximum number of memory map areas a process may have): ${LIMIT}\n`
  return `#
# There is insufficient memory for the Java Runtime Environment to continue.
# Native memory allocation (mmap) failed to map 65536 bytes for committing reserved memory.
# Possible reasons:
#   The system is out of physical RAM or swap space
#
#  Out of Memory Error (os_linux.cpp:2749), pid=4242, tid=4243
#
# JRE version: OpenJDK Runtime Environment (${version}) (build ${version})
# Java VM: OpenJDK 64-Bit Server VM (${vm}, mixed mode, sharing, g1 gc, linux-amd64)
#

---------------  T H R E A D  ---------------

Current thread (0x00007f1c2c0e1000):  JavaThread "kafka-scheduler-3" daemon [_thread_in_vm, id=4243, stack(0x00007f1b00000000,0x00007f1b00100000)]

---------------  P R O C E S S  ---------------

Dynamic libraries:
${maps}
VM Arguments:
java_command: kafka.Kafka /etc/kafka/server.properties

---------------  S Y S T E M  ---------------
${sysctl}
Memory: 4k page, physical 24641536k(22013952k free), swap 0k(0k free)

vm_info: OpenJDK 64-Bit Server VM (${vm}) for linux-amd64 JRE (${version}), built on Mar  1 2026 by "x" with gcc 10.2.1

END.
`
}

const gcLog = (cause: string) => `[2026-03-01T03:12:38.000+0000][0.010s][info][gc] Using G1
[2026-03-01T03:12:39.000+0000][1.010s][info][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 51M->12M(1024M) 4.107ms
[2026-03-01T03:12:40.900+0000][2.910s][info][gc] GC(1) ${cause} 40M->12M(1024M) 30.107ms
[2026-03-01T03:12:41.050+0000][3.060s][info][gc] GC(2) ${cause} 12M->12M(1024M) 28.000ms
`

describe('live index files at the limit', () => {
  const verdict = 'map-count-index-files'

  test('a crash log alone, with the topics, the partitions and the segments in the answer', async () => {
    const incident = await incidentOf({ 'hs_err_pid4242.log': crashLog(liveMaps(FULL)) })
    expect(incident.verdict).toBe(verdict)
    const said = diagnosisOf(incident, verdict)
    expect(said?.confidence).toBe('certain')
    expect(said?.summary).toContain('65,531 mappings, limit 65,530')
    expect(said?.summary).toMatch(/32,75\d segments of 3 topic-partitions/)
    expect(said?.chain.slice(-2)).toEqual(['map-count-limit', verdict])
  })

  test('a crash log of JDK 8, which does not print the limit: the usual one is assumed, and said to be', async () => {
    const incident = await incidentOf({ 'hs_err_pid4242.log': crashLog(liveMaps(FULL), 8) })
    expect(incident.verdict).toBe(verdict)
    expect(diagnosisOf(incident, verdict)?.summary).toContain('assumed')
  })

  test('a limit raised after the crash does not acquit it', async () => {
    const later = { 'sysctl.txt': 'vm.max_map_count = 262144\n' }
    const incident = await incidentOf({ 'hs_err_pid4242.log': crashLog(liveMaps(FULL), 8), ...later })
    expect(incident.verdict).toBe(verdict)
    expect(diagnosisOf(incident, verdict)?.summary).toContain('limit 65,530')
  })

  test('"Map failed" in the broker log, and the maps', async () => {
    const incident = await incidentOf({ 'server.log': MAP_FAILED, maps: liveMaps(FULL), 'sysctl.txt': SYSCTL })
    expect(incident.verdict).toBe(verdict)
    expect(diagnosisOf(incident, verdict)?.confidence).toBe('certain')
  })
})

describe('the limit itself, where the maps are not there to say what is mapped', () => {
  const verdict = 'map-count-limit'
  const counted = { 'shell.txt': `$ wc -l < /proc/4242/maps\n${FULL}\n$ sysctl vm.max_map_count\n${SYSCTL}` }

  test('console warnings with errno 12, a count of lines and the sysctl', async () => {
    const incident = await incidentOf({ 'console.txt': COMMIT_FAILED, ...counted })
    expect(incident.verdict).toBe(verdict)
    expect(diagnosisOf(incident, verdict)?.remedies[0]?.command).toMatch(/^sysctl -w vm\.max_map_count=\d+$/)
  })

  test('guard pages that could not be protected', async () => {
    expect((await incidentOf({ 'console.txt': GUARD_PAGES })).verdict).toBe(verdict)
  })

  test('"Map failed" in the broker log', async () => {
    expect((await incidentOf({ 'server.log': MAP_FAILED })).verdict).toBe(verdict)
  })

  test('threads refused with EAGAIN far below every limit of threads, and as many mappings as there may be', async () => {
    const incident = await incidentOf({ 'console.txt': THREAD_REFUSED, limits: LIMITS, ...counted })
    expect(incident.verdict).toBe(verdict)
    expect(loudCauses(incident)).not.toContain('thread-limit')
  })

  for (const cause of ['Pause Full (System.gc())', 'Pause Young (Concurrent Start) (System.gc())']) {
    test(`${cause} right before the end supports it`, async () => {
      const incident = await incidentOf({ 'server.log': MAP_FAILED, 'gc.log': gcLog(cause) })
      expect(incident.verdict).toBe(verdict)
      expect(diagnosisOf(incident, verdict)?.for.map(({ finding }) => finding)).toContain('explicit-gc-before-end')
    })
  }
})

describe('which kind of mappings', () => {
  const at = (maps: string) => incidentOf({ 'hs_err_pid4242.log': crashLog(maps) })

  test('threads, two each', async () => {
    expect((await at(mapsOf(FULL, [...jvmRows(), ...threadRows(32_700)], splitRows))).verdict).toBe('map-count-threads')
  })

  test('anonymous memory, split: no kind is named', async () => {
    const incident = await at(mapsOf(FULL, jvmRows(), splitRows))
    expect(incident.verdict).toBe('map-count-limit')
    expect(loudCauses(incident)).toEqual(['map-count-limit'])
  })

  test("another application's files: Kafka is not accused", async () => {
    const incident = await at(mapsOf(FULL, jvmRows(), otherFileRows))
    expect(incident.verdict).toBe('map-count-limit')
    expect(loudCauses(incident)).toEqual(['map-count-limit'])
  })

  test('262,1xx mappings under a raised limit', async () => {
    const maps = liveMaps(262_130)
    const sysctl = { 'sysctl.txt': 'vm.max_map_count = 262144\n' }
    expect((await incidentOf({ 'server.log': MAP_FAILED, maps, ...sysctl })).verdict).toBe('map-count-index-files')
  })
})

describe('what does not suffice is undetermined, and says what to collect', () => {
  const insufficient = {
    'a small refused mmap in the console': { 'console.txt': COMMIT_FAILED },
    'explicit collections before the end': { 'gc.log': gcLog('Pause Full (System.gc())') },
  }
  for (const [name, bundle] of Object.entries(insufficient)) {
    test(name, async () => {
      const incident = await incidentOf(bundle)
      expect(incident.verdict).toBeNull()
      expect(loudCauses(incident)).toEqual([])
      expect(asksFor(incident)).toContain('wc -l < /proc/$PID/maps')
    })
  }

  test('a crash far below the limit is something else', async () => {
    const incident = await incidentOf({ 'hs_err_pid4242.log': crashLog(mapsOf(900, jvmRows(), splitRows)) })
    expect(loudCauses(incident)).not.toContain('map-count-limit')
    expect(diagnosisOf(incident, 'map-count-limit')?.confidence ?? 'excluded').toBe('excluded')
  })
})
