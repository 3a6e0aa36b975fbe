// Story 2: GZIP streams that log recovery leaves open, before Kafka 0.10.0.1 (KAFKA-3933).

import { describe, expect, test } from 'vitest'
import { asksFor, diagnosisOf, incidentOf, loudCauses } from './bundle.ts'

const VERDICT = 'gzip-native-leak-restart'
const MIB = 1024 * 1024

/** The start of a broker after an unclean stop, of that version. */
const startOf = (
  version: string,
) => `[2016-05-02 08:30:50,100] INFO Kafka version : ${version} (org.apache.kafka.common.utils.AppInfoParser)
[2016-05-02 08:30:50,500] INFO Loading logs. (kafka.log.LogManager)
[2016-05-02 08:30:53,835] INFO Recovering unflushed segment 0 in log events-0. (kafka.log.Log)
[2016-05-02 08:30:55,835] INFO Recovering unflushed segment 5000 in log events-0. (kafka.log.Log)
`

const INFLATER_OOM = `[2016-05-02 08:31:02,118] FATAL Fatal error during KafkaServer startup. Prepare to shutdown (kafka.server.KafkaServer)
java.lang.OutOfMemoryError
	at java.util.zip.Inflater.init(Native Method)
	at java.util.zip.Inflater.<init>(Inflater.java:101)
	at java.util.zip.GZIPInputStream.<init>(GZIPInputStream.java:77)
	at kafka.message.CompressionFactory$.apply(CompressionFactory.scala:46)
	at kafka.message.ByteBufferMessageSet$.deepIterator(ByteBufferMessageSet.scala:85)
	at kafka.log.LogSegment.recover(LogSegment.scala:188)
	at kafka.log.Log.recoverLog(Log.scala:244)
`

const LISTENER_OOM = INFLATER_OOM.replaceAll(
  /kafka\..*\((?:Comp|Byte|LogS|Log)\w*\.scala/g,
  'com.acme.Reader.next(Reader.java',
).replace(
  'Fatal error during KafkaServer startup. Prepare to shutdown (kafka.server.KafkaServer)',
  'request failed (com.acme.Server)',
)

/** Resident memory and data of a process, a line a second, rising by that much each. */
function memory(risePerSecond: number): string {
  const lines = Array.from({ length: 20 }, (_, second) => {
    const kib = Math.round((600 * MIB + second * risePerSecond) / 1024)
    return `${1462177850 + second} VmRSS: ${kib} kB VmData: ${kib + 400_000} kB`
  })
  return `${lines.join('\n')}\n`
}

const CRASH = (version: string) => `#
# There is insufficient memory for the Java Runtime Environment to continue.
# Native memory allocation (malloc) failed to allocate 32744 bytes for ChunkPool::allocate
# Possible reasons:
#   The system is out of physical RAM or swap space
#
#  Out of Memory Error (allocation.cpp:272), pid=77, tid=78
#
# JRE version: OpenJDK Runtime Environment (8.0_292-b10) (build 1.8.0_292-b10)
# Java VM: OpenJDK 64-Bit Server VM (25.292-b10 mixed mode linux-amd64 compressed oops)
#

---------------  T H R E A D  ---------------

Current thread (0x00007f1c2c0e1000):  JavaThread "pool-4-thread-1" [_thread_in_native, id=78, stack(0x00007f1b00000000,0x00007f1b00100000)]

Native frames: (J=compiled Java code, j=interpreted, Vv=VM code, C=native code)
C  [libzip.so+0x35a2]  Java_java_util_zip_Inflater_init+0x42

Java frames: (J=compiled Java code, j=interpreted, Vv=VM code)
j  java.util.zip.Inflater.init(Z)J+0
j  java.util.zip.GZIPInputStream.<init>(Ljava/io/InputStream;I)V+10
j  kafka.message.ByteBufferMessageSet$.deepIterator(Lkafka/message/MessageAndOffset;)Lscala/collection/Iterator;+5
j  kafka.log.LogSegment.recover(I)I+60
j  kafka.log.Log.recoverLog()V+100

---------------  P R O C E S S  ---------------

VM Arguments:
java_command: kafka.Kafka /etc/kafka/server.properties
java_class_path (initial): /opt/kafka/libs/kafka_2.11-${version}.jar:/opt/kafka/libs/scala-library-2.11.7.jar

END.
`

const MPROTECT = `% time     seconds  usecs/call     calls    errors syscall
------ ----------- ----------- --------- --------- ----------------
 96.26    0.391603           9     41569           mprotect
  3.32    0.013507           7      1750           mmap
  0.35    0.001424          47        30           munmap
------ ----------- ----------- --------- --------- ----------------
100.00    0.406534                 43349           total
`

describe('is told by', () => {
  test('memory that climbs while an affected version recovers its log', async () => {
    const incident = await incidentOf({ 'server.log': startOf('0.9.0.1'), 'process.log': memory(200 * MIB) })
    expect(incident.verdict).toBe(VERDICT)
    expect(diagnosisOf(incident, VERDICT)?.summary).toMatch(/rose from .* to .* in 19 s/)
  })

  test('an OutOfMemoryError without a message in Inflater, under log recovery', async () => {
    const incident = await incidentOf({ 'server.log': startOf('0.9.0.1') + INFLATER_OOM })
    expect(incident.verdict).toBe(VERDICT)
    expect(diagnosisOf(incident, VERDICT)?.confidence).toBe('certain')
  })

  test('a crash log with the frames of recovery', async () => {
    expect((await incidentOf({ 'hs_err_pid77.log': CRASH('0.9.0.1') })).verdict).toBe(VERDICT)
  })

  test('tens of thousands of mprotect calls while memory climbs in recovery', async () => {
    const incident = await incidentOf({
      'server.log': startOf('0.9.0.1'),
      'strace-counts.txt': MPROTECT,
      'process.log': memory(200 * MIB),
    })
    expect(incident.verdict).toBe(VERDICT)
    expect(diagnosisOf(incident, VERDICT)?.for.map(({ finding }) => finding)).toContain('arenas-grow-unreleased')
  })
})

describe('is not said of', () => {
  for (const version of ['0.10.0.1', '2.8.1']) {
    test(`Kafka ${version}, which closes its streams`, async () => {
      const incident = await incidentOf({ 'server.log': startOf(version) + INFLATER_OOM })
      expect(loudCauses(incident)).not.toContain(VERDICT)
      expect(diagnosisOf(incident, VERDICT)?.against[0]?.statement).toContain('KAFKA-3933')
    })
  }

  test('a recovery whose memory stays level: its streams are closed', async () => {
    const incident = await incidentOf({ 'server.log': startOf('0.9.0.1'), 'process.log': memory(0) })
    expect(loudCauses(incident)).toEqual([])
  })

  test('another application that leaks its (de)compressors: that is a native leak', async () => {
    const incident = await incidentOf({ 'app.log': LISTENER_OOM, 'process.log': memory(200 * MIB) })
    expect(incident.verdict).toBe('native-memory-leak')
  })
})

describe('what does not suffice is undetermined, and says what to collect', () => {
  test('an affected version that recovers its log', async () => {
    const incident = await incidentOf({ 'server.log': startOf('0.9.0.1') })
    expect(incident.verdict).toBeNull()
    expect(loudCauses(incident)).toEqual([])
    expect(asksFor(incident)).toContain('VmRSS')
  })

  test('counts of mprotect alone', async () => {
    const incident = await incidentOf({ 'strace-counts.txt': MPROTECT })
    expect(incident.verdict).toBeNull()
    expect(loudCauses(incident)).toEqual([])
    expect(asksFor(incident)).toContain('VmRSS')
  })
})
