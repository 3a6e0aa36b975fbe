// Pairs that look alike from outside, told apart by what they leave behind: the right one wins, the other is not said.

import { describe, expect, test } from 'vitest'
import { causes } from '../../src/causes/index.ts'
import { diagnose } from '../../src/diagnosis/diagnose.ts'
import { findings } from '../../src/findings/index.ts'
import type { FactTypes } from '../../src/model/fact-types.ts'
import { type FactValues, factsOf } from '../../src/testing.ts'
import { census, ONCE, stack, trace, WHOLE_LOG } from '../findings/claims.ts'

const GB_IN_KB = 1024 * 1024
const GIB = 1024 ** 3

function said(facts: FactValues): { verdict: string | null; loud: string[] } {
  const { verdict, diagnoses } = diagnose(factsOf(facts), findings, causes)
  const loud = diagnoses.filter(({ confidence }) => confidence === 'certain' || confidence === 'probable')
  return { verdict, loud: loud.map(({ cause }) => cause) }
}

/** Each row: facts, the verdict, and what must not be said of them. */
function told(rows: Readonly<Record<string, readonly [facts: FactValues, verdict: string, ...not: string[]]>>): void {
  test.each(Object.entries(rows))('%s', (_, [facts, verdict, ...not]) => {
    const answer = said(facts)
    expect(answer.verdict).toBe(verdict)
    expect(answer.loud.filter((cause) => not.includes(cause))).toEqual([])
  })
}

const CRASH_LOG = { complete: true, sections: [], kind: 'native-oom' } as const
const SMALL: FactTypes['crash.native-oom'] = { call: 'mmap', bytes: 16_384, reason: 'committing reserved memory' }
const HOST: FactTypes['memory.host'] = {
  moment: 'crash',
  totalKb: 64 * GB_IN_KB,
  availableKb: 30 * GB_IN_KB,
  swapTotalKb: 0,
  swapFreeKb: 0,
}
const UNLIMITED: FactValues = {
  'limit.rlimit': [
    { resource: 'AS', soft: null },
    { resource: 'DATA', soft: null },
  ],
}
/** The JVM died of a request of 16 KiB on a host with 30 GB to spare. */
const REFUSED: FactValues = { 'crash.log': [CRASH_LOG], 'crash.native-oom': [SMALL], 'memory.host': [HOST] }

function full(said: Partial<FactTypes['maps.census']>): FactValues {
  return { 'maps.census': [census({ rows: 65_532, counted: 65_531, ...said })] }
}

function indexes(live: number, deleted: number): Partial<FactTypes['maps.census']> {
  return {
    deleted,
    groups: [{ kind: 'kafka-index', count: live + deleted, bytes: 4096 * (live + deleted), deleted }],
    topicPartitionCount: 100,
    kafkaSegments: live / 2,
  }
}

describe('memory is refused', () => {
  told({
    'at 65,531 mappings it is the mapping limit, whatever the JVM says of memory': [
      { ...REFUSED, ...full({}), ...UNLIMITED },
      'map-count-limit',
      'physical-memory-exhausted',
      'rlimit-address-space',
      'overcommit-commit-limit',
    ],
    'at 400 mappings under ulimit -v it is the address space': [
      {
        ...REFUSED,
        'maps.census': [census({})],
        'limit.rlimit': [{ resource: 'AS', soft: 4 * GIB }],
        'memory.process': [{ moment: 'crash', virtualKb: 3.99 * GB_IN_KB }],
      },
      'rlimit-address-space',
      'map-count-limit',
      'physical-memory-exhausted',
    ],
    '512 MiB asked for at 400 mappings, 300 MB left and no swap: it is memory': [
      {
        ...REFUSED,
        ...UNLIMITED,
        'crash.native-oom': [{ ...SMALL, bytes: GIB / 2 }],
        'maps.census': [census({})],
        'memory.host': [{ ...HOST, availableKb: 300_000 }],
      },
      'physical-memory-exhausted',
      'map-count-limit',
      'rlimit-address-space',
    ],
    'under vm.overcommit_memory=2 with CommitLimit used up it is the accounting': [
      {
        ...REFUSED,
        ...UNLIMITED,
        'crash.native-oom': [{ ...SMALL, bytes: GIB }],
        'maps.census': [census({})],
        'memory.host': [{ ...HOST, commitLimitKb: 32 * GB_IN_KB, committedAsKb: 31.9 * GB_IN_KB }],
        sysctl: [{ key: 'vm.overcommit_memory', value: 2, moment: 'crash' }],
      },
      'overcommit-commit-limit',
      'physical-memory-exhausted',
      'map-count-limit',
    ],
  })

  test('Committed_AS above CommitLimit under mode 0 is never blamed', () => {
    const facts = {
      ...REFUSED,
      ...full({}),
      'memory.host': [{ ...HOST, commitLimitKb: 32 * GB_IN_KB, committedAsKb: 50 * GB_IN_KB }],
    }
    expect(said(facts).loud).not.toContain('overcommit-commit-limit')
  })

  test('a refused request alone, with nothing known of any limit, has no verdict', () => {
    expect(said({ 'crash.log': [CRASH_LOG], 'crash.native-oom': [SMALL] }).verdict).toBeNull()
  })

  test('the OOM kill of another program on the host is no end of ours', () => {
    expect(said({ 'kernel.oom-kill': [{ constraint: 'none', command: 'chrome', pid: 9 }] }).verdict).toBeNull()
  })
})

describe('the mapping limit is reached', () => {
  told({
    'by live index files': [
      { ...REFUSED, ...full(indexes(60_000, 20)) },
      'map-count-index-files',
      'map-count-stale-resize-mappings',
      'map-count-threads',
      'delayed-gc-unmap',
    ],
    'by mappings that a resize left behind: deleted files, inodes mapped at two sizes': [
      { ...REFUSED, ...full({ ...indexes(10_000, 50_000), duplicatedInodes: 9000 }) },
      'map-count-stale-resize-mappings',
      'map-count-index-files',
      'map-count-threads',
    ],
    'by deleted files of another application, which wait for the garbage collector': [
      {
        ...REFUSED,
        ...full({ deleted: 60_000, groups: [{ kind: 'file', count: 60_000, bytes: 0, deleted: 60_000 }] }),
      },
      'delayed-gc-unmap',
      'map-count-index-files',
      'map-count-stale-resize-mappings',
    ],
    'by 32,500 threads, two each': [
      { ...REFUSED, ...full({ threadStacks: 32_500 }), 'threads.count': [{ total: 32_500, moment: 'crash' }] },
      'map-count-threads',
      'map-count-index-files',
      'thread-limit',
    ],
  })
})

const NO_THREAD: FactValues = { 'jvm.thread-start-failed': [{ errno: 'EAGAIN', ...ONCE }] }

describe('a thread cannot be started', () => {
  told({
    'EAGAIN with 4,096 of 4,096 processes of the user: the thread limit': [
      {
        ...NO_THREAD,
        'threads.count': [{ total: 4096, moment: 'snapshot' }],
        'limit.rlimit': [{ resource: 'NPROC', soft: 4096 }],
      },
      'thread-limit',
      'map-count-limit',
      'seccomp-clone3-eperm',
    ],
    'EAGAIN at 65,531 mappings: the mapping limit': [
      { ...NO_THREAD, ...full({}) },
      'map-count-limit',
      'thread-limit',
      'seccomp-clone3-eperm',
    ],
    'EPERM: a seccomp filter that forbids clone3': [
      { 'jvm.thread-start-failed': [{ errno: 'EPERM', ...ONCE }] },
      'seccomp-clone3-eperm',
      'thread-limit',
      'map-count-limit',
    ],
  })
})

describe('an OutOfMemoryError is thrown', () => {
  const thrown = (message: string, ...frames: string[]): FactValues => ({
    'log.window': [WHOLE_LOG],
    'log.exception': [trace(`java.lang.OutOfMemoryError: ${message}`, ...frames)],
  })
  told({
    'Java heap space': [thrown('Java heap space'), 'java-heap-oom', 'map-count-limit', 'direct-buffer-oom'],
    'Map failed below an index': [
      thrown('Map failed', 'sun.nio.ch.FileChannelImpl.map0', 'kafka.log.OffsetIndex.<init>'),
      'map-count-limit',
      'java-heap-oom',
      'direct-buffer-oom',
    ],
    'Direct buffer memory': [thrown('Direct buffer memory'), 'direct-buffer-oom', 'java-heap-oom', 'map-count-limit'],
    Metaspace: [thrown('Metaspace'), 'metaspace-oom', 'java-heap-oom'],
  })
})

const SIGNAL_LOG: FactValues = { 'crash.log': [{ ...CRASH_LOG, kind: 'signal' }] }

test("an OOM kill of which only the service manager tells is nobody's", () => {
  const answer = said({
    'kernel.oom-kill': [{ constraint: 'unknown', cgroup: 'jenkins.service' }],
    'process.exit': [{ signal: 'SIGKILL', by: 'systemd' }],
  })
  expect(answer).toEqual({ verdict: null, loud: [] })
})

describe('a signal ends the JVM', () => {
  told({
    'sent by another process': [
      {
        ...SIGNAL_LOG,
        'crash.signal': [{ name: 'SIGSEGV', siCode: 0, siCodeName: 'SI_USER', siPid: 4711 }],
        ...stack('C libc.so.6 pthread_cond_wait'),
      },
      'signal-sent-by-user',
      'safepoint-timeout-abort',
      'native-library-crash',
    ],
    'a fault in a native library': [
      {
        ...SIGNAL_LOG,
        'crash.signal': [{ name: 'SIGSEGV', siCode: 1, siCodeName: 'SEGV_MAPERR', siAddress: '0x7f0012345678' }],
        ...stack('C librocksdbjni1.so rocksdb::DBIter::Seek'),
      },
      'native-library-crash',
      'signal-sent-by-user',
    ],
    'SIGILL that the JVM sent to a thread which missed its safepoint': [
      {
        ...SIGNAL_LOG,
        'crash.signal': [{ name: 'SIGILL', siCode: -6, siCodeName: 'SI_TKILL', siPidSelf: true }],
        'jvm.flag': [{ name: 'AbortVMOnSafepointTimeout', value: true }],
        ...stack('J org.example.Loop.count'),
      },
      'safepoint-timeout-abort',
      'signal-sent-by-user',
      'cpu-feature-or-microcode',
      'miscompiled-code',
    ],
    'SIGBUS in libzip on JDK 8: a jar was overwritten': [
      {
        ...SIGNAL_LOG,
        'crash.signal': [{ name: 'SIGBUS', siCode: 2, siCodeName: 'BUS_ADRERR' }],
        'jvm.version': [{ version: '1.8.0_292', major: 8 }],
        ...stack('C libzip.so newEntry', 'C libzip.so ZIP_GetEntry2'),
      },
      'jar-modified-while-running',
      'mmap-backing-lost',
      'native-library-crash',
    ],
    'SIGBUS under a mapped index: its file lost the page': [
      {
        ...SIGNAL_LOG,
        'crash.signal': [{ name: 'SIGBUS', siCode: 2, siCodeName: 'BUS_ADRERR' }],
        'jvm.version': [{ version: '17.0.9', major: 17 }],
        ...stack('v StubRoutines::jlong_disjoint_arraycopy', 'J java.nio.DirectByteBuffer.putInt'),
      },
      'mmap-backing-lost',
      'jar-modified-while-running',
      'unmapped-buffer-access',
      'miscompiled-code',
    ],
    'SIGILL in a native library: built for another processor': [
      {
        ...SIGNAL_LOG,
        'crash.signal': [{ name: 'SIGILL', siCode: 2, siCodeName: 'ILL_ILLOPN' }],
        ...stack('C libnd4jcpu.so sd::ops::add'),
      },
      'cpu-feature-or-microcode',
      'native-library-crash',
    ],
    'a null base under a class built on Unsafe: the compiler is not at fault': [
      {
        ...SIGNAL_LOG,
        'crash.signal': [{ name: 'SIGSEGV', siCode: 1, siCodeName: 'SEGV_MAPERR', siAddress: '0x14' }],
        ...stack('J io.netty.buffer.PooledUnsafeHeapByteBuf._getLong'),
      },
      'unsafe-memory-access',
      'miscompiled-code',
    ],
    'SIGBUS of the hardware in the collector': [
      {
        ...SIGNAL_LOG,
        'crash.signal': [{ name: 'SIGBUS', siCode: 4, siCodeName: 'BUS_MCEERR_AR' }],
        'crash.thread': [{ type: 'WorkerThread', name: 'GC Thread#1' }],
        ...stack('V libjvm.so G1ParScanThreadState::copy_to_survivor_space'),
      },
      'memory-hardware-failure',
      'mmap-backing-lost',
    ],
    'SIGBUS on macOS in the JVM: no file is at fault': [
      {
        ...SIGNAL_LOG,
        'crash.signal': [{ name: 'SIGBUS', siCode: 1, siCodeName: 'BUS_ADRALN' }],
        'jvm.version': [{ version: '17.0.9', major: 17, platform: 'bsd-aarch64' }],
        ...stack('V libjvm.dylib MarkActivationClosure::do_code_blob'),
      },
      'jvm-internal-error',
      'mmap-backing-lost',
    ],
    'a compiler thread faults in a jvm.dll without symbols': [
      {
        ...SIGNAL_LOG,
        'crash.signal': [{ name: 'EXCEPTION_ACCESS_VIOLATION' }],
        'crash.thread': [{ type: 'JavaThread', name: 'C2 CompilerThread0' }],
        ...stack('V jvm.dll'),
      },
      'c2-compiler-crash',
      'jvm-internal-error',
    ],
    'a check in the compiler failed: the report of it is no place of a fault': [
      {
        'crash.log': [{ ...CRASH_LOG, kind: 'internal-error' }],
        'crash.internal-error': [{ file: 'output.cpp', line: 1593, message: 'guarantee(x) failed' }],
        'crash.thread': [{ type: 'JavaThread', name: 'C2 CompilerThread5' }],
        ...stack('V libjvm.so void VMError::report_and_die()', 'V libjvm.so void Compile::fill_buffer(CodeBuffer*)'),
      },
      'c2-compiler-crash',
      'jvm-internal-error',
    ],
    'SIGABRT that abort() sent to its own thread': [
      {
        ...SIGNAL_LOG,
        'crash.signal': [{ name: 'SIGABRT', sentBy: 'kill' }],
        ...stack('C libc.so.6 pthread_kill'),
      },
      'native-abort',
      'signal-sent-by-user',
      'native-library-crash',
    ],
    'a library of glibc on Alpine calls what was never resolved': [
      {
        ...SIGNAL_LOG,
        'crash.signal': [{ name: 'SIGSEGV', pc: '0x00000000000207d6' }],
        'jvm.version': [{ version: '17.0.6+10', platform: 'linux-amd64' }],
        os: [{ family: 'linux', distribution: 'Alpine Linux v3.18' }],
        ...stack('C ld-musl-x86_64.so.1 dlopen'),
      },
      'libc-mismatch-musl',
      'native-library-crash',
    ],
    'SIGBUS in the performance counters: /tmp is full': [
      {
        ...SIGNAL_LOG,
        'crash.signal': [{ name: 'SIGBUS', siCode: 2, siCodeName: 'BUS_ADRERR' }],
        ...stack('V libjvm.so PerfLongVariant::sample'),
      },
      'tmp-full-sigbus',
      'mmap-backing-lost',
      'jvm-internal-error',
    ],
  })
})

describe('native memory runs out while the log is recovered after a restart', () => {
  const recovery: FactValues = {
    'crash.log': [{ ...CRASH_LOG, uptimeSeconds: 45 }],
    'crash.native-oom': [{ call: 'malloc', bytes: 131_072, reason: 'unknown' }],
    'kafka.setting': [{ key: 'compression.type', value: 'gzip' }],
    'log.window': [WHOLE_LOG],
    'log.marker': [{ marker: 'recovering', message: 'Recovering unflushed segment 0', count: 40, lastLine: 900 }],
    'log.exception': [
      trace('java.lang.OutOfMemoryError', 'java.util.zip.Inflater.init', 'kafka.log.LogSegment.recover'),
    ],
  }
  told({
    'Kafka 0.10.0.0 leaves its GZIP streams open': [
      { ...recovery, 'application.version': [{ name: 'kafka', version: '0.10.0.0' }] },
      'gzip-native-leak-restart',
      'map-count-limit',
      'java-heap-oom',
    ],
  })

  test('Kafka 2.8 closes its GZIP streams, so these are not what leaks', () => {
    const facts = { ...recovery, 'application.version': [{ name: 'kafka', version: '2.8.0' }] }
    expect(said(facts).loud).not.toContain('gzip-native-leak-restart')
  })
})

describe('a fault in compiled Java code', () => {
  const compiled = stack('J 290 c2 com.example.Codec.touch(J)V (22 bytes)')
  const at = (siAddress: string): FactValues => ({
    ...compiled,
    'crash.signal': [{ name: 'SIGSEGV', siCode: 1, siCodeName: 'SEGV_MAPERR', siAddress }],
  })

  test('at an address out of nowhere is the doing of the compiler', () => {
    expect(said(at('0x00000005d85ad688')).verdict).toBe('miscompiled-code')
  })

  test('at 0, or at an address that a banner does not print, may as well be an Unsafe that was put into it', () => {
    expect(said(at('0x0000000000000000')).verdict).toBe(null)
    expect(said({ ...compiled, 'crash.signal': [{ name: 'SIGSEGV' }] }).verdict).toBe(null)
  })

  test('that divides is the doing of the compiler', () => {
    expect(said({ ...compiled, 'crash.signal': [{ name: 'SIGFPE' }] }).verdict).toBe('miscompiled-code')
  })
})
