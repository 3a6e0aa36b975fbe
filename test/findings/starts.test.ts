// What keeps a process from coming up, and what ends it from outside: the words of Kafka, ZooKeeper, Elasticsearch,
// Kubernetes and supervisors.

import { expect, test } from 'vitest'
import { abortUnexplained } from '../../src/findings/abort-unexplained.ts'
import { bootstrapCheckReported } from '../../src/findings/bootstrap-check-reported.ts'
import { certificateExpired } from '../../src/findings/certificate-expired.ts'
import { collectionsWithoutGain } from '../../src/findings/collections-without-gain.ts'
import { directoryLockHeld } from '../../src/findings/directory-lock-held.ts'
import { endedBySupervisor } from '../../src/findings/ended-by-supervisor.ts'
import { errorLogged } from '../../src/findings/error-logged.ts'
import { evictionReported } from '../../src/findings/eviction-reported.ts'
import { exitCodeOfFailure } from '../../src/findings/exit-code-of-failure.ts'
import { fatalLogged } from '../../src/findings/fatal-logged.ts'
import { fileSystemRefusesMmap } from '../../src/findings/file-system-refuses-mmap.ts'
import { killedByProbe } from '../../src/findings/killed-by-probe.ts'
import { kraftQuorumNotReached } from '../../src/findings/kraft-quorum-not-reached.ts'
import { logDirAccessDenied } from '../../src/findings/log-dir-access-denied.ts'
import { logTruncationRefused } from '../../src/findings/log-truncation-refused.ts'
import { nativeLibraryUnusable } from '../../src/findings/native-library-unusable.ts'
import { oomInUncaughtHandler } from '../../src/findings/oom-in-uncaught-handler.ts'
import { oomKillOfEitherKind } from '../../src/findings/oom-kill-of-either-kind.ts'
import { portTaken } from '../../src/findings/port-taken.ts'
import { responseSizeAbsurd } from '../../src/findings/response-size-absurd.ts'
import { runtimeSawNoOom } from '../../src/findings/runtime-saw-no-oom.ts'
import { startupConfigRejected } from '../../src/findings/startup-config-rejected.ts'
import { storedIdDiffers } from '../../src/findings/stored-id-differs.ts'
import { threadStartRefused } from '../../src/findings/thread-start-refused.ts'
import { uncaughtInMain } from '../../src/findings/uncaught-in-main.ts'
import { windowsHost } from '../../src/findings/windows-host.ts'
import { zookeeperDataUnreadable } from '../../src/findings/zookeeper-data-unreadable.ts'
import { zookeeperDiskSlow } from '../../src/findings/zookeeper-disk-slow.ts'
import { evaluateFinding, type FactValues } from '../../src/testing.ts'
import { claims, ONCE, trace, WHOLE_LOG } from './claims.ts'

function event(message: string, level = 'ERROR'): FactValues {
  return { 'log.event': [{ level, message, ...ONCE }] }
}

function thrown(text: string, ...methods: string[]): FactValues {
  return { 'log.exception': [trace(text, ...methods)] }
}

claims(storedIdDiffers, {
  present: {
    'ZooKeeper names another cluster': thrown(
      "kafka.common.InconsistentClusterIdException: The Cluster ID abc doesn't match stored clusterId Some(xyz) in meta.properties.",
    ),
    'a volume of another node': thrown(
      "kafka.common.InconsistentNodeIdException: Configured node.id `1` doesn't match stored node.id `2' in meta.properties.",
    ),
    'a directory that KRaft never formatted': thrown(
      'org.apache.kafka.common.KafkaException: No `meta.properties` found in /data (have you run `kafka-storage.sh` to format the directory?)',
    ),
    'Elasticsearch was in another cluster': thrown(
      'java.lang.IllegalStateException: This node previously joined a cluster with UUID [a] and is now trying to join a different cluster with UUID [b].',
    ),
  },
  unknown: { 'nothing was read': {}, 'an ordinary start': event('Cluster ID = abc', 'WARN') },
})

claims(directoryLockHeld, {
  present: {
    'a second broker': thrown(
      'org.apache.kafka.common.KafkaException: Failed to acquire lock on file .lock in /data/kafka. A Kafka instance in another process or thread is using this directory.',
    ),
    'a second Elasticsearch': thrown('java.lang.IllegalStateException: failed to obtain node locks, tried [/data]'),
  },
  unknown: { 'nothing was read': {}, 'locks of another kind': event('Failed to acquire lock on the scheduler') },
})

claims(bootstrapCheckReported, {
  present: {
    'the console, line by line': {
      'log.event': [
        { level: 'ERROR', message: 'ERROR: [1] bootstrap checks failed', ...ONCE },
        {
          level: 'ERROR',
          message:
            '[1]: max file descriptors [4096] for elasticsearch process is too low, increase to at least [65535]',
          ...ONCE,
        },
      ],
    },
    'the log, in one message': event(
      'node validation exception\n[1] bootstrap checks failed. You must address the points described.\nbootstrap check failure [1] of [1]: max virtual memory areas vm.max_map_count [65530] is too low',
    ),
  },
  unknown: { 'nothing was read': {}, 'checks are enforced': event('enforcing bootstrap checks', 'WARN') },
})

test('each failed check is told once, without its number', () => {
  const check = 'max number of threads [1024] for user [es] is too low, increase to at least [4096]'
  const { statement } = evaluateFinding(bootstrapCheckReported, {
    'log.event': [
      { level: 'ERROR', message: `[1]: ${check}`, ...ONCE },
      {
        level: 'ERROR',
        message: `x\n[1] bootstrap checks failed\nbootstrap check failure [1] of [1]: ${check}`,
        ...ONCE,
      },
    ],
  })
  expect(statement).toBe(`the node refused to start: "${check}"`)
})

claims(logTruncationRefused, {
  present: {
    '0.10': event(
      "[ReplicaFetcherThread-0-2], Halting because log truncation is not allowed for topic t, Current leader 2's latest offset 40 is less than replica 1's latest offset 53",
      'FATAL',
    ),
  },
  unknown: { 'nothing was read': {}, 'it truncates': event('Truncating to offset 40', 'WARN') },
})

claims(zookeeperDataUnreadable, {
  present: {
    'logs without a snapshot': thrown(
      'java.io.IOException: No snapshot found, but there are log entries. Something is broken!',
    ),
    'a quorum peer': event('Unable to load database on disk'),
    'a transaction log cut short, by its frames alone': thrown(
      'java.io.EOFException',
      'java.io.DataInputStream.readInt',
      'org.apache.zookeeper.server.persistence.FileHeader.deserialize',
    ),
  },
  unknown: {
    'nothing was read': {},
    'a leader that closed the connection': thrown(
      'java.io.EOFException',
      'java.io.DataInputStream.readInt',
      'org.apache.zookeeper.server.quorum.QuorumPacket.deserialize',
    ),
    'a client': event('Session 0x0 for server zk1, unexpected error', 'WARN'),
  },
})

claims(kraftQuorumNotReached, {
  present: {
    'the broker gives up': thrown(
      'java.lang.RuntimeException: Received a fatal error while waiting for the controller to acknowledge that we are caught up',
    ),
    'its registration': event('Shutting down because we were unable to register with the controller quorum.'),
  },
  unknown: {
    'nothing was read': {},
    'a lost connection': event('Connection to node 2 could not be established', 'WARN'),
  },
})

claims(fileSystemRefusesMmap, {
  present: {
    'a shared folder': thrown('java.io.IOException: Invalid argument', 'sun.nio.ch.FileChannelImpl.map0'),
    'resizing a mapped file': thrown('java.io.IOException: Invalid argument', 'java.io.RandomAccessFile.setLength'),
    'a FUSE mount': thrown('java.io.IOException: No such device', 'sun.nio.ch.FileChannelImpl.map'),
  },
  unknown: {
    'no trace was read': {},
    'the mapping limit': thrown('java.io.IOException: Map failed', 'sun.nio.ch.FileChannelImpl.map'),
    'an argument of a socket': thrown('java.io.IOException: Invalid argument', 'sun.nio.ch.Net.setIntOption0'),
  },
})

claims(nativeLibraryUnusable, {
  present: { snappy: thrown('java.lang.NoClassDefFoundError: Could not initialize class org.xerial.snappy.Snappy') },
  unknown: {
    'nothing was read': {},
    'a class of the application': thrown('java.lang.NoClassDefFoundError: Could not initialize class com.example.App'),
  },
})

claims(oomInUncaughtHandler, {
  present: {
    'two threads': { 'jvm.warning': [{ topic: 'uncaught-out-of-memory', message: 'Exception: …', count: 2 }] },
  },
  unknown: {
    'nothing was read': {},
    'another warning': { 'jvm.warning': [{ topic: 'x', message: 'y', ...ONCE }] },
    'the kind is said elsewhere': {
      'jvm.warning': [{ topic: 'uncaught-out-of-memory', message: 'Exception: …', ...ONCE }],
      ...thrown('java.lang.OutOfMemoryError: unable to create native thread'),
    },
  },
})

claims(oomKillOfEitherKind, {
  present: { 'grep Killed of an old kernel': { 'kernel.oom-kill': [{ constraint: 'unknown', command: 'java' }] } },
  unknown: {
    'nothing was read': {},
    'another line says which': {
      'kernel.oom-kill': [
        { constraint: 'unknown', command: 'java' },
        { constraint: 'memcg', command: 'java' },
      ],
    },
  },
})

claims(abortUnexplained, {
  present: {
    'exit code 134': { 'process.exit': [{ code: 134 }] },
    'of a container': { 'container.terminated': [{ exitCode: 134 }] },
  },
  unknown: {
    'nothing was read': {},
    'the crash log is there': {
      'process.exit': [{ code: 134 }],
      'crash.log': [{ complete: true, sections: [], kind: 'signal' }],
    },
    'the C library says why': {
      'process.exit': [{ code: 134 }],
      'native.abort': [{ message: 'double free or corruption (out)' }],
    },
  },
})

claims(exitCodeOfFailure, {
  present: {
    'exit code 1': { 'process.exit': [{ code: 1 }] },
    'a container with 78': { 'container.terminated': [{ exitCode: 78 }] },
  },
  unknown: {
    'nothing was read': {},
    'it ended well': { 'process.exit': [{ code: 0 }] },
    SIGTERM: { 'process.exit': [{ code: 143 }] },
  },
})

claims(errorLogged, {
  present: { 'an ERROR': event('Error due to (kafka.server.ReplicaFetcherThread)') },
  unknown: {
    'nothing was read': {},
    'a warning': event('Connection to node 2 could not be established', 'WARN'),
    'it says why it gave up': event('Exiting Kafka.', 'FATAL'),
  },
})

test('the last error is quoted with what was thrown', () => {
  const { statement } = evaluateFinding(errorLogged, {
    'log.event': [{ level: 'ERROR', message: 'first', count: 1, lastLine: 1 }],
    'log.exception': [{ ...trace('java.lang.IllegalStateException: x is gone'), message: 'last', lastLine: 9 }],
  })
  expect(statement).toBe('the last error in the log is "last: IllegalStateException: x is gone"')
})

test('a process that gives up is quoted with the innermost reason', () => {
  const outer = trace('org.apache.kafka.common.KafkaException: cannot load')
  const root = trace('java.io.IOException: jaas.conf (No such file or directory)')
  const { statement } = evaluateFinding(fatalLogged, {
    'log.window': [WHOLE_LOG],
    'log.exception': [
      { ...outer, chain: [...outer.chain, ...root.chain], message: 'Fatal error during KafkaServer startup.' },
    ],
  })
  expect(statement).toMatch(
    /"Fatal error during KafkaServer startup" because of "IOException: jaas\.conf \(No such file/,
  )
})

test('a JAAS error rejects the configuration only where the process gave up for it', () => {
  const jaas = trace('javax.security.auth.login.LoginException: No JAAS configuration section named Client was found')
  const at = (message: string) => evaluateFinding(startupConfigRejected, { 'log.exception': [{ ...jaas, message }] })
  expect(at('Fatal error during KafkaServer startup. Prepare to shutdown').state).toBe('present')
  expect(at('SASL configuration failed. Will continue connection without SASL').state).toBe('unknown')
})

test('a class of settings that checks itself rejects the configuration where the process gave up for it', () => {
  const text = 'java.lang.IllegalArgumentException: requirement failed: advertised.listeners cannot use 0.0.0.0'
  const methods = ['scala.Predef$.require', 'kafka.server.KafkaConfig.validateValues']
  const failed = { ...trace(text, ...methods), message: 'Exiting Kafka due to fatal exception' }
  const { statement } = evaluateFinding(startupConfigRejected, { 'log.exception': [failed] })
  expect(statement).toContain('advertised.listeners cannot use 0.0.0.0')
  expect(evaluateFinding(startupConfigRejected, thrown(text, ...methods)).state).toBe('unknown')
})

test('a secret in what is quoted is redacted', () => {
  const text =
    'org.apache.kafka.common.config.ConfigException: Invalid value x for configuration ssl.key.password=hunter2'
  expect(evaluateFinding(startupConfigRejected, thrown(text)).statement).not.toContain('hunter2')
})

const FAILED = { reason: 'Unhealthy', message: 'Liveness probe failed: connection refused', ...ONCE } as const

claims(killedByProbe, {
  present: {
    'an older kubelet': {
      'container.event': [
        {
          reason: 'Killing',
          message: 'Killing container with id docker://kafka:Container is unhealthy, it will be killed and re-created.',
          ...ONCE,
        },
      ],
    },
    'a failed probe, and the end by SIGTERM': {
      'container.event': [FAILED],
      'container.terminated': [{ reason: 'Error', exitCode: 143 }],
    },
  },
  unknown: {
    'a failed probe alone is no kill': { 'container.event': [FAILED] },
    'it was out of memory': {
      'container.event': [FAILED],
      'container.terminated': [{ reason: 'OOMKilled', exitCode: 137 }],
    },
  },
})

claims(certificateExpired, {
  present: {
    'the JDK': thrown('java.security.cert.CertificateExpiredException: NotAfter: Fri Nov 20 00:00:00 UTC 2026'),
    'the alert of the other side': event('Failed to process post-handshake messages: certificate_expired', 'WARN'),
  },
  unknown: { 'nothing was read': {}, 'a wrong host name': event('No subject alternative DNS name matching b1 found') },
})

claims(collectionsWithoutGain, {
  present: {
    'more than half of the time': event(
      '[n1] [gc][35930] overhead, spent [6.5s] collecting in the last [7.3s]',
      'WARN',
    ),
  },
  unknown: {
    'nothing was read': {},
    'half a second': event('[n1] [gc][5332] overhead, spent [726ms] collecting in the last [1s]', 'WARN'),
  },
})

claims(evictionReported, {
  present: {
    'an event': {
      'container.event': [{ reason: 'Evicted', message: 'The node was low on resource: memory.', ...ONCE }],
    },
    'the status column': { 'container.terminated': [{ reason: 'Evicted' }] },
  },
  unknown: { 'nothing was read': {}, 'another end': { 'container.terminated': [{ reason: 'Error', exitCode: 1 }] } },
})

claims(endedBySupervisor, {
  present: {
    'a stop that took too long': { 'process.exit': [{ by: 'systemd', why: 'stop-timeout' }] },
    'a watchdog': { 'process.exit': [{ by: 'tanuki-wrapper', why: 'watchdog' }] },
  },
  unknown: { 'nothing was read': {}, 'SIGKILL by nobody knows': { 'process.exit': [{ signal: 'SIGKILL' }] } },
})

claims(zookeeperDiskSlow, {
  present: {
    'ten seconds': event(
      'fsync-ing the write ahead log in SyncThread:2 took 9842ms which will adversely effect',
      'WARN',
    ),
  },
  unknown: { 'nothing was read': {}, 'a slow request': event('Slow request took 900ms', 'WARN') },
})

claims(runtimeSawNoOom, {
  present: { '137, and no word of memory': { 'container.terminated': [{ reason: 'Error', exitCode: 137 }] } },
  unknown: {
    'nothing was read': {},
    'one of two ends was one': {
      'container.terminated': [
        { reason: 'Error', exitCode: 137 },
        { reason: 'OOMKilled', exitCode: 137 },
      ],
    },
  },
})

test('an exception around a refused thread tells of it', () => {
  const said =
    'Error creating bean; nested exception is java.lang.OutOfMemoryError: unable to create native thread: possibly'
  const { state } = evaluateFinding(
    threadStartRefused,
    thrown(`org.springframework.beans.BeanCreationException: ${said}`),
  )
  expect(state).toBe('present')
})

test('the GC log that may not be opened is no log directory', () => {
  const warning = { topic: 'logging', message: "Error opening log file '/var/log/gc.log': Permission denied", ...ONCE }
  expect(evaluateFinding(logDirAccessDenied, { 'jvm.warning': [warning] }).state).toBe('unknown')
})

test('a log that works on files of C: was written on Windows', () => {
  const stateOf = (facts: FactValues) => evaluateFinding(windowsHost, facts).state
  expect(stateOf(event('Error while deleting segments for test-0 in dir C:\\kafka-logs'))).toBe('present')
  expect(
    stateOf(thrown('java.nio.file.FileSystemException: x', 'sun.nio.fs.WindowsException.translateToIOException')),
  ).toBe('present')
  expect(stateOf(event('Error while deleting segments for test-0 in dir /data'))).toBe('unknown')
  expect(stateOf(event('A user uploads C:\\docs\\report.log'))).toBe('unknown')
})

test('INFO traces are no errors', () => {
  const where = { ...trace('java.lang.Exception: shutdown Follower'), level: 'INFO', message: 'shutdown called' }
  expect(evaluateFinding(errorLogged, { 'log.exception': [where] }).state).toBe('unknown')
})

test('a launcher without java names what is missing', () => {
  const { statement } = evaluateFinding(startupConfigRejected, {
    'jvm.startup-failed': [{ message: 'kafka-run-class.sh: line 347: exec: java: not found' }],
  })
  expect(statement).toBe('there is no JVM to start: "kafka-run-class.sh: line 347: exec: java: not found"')
})

const READS_SIZE = ['java.nio.HeapByteBuffer.<init>', 'org.apache.kafka.common.network.NetworkReceive.readFrom']

claims(responseSizeAbsurd, {
  present: {
    'an admin client': thrown(
      'java.lang.OutOfMemoryError: Java heap space',
      ...READS_SIZE,
      'org.apache.kafka.clients.NetworkClient.poll',
    ),
  },
  unknown: {
    'nothing was read': {},
    'a broker that reads a large request': thrown(
      'java.lang.OutOfMemoryError: Java heap space',
      ...READS_SIZE,
      'kafka.network.Processor.poll',
    ),
    'a client whose heap is full elsewhere': thrown(
      'java.lang.OutOfMemoryError: Java heap space',
      'org.apache.kafka.clients.NetworkClient.poll',
    ),
  },
})

claims(uncaughtInMain, {
  present: {
    'the default handler printed it': {
      'log.exception': [{ ...trace('org.apache.kafka.common.config.ConfigException: x'), thread: 'main' }],
    },
  },
  unknown: {
    'another thread ended': { 'log.exception': [{ ...trace('java.lang.IllegalStateException'), thread: 'pool-1' }] },
    'it was logged and dealt with': {
      'log.exception': [{ ...trace('java.lang.IllegalStateException'), thread: 'main', level: 'ERROR' }],
    },
  },
})

test.each([
  ['an address of another host', 'Socket server failed to bind to 10.2.0.1:9092: Cannot assign requested address.'],
  ['a port for root', 'Socket server failed to bind to 0.0.0.0:443: Permission denied.'],
])('%s is a wrong setting and no port in use', (_, message) => {
  const facts = thrown(`org.apache.kafka.common.KafkaException: ${message}`)
  expect(evaluateFinding(startupConfigRejected, facts).state).toBe('present')
  expect(evaluateFinding(portTaken, facts).state).toBe('unknown')
})

test('a client that finds no free port of its own says nothing of listeners', () => {
  const facts = thrown('java.net.BindException: Cannot assign requested address: connect')
  expect(evaluateFinding(startupConfigRejected, facts).state).toBe('unknown')
})
