// What logs and consoles say: errors of Java, of files and disks, of Kafka, of threads, of the garbage collector.

import { expect, test } from 'vitest'
import { brokerIdRegistered } from '../../src/findings/broker-id-registered.ts'
import { codeCacheFull } from '../../src/findings/code-cache-full.ts'
import { corruptIndexReported } from '../../src/findings/corrupt-index-reported.ts'
import { crashOnOomReported } from '../../src/findings/crash-on-oom-reported.ts'
import { directBufferOomThrown } from '../../src/findings/direct-buffer-oom-thrown.ts'
import { diskErrorsReported } from '../../src/findings/disk-errors-reported.ts'
import { diskFullReported } from '../../src/findings/disk-full-reported.ts'
import { endedByOtherSignal } from '../../src/findings/ended-by-other-signal.ts'
import { exitOnOomReported } from '../../src/findings/exit-on-oom-reported.ts'
import { explicitGcBeforeEnd } from '../../src/findings/explicit-gc-before-end.ts'
import { explicitGcDisabled } from '../../src/findings/explicit-gc-disabled.ts'
import { fatalLogged } from '../../src/findings/fatal-logged.ts'
import { fdExhaustedReported } from '../../src/findings/fd-exhausted-reported.ts'
import { fewOldCollections } from '../../src/findings/few-old-collections.ts'
import { firstThreadRefused } from '../../src/findings/first-thread-refused.ts'
import { gzipInUse } from '../../src/findings/gzip-in-use.ts'
import { gzipStreamsInRecovery } from '../../src/findings/gzip-streams-in-recovery.ts'
import { heapIdle } from '../../src/findings/heap-idle.ts'
import { heapOomThrown } from '../../src/findings/heap-oom-thrown.ts'
import { jvmNotStarted } from '../../src/findings/jvm-not-started.ts'
import { kafkaClosesGzipStreams } from '../../src/findings/kafka-closes-gzip-streams.ts'
import { kafkaKeepsDeletedMappings } from '../../src/findings/kafka-keeps-deleted-mappings.ts'
import { kafkaLeaksGzipStreams } from '../../src/findings/kafka-leaks-gzip-streams.ts'
import { killedByProbe } from '../../src/findings/killed-by-probe.ts'
import { killedWithoutCrashLog } from '../../src/findings/killed-without-crash-log.ts'
import { kraftFaultReported } from '../../src/findings/kraft-fault-reported.ts'
import { libraryDependencyMissing } from '../../src/findings/library-dependency-missing.ts'
import { libraryForOtherSystem } from '../../src/findings/library-for-other-system.ts'
import { libraryMappingForbidden } from '../../src/findings/library-mapping-forbidden.ts'
import { logCleanerStopped } from '../../src/findings/log-cleaner-stopped.ts'
import { logDirAccessDenied } from '../../src/findings/log-dir-access-denied.ts'
import { logDirFailed } from '../../src/findings/log-dir-failed.ts'
import { logRecoveryRunning } from '../../src/findings/log-recovery-running.ts'
import { longGcPause } from '../../src/findings/long-gc-pause.ts'
import { longPauseLogged } from '../../src/findings/long-pause-logged.ts'
import { metaspaceOomThrown } from '../../src/findings/metaspace-oom-thrown.ts'
import { portTaken } from '../../src/findings/port-taken.ts'
import { processStoppedOrderly } from '../../src/findings/process-stopped-orderly.ts'
import { stackOverflowThrown } from '../../src/findings/stack-overflow-thrown.ts'
import { stackOverflowUncaught } from '../../src/findings/stack-overflow-uncaught.ts'
import { startupConfigRejected } from '../../src/findings/startup-config-rejected.ts'
import { threadRefusedBelowCeilings } from '../../src/findings/thread-refused-below-ceilings.ts'
import { threadStacksExceedMemory } from '../../src/findings/thread-stacks-exceed-memory.ts'
import { threadStartForbidden } from '../../src/findings/thread-start-forbidden.ts'
import { threadStartRefused } from '../../src/findings/thread-start-refused.ts'
import { threadsAtCeiling } from '../../src/findings/threads-at-ceiling.ts'
import { threadsFew } from '../../src/findings/threads-few.ts'
import { threadsOfOneKind } from '../../src/findings/threads-of-one-kind.ts'
import { uncleanElectionReported } from '../../src/findings/unclean-election-reported.ts'
import { unsafeAccessFaultThrown } from '../../src/findings/unsafe-access-fault-thrown.ts'
import { zlibAllocationFailed } from '../../src/findings/zlib-allocation-failed.ts'
import { zookeeperNotReached } from '../../src/findings/zookeeper-not-reached.ts'
import { zookeeperSessionExpired } from '../../src/findings/zookeeper-session-expired.ts'
import { zookeeperSessionTimedOut } from '../../src/findings/zookeeper-session-timed-out.ts'
import type { FactTypes } from '../../src/model/fact-types.ts'
import type { FindingRule } from '../../src/model/finding.ts'
import { evaluateFinding, type FactValues } from '../../src/testing.ts'
import { claims, gcRun, ONCE, stack, trace, WHOLE_LOG } from './claims.ts'

const GIB = 1024 ** 3

function event(message: string, level = 'ERROR'): FactValues {
  return { 'log.event': [{ level, message, ...ONCE }] }
}

function thrown(text: string, ...methods: string[]): FactValues {
  return { 'log.exception': [trace(text, ...methods)] }
}

/** Findings that are what a log says, in its own words (Kafka's and the JDK's sources); silence of a log is no witness. */
const SAID: readonly (readonly [FindingRule, says: readonly FactValues[], doesNotSay: FactValues])[] = [
  [
    diskFullReported,
    [
      thrown('java.io.IOException: No space left on device'),
      thrown('java.io.IOException: Disk quota exceeded'),
      { 'trace.failed-call': [{ call: 'write', errno: 'ENOSPC', ...ONCE }] },
      { 'disk.usage': [{ mount: '/var/kafka', usePercent: 100 }] },
    ],
    { 'disk.usage': [{ mount: '/var/kafka', usePercent: 97, availableKb: 9_000_000 }] },
  ],
  [
    diskErrorsReported,
    [
      thrown('java.io.IOException: Input/output error'),
      thrown('java.io.FileNotFoundException: /data/x (Read-only file system)'),
      { 'kernel.hardware-error': [{ kind: 'io', message: 'I/O error, dev sdb, sector 1', ...ONCE }] },
    ],
    thrown('java.io.IOException: Connection reset by peer'),
  ],
  [
    fdExhaustedReported,
    [
      thrown('java.io.IOException: Too many open files'),
      { 'trace.failed-call': [{ call: 'openat', errno: 'EMFILE', ...ONCE }] },
      { 'fds.count': [{ open: 4096, max: 4096 }] },
    ],
    { 'fds.count': [{ open: 2000, max: 100_000 }] },
  ],
  [
    logDirFailed,
    [
      event('Stopping serving logs in dir /data/kafka-logs (kafka.log.LogManager)'),
      event('Shutdown broker because all log dirs in /data/kafka-logs have failed', 'FATAL'),
      event('Error while appending records to orders-3 in dir /data/kafka-logs'),
    ],
    event('Error while executing topic command'),
  ],
  [
    logDirAccessDenied,
    [thrown('java.nio.file.AccessDeniedException: /data/kafka-logs/orders-0/00000000000000000000.timeindex')],
    thrown('org.apache.kafka.common.errors.TopicAuthorizationException: Not authorized'),
  ],
  [
    corruptIndexReported,
    [event('Found a corrupted index file corresponding to log file 0.log', 'WARN')],
    event('Found deletable segments with base offsets [0]', 'WARN'),
  ],
  [
    logCleanerStopped,
    [
      event('[kafka-log-cleaner-thread-0]: Error due to (kafka.log.LogCleaner)'),
      event('Unexpected exception thrown when cleaning log Log(x). Marking its partition (x-0) as uncleanable'),
    ],
    event('[kafka-log-cleaner-thread-0]: Starting', 'INFO'),
  ],
  [
    uncleanElectionReported,
    [
      event(
        'No broker in ISR is alive for [orders,3]. Elect leader 2 from live brokers 2. There is potential data loss.',
        'WARN',
      ),
    ],
    event('Elected leader 2 for orders-3', 'WARN'),
  ],
  [
    kraftFaultReported,
    [
      event(
        'Encountered fatal fault: Error loading metadata log record (org.apache.kafka.server.fault.ProcessTerminatingFaultHandler)',
      ),
    ],
    event('Encountered metadata loading fault: Error initializing new publishers'),
  ],
  [
    zookeeperSessionExpired,
    [
      event('Unable to reconnect to ZooKeeper service, session 0x15f has expired', 'WARN'),
      event('zookeeper state changed (Expired)', 'WARN'),
    ],
    event('Client session timed out, have not heard from server in 6001ms for sessionid 0x1', 'WARN'),
  ],
  [
    zookeeperSessionTimedOut,
    [event('Client session timed out, have not heard from server in 6001ms for sessionid 0x1', 'WARN')],
    event('Opening socket connection to server zk1', 'WARN'),
  ],
  [
    zookeeperNotReached,
    [
      thrown(
        'kafka.zookeeper.ZooKeeperClientTimeoutException: Timed out waiting for connection while in state: CONNECTING',
      ),
    ],
    event('Session establishment complete on server zk1', 'WARN'),
  ],
  [
    brokerIdRegistered,
    [
      thrown(
        'org.apache.zookeeper.KeeperException$NodeExistsException: KeeperErrorCode = NodeExists for /brokers/ids/1',
      ),
    ],
    thrown(
      'org.apache.zookeeper.KeeperException$NodeExistsException: KeeperErrorCode = NodeExists for /config/topics/x',
    ),
  ],
  [
    portTaken,
    [thrown('java.net.BindException: Address already in use')],
    thrown('java.net.BindException: Address already in use: connect'),
  ],
  [
    libraryDependencyMissing,
    [
      thrown(
        'java.lang.UnsatisfiedLinkError: /tmp/r.so: Error loading shared library libstdc++.so.6: No such file or directory (needed by /tmp/r.so)',
      ),
      thrown(
        'java.lang.UnsatisfiedLinkError: /opt/jdk/lib/libfontmanager.so: libfreetype.so.6: cannot open shared object file: No such file or directory',
      ),
    ],
    thrown(
      'java.lang.UnsatisfiedLinkError: /tmp/r.so: Error loading shared library ld-linux-x86-64.so.2: No such file or directory (needed by /tmp/r.so)',
    ),
  ],
  [
    libraryForOtherSystem,
    [
      thrown(
        "java.lang.UnsatisfiedLinkError: /tmp/r.so: /lib64/libc.so.6: version `GLIBC_2.28' not found (required by r.so)",
      ),
      thrown(
        "java.lang.UnsatisfiedLinkError: /tmp/r.so: (Possible cause: can't load AMD 64 .so on a AARCH64 platform)",
      ),
      thrown("java.lang.UnsatisfiedLinkError: C:\\r.dll: Can't load IA 32-bit .dll on a AMD 64-bit platform"),
      thrown(
        "java.lang.UnsatisfiedLinkError: /tmp/r.dylib: (mach-o file, but is an incompatible architecture (have 'x86_64'))",
      ),
    ],
    thrown('java.lang.UnsatisfiedLinkError: no foo in java.library.path'),
  ],
  [
    libraryMappingForbidden,
    [
      thrown(
        'java.lang.UnsatisfiedLinkError: /tmp/snappy.so: failed to map segment from shared object: Operation not permitted',
      ),
    ],
    thrown('java.lang.UnsatisfiedLinkError: no foo in java.library.path'),
  ],
  [
    startupConfigRejected,
    [
      { 'jvm.startup-failed': [{ message: "Unrecognized VM option 'UseFastGC'" }] },
      thrown('org.apache.kafka.common.config.ConfigException: Missing required configuration "zookeeper.connect"'),
    ],
    event('Configuration x is deprecated', 'WARN'),
  ],
  [
    heapOomThrown,
    [
      thrown('java.lang.OutOfMemoryError: Java heap space'),
      thrown('java.lang.OutOfMemoryError: GC overhead limit exceeded'),
      { 'jvm.oom-action': [{ action: 'terminating', kind: 'Java heap space' }] },
      { 'gc.heap-exhausted': [{ how: '12 full collections in a row freed nothing', ...ONCE }] },
    ],
    thrown('java.lang.OutOfMemoryError: Map failed'),
  ],
  [
    metaspaceOomThrown,
    [
      thrown('java.lang.OutOfMemoryError: Metaspace'),
      { 'crash.exception-counts': [{ metaspace: 2 }] },
      { 'jvm.oom-action': [{ action: 'aborting', kind: 'Compressed class space' }] },
    ],
    { 'crash.exception-counts': [{ javaHeap: 2, metaspace: 0 }] },
  ],
  [
    directBufferOomThrown,
    [
      thrown('java.lang.OutOfMemoryError: Direct buffer memory'),
      thrown(
        'java.lang.OutOfMemoryError: Cannot reserve 1048576 bytes of direct buffer memory (allocated: 1, limit: 2)',
      ),
      thrown('io.netty.util.internal.OutOfDirectMemoryError: failed to allocate 16777216 byte(s) of direct memory'),
    ],
    thrown('java.lang.OutOfMemoryError: Java heap space'),
  ],
  [
    stackOverflowThrown,
    [thrown('java.lang.StackOverflowError'), { 'crash.exception-counts': [{ stackOverflow: 1 }] }],
    { 'crash.exception-counts': [{ stackOverflow: 0 }] },
  ],
  [
    stackOverflowUncaught,
    [{ 'log.exception': [{ ...trace('java.lang.StackOverflowError'), thread: 'main' }] }],
    { 'log.exception': [{ ...trace('java.lang.StackOverflowError'), thread: 'main', level: 'ERROR' }] },
  ],
  [
    crashOnOomReported,
    [
      { 'jvm.oom-action': [{ action: 'aborting', kind: 'Java heap space' }] },
      { 'crash.internal-error': [{ message: 'fatal error: OutOfMemory encountered: Metaspace' }] },
    ],
    { 'jvm.oom-action': [{ action: 'terminating', kind: 'Java heap space' }] },
  ],
  [
    exitOnOomReported,
    [{ 'jvm.oom-action': [{ action: 'terminating', kind: 'Java heap space' }] }],
    { 'jvm.oom-action': [{ action: 'heap-dump', kind: 'Java heap space' }] },
  ],
  [
    unsafeAccessFaultThrown,
    [
      thrown(
        'java.lang.InternalError: a fault occurred in a recent unsafe memory access operation in compiled Java code',
      ),
    ],
    thrown('java.lang.InternalError: platform encoding not initialized'),
  ],
  [
    zlibAllocationFailed,
    [
      thrown('java.lang.OutOfMemoryError', 'java.util.zip.Inflater.init'),
      { 'crash.native-oom': [{ call: 'malloc', bytes: 40_000, reason: null }], ...stack('C libzip.so inflateInit2_') },
    ],
    thrown('java.lang.OutOfMemoryError: Java heap space', 'java.util.zip.Inflater.init'),
  ],
  [
    gzipStreamsInRecovery,
    [thrown('java.lang.OutOfMemoryError', 'java.util.zip.Inflater.init', 'kafka.log.LogSegment.recover')],
    thrown('java.lang.OutOfMemoryError', 'java.util.zip.Inflater.init', 'kafka.server.KafkaApis.handleFetch'),
  ],
  [
    threadStartRefused,
    [
      { 'jvm.thread-start-failed': [{ errno: 'EAGAIN', ...ONCE }] },
      thrown('java.lang.OutOfMemoryError: unable to create new native thread'),
      { 'crash.native-oom': [{ call: null, bytes: 0, reason: 'Cannot create GC thread. Out of system resources.' }] },
    ],
    { 'jvm.thread-start-failed': [{ errno: 'EPERM', ...ONCE }] },
  ],
]

for (const [rule, says, doesNotSay] of SAID) {
  claims(rule, {
    present: Object.fromEntries(says.map((values) => [wordsOf(values), values])),
    unknown: { 'nothing was read': {}, [wordsOf(doesNotSay)]: doesNotSay },
  })
}

/** What a row is called: the message of its trace or event, or else its first fact. */
function wordsOf(values: FactValues): string {
  const [thrown] = values['log.exception']?.[0]?.chain ?? []
  const said = values['log.event']?.[0]?.message ?? thrown?.message ?? thrown?.className
  return said ?? JSON.stringify(Object.entries(values)[0])
}

claims(codeCacheFull, {
  present: {
    'CodeCache is full': {
      'jvm.warning': [{ topic: 'code-cache', message: 'CodeCache is full. Compiler has been disabled.', ...ONCE }],
    },
  },
  absent: { '100 MB are free': { 'memory.code-cache': [{ sizeKb: 245_760, usedKb: 145_760, freeKb: 100_000 }] } },
  unknown: { 'nothing was read': {} },
})

claims(jvmNotStarted, {
  present: {
    'Error occurred during initialization of VM': { 'jvm.startup-failed': [{ message: 'Too small maximum heap' }] },
  },
  unknown: { 'nothing was read': {} },
})

claims(fatalLogged, {
  present: {
    'a FATAL record': { 'log.window': [WHOLE_LOG], ...event('[Kafka Server 1], Fatal error during startup', 'FATAL') },
  },
  absent: { 'a whole log without one': { 'log.window': [WHOLE_LOG] } },
  unknown: { 'no log': {}, 'a log that stops before the end': { 'log.window': [{ ...WHOLE_LOG, complete: false }] } },
})

claims(threadStartForbidden, {
  present: { 'EPERM: seccomp refuses clone3': { 'jvm.thread-start-failed': [{ errno: 'EPERM', ...ONCE }] } },
  absent: { 'EAGAIN is exhaustion': { 'jvm.thread-start-failed': [{ errno: 'EAGAIN', ...ONCE }] } },
  unknown: { 'every thread started': {} },
})

const THREADS = (total: number): FactValues => ({ 'threads.count': [{ total, moment: 'crash' }] })

claims(threadsAtCeiling, {
  present: {
    '4,096 threads under an nproc of 4,096': { ...THREADS(4096), 'limit.rlimit': [{ resource: 'NPROC', soft: 4096 }] },
    'the pids cgroup is full': { 'memory.cgroup': [{ tasksMax: 512, tasksCurrent: 512 }] },
    'pids.max and pids.current are a file each': { 'memory.cgroup': [{ tasksMax: 200 }, { tasksCurrent: 200 }] },
    'the kernel rejected a fork': { 'kernel.fork-rejected': [{ cgroup: '/docker/1', ...ONCE }] },
  },
  unknown: {
    'nothing is counted': {},
    'a limit without a count': { 'memory.cgroup': [{ tasksMax: 200 }] },
    'few own threads clear no ceiling: nproc counts all processes of the user': {
      ...THREADS(100),
      'limit.rlimit': [{ resource: 'NPROC', soft: 4096 }],
    },
  },
})

/** Debian 12 in a container with room for every thread: the JVM dies as it starts its first one. */
const FIRST_THREAD: FactValues = {
  'crash.native-oom': [{ call: null, bytes: 0, reason: 'Cannot create worker GC thread. Out of system resources.' }],
  'crash.log': [{ complete: true, sections: [], kind: 'native-oom', uptimeSeconds: 0.009 }],
  os: [{ family: 'linux', libc: 'glibc', libcVersion: '2.36' }],
  'limit.rlimit': [
    { resource: 'NPROC', soft: null },
    { resource: 'AS', soft: null },
  ],
  'memory.cgroup': [{ tasksMax: null, tasksCurrent: 1 }],
}

claims(threadRefusedBelowCeilings, {
  present: { 'one task, no ceiling, clone3': FIRST_THREAD },
  unknown: {
    'nothing was read': {},
    'an older glibc starts threads with clone': {
      ...FIRST_THREAD,
      os: [{ family: 'linux', libc: 'glibc', libcVersion: '2.31' }],
    },
    'a JVM of three days had threads before': {
      ...FIRST_THREAD,
      'crash.log': [{ complete: true, sections: [], kind: 'native-oom', uptimeSeconds: 259_200 }],
    },
    'the user may have too many processes': { ...FIRST_THREAD, 'limit.rlimit': [{ resource: 'NPROC', soft: 4096 }] },
  },
})

const UNTOLD: FactValues = { ...FIRST_THREAD, 'memory.cgroup': [], 'limit.rlimit': [{ resource: 'NPROC', soft: 4096 }] }

claims(firstThreadRefused, {
  present: {
    'no word of the reason, clone3': UNTOLD,
    "the console's banner alone": {
      'crash.native-oom': [
        { call: null, bytes: null, reason: 'Cannot create worker GC thread. Out of system resources.' },
      ],
    },
  },
  absent: {
    'the console says EAGAIN': {
      ...UNTOLD,
      'jvm.thread-start-failed': [{ errno: 'EAGAIN', ...ONCE }],
    },
    'an older glibc starts threads with clone': {
      ...UNTOLD,
      os: [{ family: 'linux', libc: 'glibc', libcVersion: '2.31' }],
    },
  },
  unknown: {
    'nothing was read': {},
    'a JVM of three days had threads before': {
      ...UNTOLD,
      'crash.log': [{ complete: true, sections: [], kind: 'native-oom', uptimeSeconds: 259_200 }],
    },
  },
})

claims(threadsFew, {
  present: { 'eighty threads': THREADS(80) },
  absent: { '12,000 threads': THREADS(12_000) },
  unknown: { 'nothing is counted': {} },
})

const NAMED = (name: string, count: number): FactValues => ({
  'threads.count': [{ total: 9000, moment: 'crash', groups: [{ name, count }] }],
})

claims(threadsOfOneKind, {
  present: { '8,508 of 9,000 are pool-N-thread-N': NAMED('pool-N-thread-N', 8508) },
  absent: { 'no name has half of them': NAMED('qtp-N', 900) },
  unknown: { 'nothing is counted': {}, 'the names are not known': THREADS(9000) },
})

const HOST_16G: FactValues = { 'memory.host': [{ moment: 'crash', totalKb: 16 * 1024 * 1024 }] }

claims(threadStacksExceedMemory, {
  present: {
    '10,000 stacks of 1 MiB on a host of 16 GiB': { ...THREADS(10_000), ...HOST_16G },
    '1,000 stacks of 24 MiB': {
      ...THREADS(1000),
      ...HOST_16G,
      'jvm.flag': [{ name: 'ThreadStackSize', value: 24 * 1024 ** 2 }],
    },
  },
  absent: { 'a hundred stacks of 1 MiB': { ...THREADS(100), ...HOST_16G } },
  unknown: { 'nothing is counted': HOST_16G, 'the memory is not known': THREADS(9000) },
})

const KAFKA = (version: string): FactValues => ({ 'application.version': [{ name: 'kafka', version }] })

claims(kafkaLeaksGzipStreams, {
  present: { '0.10.0.0 is before KAFKA-3933': KAFKA('0.10.0.0'), '0.9.0.1 too': KAFKA('0.9.0.1') },
  absent: { '0.10.0.1 has it': KAFKA('0.10.0.1'), '3.8.0 has it, though 3 is no 10': KAFKA('3.8.0') },
  unknown: { 'the version is not known': {} },
})

claims(kafkaClosesGzipStreams, {
  present: { '0.10.0.1': KAFKA('0.10.0.1') },
  absent: { '0.9.0.1': KAFKA('0.9.0.1') },
  unknown: {
    'the version is not known': {},
    'of another program': { 'application.version': [{ name: 'zookeeper', version: '3.4' }] },
  },
})

claims(kafkaKeepsDeletedMappings, {
  present: { '0.10.1.1 is before KAFKA-4614': KAFKA('0.10.1.1') },
  absent: { '0.10.2.0 has it': KAFKA('0.10.2.0') },
  unknown: { 'the version is not known': {} },
})

claims(gzipInUse, {
  present: {
    'compression.type=gzip': { 'kafka.setting': [{ key: 'compression.type', value: 'gzip' }] },
    'one topic has it': { 'kafka.topic': [{ name: 'orders', settings: { 'compression.type': 'gzip' } }] },
  },
  absent: { 'compression.type=lz4': { 'kafka.setting': [{ key: 'compression.type', value: 'lz4' }] } },
  unknown: { 'producers decide': { 'kafka.setting': [{ key: 'compression.type', value: 'producer' }] } },
})

function marker(name: string, lastLine: number): FactTypes['log.marker'] {
  return { marker: name, message: name, lastLine, ...ONCE }
}

claims(logRecoveryRunning, {
  present: {
    'recovering on line 900, started never': { 'log.window': [WHOLE_LOG], 'log.marker': [marker('recovering', 900)] },
  },
  absent: {
    'it started after the recovery': {
      'log.window': [WHOLE_LOG],
      'log.marker': [marker('recovering', 900), marker('started', 950)],
    },
  },
  unknown: { 'no log': {}, 'a log that tells neither': { 'log.window': [WHOLE_LOG] } },
})

claims(processStoppedOrderly, {
  present: {
    'the log ends in "shut down completed"': { 'log.window': [{ ...WHOLE_LOG, orderlyEnd: true }] },
    'exit code 143 is SIGTERM': { 'process.exit': [{ code: 143 }] },
    'exit code 129 is SIGHUP, at which the JVM stops in order too': { 'process.exit': [{ code: 129 }] },
  },
  absent: {
    'there is a crash log': {
      'process.exit': [{ code: 143 }],
      'crash.log': [{ complete: true, sections: [], kind: 'signal' }],
    },
    'the GC log lacks its last words': { 'gc.run': [gcRun({ ending: 'abrupt' })] },
  },
  unknown: { 'nothing was read': {}, 'a log that just stops': { 'log.window': [WHOLE_LOG] } },
})

claims(endedByOtherSignal, {
  present: {
    'exit code 152 is SIGXCPU': { 'process.exit': [{ code: 152 }] },
    'the shell says "Bad system call"': { 'process.exit': [{ signal: 'SIGSYS' }] },
    'a container with 142': { 'container.terminated': [{ exitCode: 142 }] },
  },
  unknown: {
    'nobody says how it ended': {},
    'SIGKILL, SIGSEGV and SIGTERM mean something else': {
      'process.exit': [{ code: 137 }, { signal: 'SIGSEGV' }, { code: 143 }],
    },
  },
})

claims(killedWithoutCrashLog, {
  present: {
    'exit code 137': { 'process.exit': [{ code: 137 }] },
    'status=9/KILL': { 'process.exit': [{ signal: 'SIGKILL' }] },
  },
  absent: {
    'exit code 1': { 'process.exit': [{ code: 1 }] },
    'a program may exit with 9': { 'process.exit': [{ code: 9 }] },
  },
  unknown: { 'nobody says how it ended': {} },
})

claims(killedByProbe, {
  present: {
    'Killing: failed liveness probe': {
      'container.event': [
        { reason: 'Killing', message: 'Container kafka failed liveness probe, will be restarted', ...ONCE },
      ],
    },
  },
  absent: {
    'readiness does not kill': {
      'container.event': [{ reason: 'Unhealthy', message: 'Readiness probe failed', ...ONCE }],
    },
  },
  unknown: { 'no events': {} },
})

function explicitGc(said: Partial<FactTypes['gc.explicit']>): FactTypes['gc.explicit'] {
  return { kind: 'full', gapToEndSeconds: 0.2, isLastCollection: true, hourly: false, ...ONCE, ...said }
}

claims(explicitGcBeforeEnd, {
  present: {
    'System.gc() 0.2 s before the end with 22 of 2,048 MB used': {
      'gc.run': [gcRun({})],
      'gc.explicit': [explicitGc({ heapUsedBeforeBytes: 22 * 1024 ** 2, heapMaxBytes: 2 * GIB })],
    },
  },
  absent: {
    none: { 'gc.run': [gcRun({})] },
    'an hour before the end': { 'gc.run': [gcRun({})], 'gc.explicit': [explicitGc({ gapToEndSeconds: 3600 })] },
    'hourly: RMI': { 'gc.run': [gcRun({})], 'gc.explicit': [explicitGc({ hourly: true })] },
    'with a full heap it is no rescue of a mapping': {
      'gc.run': [gcRun({})],
      'gc.explicit': [explicitGc({ heapUsedBeforeBytes: 1.9 * GIB, heapMaxBytes: 2 * GIB })],
    },
  },
  unknown: { 'no GC log': {}, 'a GC log that is cut': { 'gc.run': [gcRun({ ending: 'truncated' })] } },
})

claims(explicitGcDisabled, {
  present: { '-XX:+DisableExplicitGC': { 'jvm.flag': [{ name: 'DisableExplicitGC', value: true }] } },
  absent: { 'the flags are known and it is not among them': { 'jvm.flag': [{ name: 'UseG1GC', value: true }] } },
  unknown: { 'the flags are not known': {} },
})

claims(fewOldCollections, {
  present: {
    'one mixed collection in ten days': {
      'gc.run': [gcRun({ uptimeFromSeconds: 0, uptimeToSeconds: 864_000, mixedPauses: 1 })],
    },
  },
  absent: {
    'a hundred of them': { 'gc.run': [gcRun({ uptimeFromSeconds: 0, uptimeToSeconds: 864_000, mixedPauses: 100 })] },
  },
  unknown: {
    'no GC log': {},
    'an hour is too short to tell': { 'gc.run': [gcRun({ uptimeFromSeconds: 0, uptimeToSeconds: 3600 })] },
  },
})

claims(heapIdle, {
  present: {
    'at most 100 MB of 4 GiB': { 'gc.run': [gcRun({ heapMaxBytes: 4 * GIB, heapPeakBytes: 100 * 1024 ** 2 })] },
    'the crash log: 12 MB of 2 GiB': { 'memory.heap': [{ usedBytes: 12 * 1024 ** 2, maxBytes: 2 * GIB }] },
  },
  absent: { '3.9 of 4 GiB': { 'gc.run': [gcRun({ heapMaxBytes: 4 * GIB, heapPeakBytes: 3.9 * GIB })] } },
  unknown: { 'nothing was read': {}, 'the occupancy is not printed': { 'gc.run': [gcRun({ heapMaxBytes: 4 * GIB })] } },
})

test.each([
  ['Detected pause in JVM or host machine (eg GC): pause of approximately 79123ms', '79 s'],
  ['We slept 79123ms instead of 3000ms, this is likely due to a long garbage collecting pause', '79 s'],
  ['Detected VM stop-the-world pause: {pauseTime=7100, gcTime=7000, gcCount=1}', '7.1 s'],
  ['GC Monitor: Application threads blocked for 9000ms.', '9 s'],
  ['ConcurrentMarkSweep GC in 12043ms.  CMS Old Gen: 1 -> 2;', '12 s'],
  ['[gc][old][113][20] duration [15.5s], collections [1]/[16s], total [15.5s]/[20s]', '16 s'],
])('a pause that the process noticed: %s', (message, length) => {
  const { state, statement } = evaluateFinding(longPauseLogged, { 'log.event': [{ level: 'WARN', message, ...ONCE }] })
  expect(state).toBe('present')
  expect(statement).toContain(length)
})

test('a pause of half a second is ordinary', () => {
  const message = 'GC Monitor: Application threads blocked for 389ms.'
  expect(evaluateFinding(longPauseLogged, { 'log.event': [{ level: 'WARN', message, ...ONCE }] }).state).toBe('unknown')
})

claims(longGcPause, {
  present: {
    '12 s': {
      'gc.run': [gcRun({})],
      'gc.long-pause': [{ pauseMs: 12_000, what: 'Pause Full (Allocation Failure)', ...ONCE }],
    },
  },
  absent: { 'none above a second': { 'gc.run': [gcRun({})] } },
  unknown: { 'no GC log': {} },
})

test.each([
  ['consecutive full collections right before the end', 0.4, 'present'],
  ['an exhaustion that the process outlived by minutes', 300, 'unknown'],
])('of an orderly end, %s', (_, gapToEndSeconds, state) => {
  const facts: FactValues = {
    'gc.run': [gcRun({ ending: 'orderly' })],
    'gc.heap-exhausted': [{ how: 'consecutive full collections', gapToEndSeconds, count: 1 }],
  }
  expect(evaluateFinding(heapOomThrown, facts).state).toBe(state)
})
