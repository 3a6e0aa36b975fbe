// What can be seen in an incident, alphabetical. A new finding is one file here and two lines below.

import type { FindingRule } from '../model/finding.ts'
import { abortUnexplained } from './abort-unexplained.ts'
import { addressNotMapped } from './address-not-mapped.ts'
import { addressSpaceAtLimit } from './address-space-at-limit.ts'
import { addressSpaceLimited } from './address-space-limited.ts'
import { agentInStack } from './agent-in-stack.ts'
import { arenaMappingsMany } from './arena-mappings-many.ts'
import { arenasGrowUnreleased } from './arenas-grow-unreleased.ts'
import { bootstrapCheckReported } from './bootstrap-check-reported.ts'
import { brokerIdRegistered } from './broker-id-registered.ts'
import { bufferCopyInStack } from './buffer-copy-in-stack.ts'
import { callToUnrelocatedAddress } from './call-to-unrelocated-address.ts'
import { certificateExpired } from './certificate-expired.ts'
import { cgroupMemoryAtLimit } from './cgroup-memory-at-limit.ts'
import { cgroupOomKill } from './cgroup-oom-kill.ts'
import { cgroupOomKillCounted } from './cgroup-oom-kill-counted.ts'
import { codeCacheFull } from './code-cache-full.ts'
import { collectionsWithoutGain } from './collections-without-gain.ts'
import { commitLimitExceeded } from './commit-limit-exceeded.ts'
import { commitLimitNotEnforced } from './commit-limit-not-enforced.ts'
import { compilerArenaHuge } from './compiler-arena-huge.ts'
import { compilerFramesInStack } from './compiler-frames-in-stack.ts'
import { compilerMemoryLimitHit } from './compiler-memory-limit-hit.ts'
import { compilerThreadCurrent } from './compiler-thread-current.ts'
import { corruptIndexReported } from './corrupt-index-reported.ts'
import { crashOnOomReported } from './crash-on-oom-reported.ts'
import { crashSignalReceived } from './crash-signal-received.ts'
import { deletedFilesMapped } from './deleted-files-mapped.ts'
import { deletedIndexMappings } from './deleted-index-mappings.ts'
import { deletedIndexesUntrimmed } from './deleted-indexes-untrimmed.ts'
import { diedSoonAfterStart } from './died-soon-after-start.ts'
import { directBufferOomThrown } from './direct-buffer-oom-thrown.ts'
import { directoryLockHeld } from './directory-lock-held.ts'
import { diskErrorsReported } from './disk-errors-reported.ts'
import { diskFullReported } from './disk-full-reported.ts'
import { emulatedProcessor } from './emulated-processor.ts'
import { endedByOtherSignal } from './ended-by-other-signal.ts'
import { endedBySupervisor } from './ended-by-supervisor.ts'
import { errorLogged } from './error-logged.ts'
import { evictionReported } from './eviction-reported.ts'
import { executableMemoryRefused } from './executable-memory-refused.ts'
import { exitCodeOfFailure } from './exit-code-of-failure.ts'
import { exitOnOomReported } from './exit-on-oom-reported.ts'
import { explicitGcBeforeEnd } from './explicit-gc-before-end.ts'
import { explicitGcDisabled } from './explicit-gc-disabled.ts'
import { fatalLogged } from './fatal-logged.ts'
import { faultAtNull } from './fault-at-null.ts'
import { faultOutsideJvm } from './fault-outside-jvm.ts'
import { fdExhaustedReported } from './fd-exhausted-reported.ts'
import { fewOldCollections } from './few-old-collections.ts'
import { fileSystemRefusesMmap } from './file-system-refuses-mmap.ts'
import { firstThreadRefused } from './first-thread-refused.ts'
import { frameInCompiledCode } from './frame-in-compiled-code.ts'
import { frameInJdkLibrary } from './frame-in-jdk-library.ts'
import { frameInJvm } from './frame-in-jvm.ts'
import { frameInNativeLibrary } from './frame-in-native-library.ts'
import { gcFramesInStack } from './gc-frames-in-stack.ts'
import { gcThreadCurrent } from './gc-thread-current.ts'
import { glibcOnMusl } from './glibc-on-musl.ts'
import { guardPageCommitRefused } from './guard-page-commit-refused.ts'
import { guardPagesRefused } from './guard-pages-refused.ts'
import { gzipInUse } from './gzip-in-use.ts'
import { gzipStreamsInRecovery } from './gzip-streams-in-recovery.ts'
import { heapBlocksBrk } from './heap-blocks-brk.ts'
import { heapIdle } from './heap-idle.ts'
import { heapLargerThanMemory } from './heap-larger-than-memory.ts'
import { heapMappingRefused } from './heap-mapping-refused.ts'
import { heapOomThrown } from './heap-oom-thrown.ts'
import { heapReservationRefused } from './heap-reservation-refused.ts'
import { hostOomKill } from './host-oom-kill.ts'
import { hugePageNotSupplied } from './huge-page-not-supplied.ts'
import { illegalInstruction } from './illegal-instruction.ts'
import { indexMappingsDominate } from './index-mappings-dominate.ts'
import { indexMapsNeverUnmapped } from './index-maps-never-unmapped.ts'
import { indexResizeInStack } from './index-resize-in-stack.ts'
import { internalErrorReported } from './internal-error-reported.ts'
import { jarDeletedOrReplaced } from './jar-deleted-or-replaced.ts'
import { jdkMapsJars } from './jdk-maps-jars.ts'
import { jvm32Bit } from './jvm-32-bit.ts'
import { jvmNotStarted } from './jvm-not-started.ts'
import { kafkaClosesGzipStreams } from './kafka-closes-gzip-streams.ts'
import { kafkaKeepsDeletedMappings } from './kafka-keeps-deleted-mappings.ts'
import { kafkaLeaksGzipStreams } from './kafka-leaks-gzip-streams.ts'
import { killedByProbe } from './killed-by-probe.ts'
import { killedWithoutCrashLog } from './killed-without-crash-log.ts'
import { kraftFaultReported } from './kraft-fault-reported.ts'
import { kraftQuorumNotReached } from './kraft-quorum-not-reached.ts'
import { largePagesRefused } from './large-pages-refused.ts'
import { largeRequestRefused } from './large-request-refused.ts'
import { libraryDependencyMissing } from './library-dependency-missing.ts'
import { libraryForOtherSystem } from './library-for-other-system.ts'
import { libraryMappingForbidden } from './library-mapping-forbidden.ts'
import { libzipReadsJar } from './libzip-reads-jar.ts'
import { logCleanerStopped } from './log-cleaner-stopped.ts'
import { logDirAccessDenied } from './log-dir-access-denied.ts'
import { logDirFailed } from './log-dir-failed.ts'
import { logRecoveryRunning } from './log-recovery-running.ts'
import { logTruncationRefused } from './log-truncation-refused.ts'
import { longGcPause } from './long-gc-pause.ts'
import { longPauseLogged } from './long-pause-logged.ts'
import { mallocRefused } from './malloc-refused.ts'
import { mapCountAtLimit } from './map-count-at-limit.ts'
import { mapCountNearLimit } from './map-count-near-limit.ts'
import { mapFailedInIndex } from './map-failed-in-index.ts'
import { mapFailedThrown } from './map-failed-thrown.ts'
import { mappedPageLost } from './mapped-page-lost.ts'
import { mappingSplitRefused } from './mapping-split-refused.ts'
import { mappingsFarBelowLimit } from './mappings-far-below-limit.ts'
import { mappingsOfOneFolder } from './mappings-of-one-folder.ts'
import { mappingsProjectedBeyondLimit } from './mappings-projected-beyond-limit.ts'
import { memoryExhausted } from './memory-exhausted.ts'
import { memoryHardwareErrors } from './memory-hardware-errors.ts'
import { memoryPagePoisoned } from './memory-page-poisoned.ts'
import { memoryToSpare } from './memory-to-spare.ts'
import { metaspaceOomThrown } from './metaspace-oom-thrown.ts'
import { muslLibc } from './musl-libc.ts'
import { nativeAllocationFailed } from './native-allocation-failed.ts'
import { nativeCodeAborted } from './native-code-aborted.ts'
import { nativeHeapCorrupted } from './native-heap-corrupted.ts'
import { nativeLibraryUnusable } from './native-library-unusable.ts'
import { nativeMemoryClimbing } from './native-memory-climbing.ts'
import { nmtMissesMemory } from './nmt-misses-memory.ts'
import { oomInUncaughtHandler } from './oom-in-uncaught-handler.ts'
import { oomKillOfEitherKind } from './oom-kill-of-either-kind.ts'
import { overcommitStrict } from './overcommit-strict.ts'
import { pageFileUsedUp } from './page-file-used-up.ts'
import { perfDataInStack } from './perf-data-in-stack.ts'
import { portTaken } from './port-taken.ts'
import { processStoppedOrderly } from './process-stopped-orderly.ts'
import { requestExceedsHost } from './request-exceeds-host.ts'
import { requestExceedsMemory } from './request-exceeds-memory.ts'
import { reservationBeyond32Bits } from './reservation-beyond-32-bits.ts'
import { reservationOf32BitSize } from './reservation-of-32-bit-size.ts'
import { responseSizeAbsurd } from './response-size-absurd.ts'
import { runtimeSawNoOom } from './runtime-saw-no-oom.ts'
import { safepointAbortReported } from './safepoint-abort-reported.ts'
import { sameFileMappedTwice } from './same-file-mapped-twice.ts'
import { segfaultWithoutCrashLog } from './segfault-without-crash-log.ts'
import { signalNotAFault } from './signal-not-a-fault.ts'
import { signalSentByProcess } from './signal-sent-by-process.ts'
import { smallRequestRefused } from './small-request-refused.ts'
import { stackExhausted } from './stack-exhausted.ts'
import { stackOverflowThrown } from './stack-overflow-thrown.ts'
import { stackOverflowUncaught } from './stack-overflow-uncaught.ts'
import { startupConfigRejected } from './startup-config-rejected.ts'
import { storedIdDiffers } from './stored-id-differs.ts'
import { threadLeftAttached } from './thread-left-attached.ts'
import { threadRefusedBelowCeilings } from './thread-refused-below-ceilings.ts'
import { threadStacksDominate } from './thread-stacks-dominate.ts'
import { threadStacksExceedMemory } from './thread-stacks-exceed-memory.ts'
import { threadStartForbidden } from './thread-start-forbidden.ts'
import { threadStartRefused } from './thread-start-refused.ts'
import { threadsAtCeiling } from './threads-at-ceiling.ts'
import { threadsFew } from './threads-few.ts'
import { threadsOfOneKind } from './threads-of-one-kind.ts'
import { uncaughtInMain } from './uncaught-in-main.ts'
import { uncleanElectionReported } from './unclean-election-reported.ts'
import { unsafeAccessFaultThrown } from './unsafe-access-fault-thrown.ts'
import { unsafeInStack } from './unsafe-in-stack.ts'
import { windowsHost } from './windows-host.ts'
import { zlibAllocationFailed } from './zlib-allocation-failed.ts'
import { zookeeperDataUnreadable } from './zookeeper-data-unreadable.ts'
import { zookeeperDiskSlow } from './zookeeper-disk-slow.ts'
import { zookeeperNotReached } from './zookeeper-not-reached.ts'
import { zookeeperSessionExpired } from './zookeeper-session-expired.ts'
import { zookeeperSessionTimedOut } from './zookeeper-session-timed-out.ts'

export const findings: readonly FindingRule[] = [
  abortUnexplained,
  addressNotMapped,
  addressSpaceAtLimit,
  addressSpaceLimited,
  agentInStack,
  arenaMappingsMany,
  arenasGrowUnreleased,
  bootstrapCheckReported,
  brokerIdRegistered,
  bufferCopyInStack,
  callToUnrelocatedAddress,
  certificateExpired,
  cgroupMemoryAtLimit,
  cgroupOomKill,
  cgroupOomKillCounted,
  codeCacheFull,
  collectionsWithoutGain,
  commitLimitExceeded,
  commitLimitNotEnforced,
  compilerArenaHuge,
  compilerFramesInStack,
  compilerMemoryLimitHit,
  compilerThreadCurrent,
  corruptIndexReported,
  crashOnOomReported,
  crashSignalReceived,
  deletedFilesMapped,
  deletedIndexMappings,
  deletedIndexesUntrimmed,
  diedSoonAfterStart,
  directBufferOomThrown,
  directoryLockHeld,
  diskErrorsReported,
  diskFullReported,
  emulatedProcessor,
  endedByOtherSignal,
  endedBySupervisor,
  errorLogged,
  evictionReported,
  executableMemoryRefused,
  exitCodeOfFailure,
  exitOnOomReported,
  explicitGcBeforeEnd,
  explicitGcDisabled,
  fatalLogged,
  faultAtNull,
  faultOutsideJvm,
  fdExhaustedReported,
  fewOldCollections,
  fileSystemRefusesMmap,
  firstThreadRefused,
  frameInCompiledCode,
  frameInJdkLibrary,
  frameInJvm,
  frameInNativeLibrary,
  gcFramesInStack,
  gcThreadCurrent,
  glibcOnMusl,
  guardPageCommitRefused,
  guardPagesRefused,
  gzipInUse,
  gzipStreamsInRecovery,
  heapBlocksBrk,
  heapIdle,
  heapLargerThanMemory,
  heapMappingRefused,
  heapOomThrown,
  heapReservationRefused,
  hostOomKill,
  hugePageNotSupplied,
  illegalInstruction,
  indexMappingsDominate,
  indexMapsNeverUnmapped,
  indexResizeInStack,
  internalErrorReported,
  jarDeletedOrReplaced,
  jdkMapsJars,
  jvm32Bit,
  jvmNotStarted,
  kafkaClosesGzipStreams,
  kafkaKeepsDeletedMappings,
  kafkaLeaksGzipStreams,
  killedByProbe,
  killedWithoutCrashLog,
  kraftFaultReported,
  kraftQuorumNotReached,
  largePagesRefused,
  largeRequestRefused,
  libraryDependencyMissing,
  libraryForOtherSystem,
  libraryMappingForbidden,
  libzipReadsJar,
  logCleanerStopped,
  logDirAccessDenied,
  logDirFailed,
  logRecoveryRunning,
  logTruncationRefused,
  longGcPause,
  longPauseLogged,
  mallocRefused,
  mapCountAtLimit,
  mapCountNearLimit,
  mapFailedInIndex,
  mapFailedThrown,
  mappedPageLost,
  mappingSplitRefused,
  mappingsFarBelowLimit,
  mappingsOfOneFolder,
  mappingsProjectedBeyondLimit,
  memoryExhausted,
  memoryHardwareErrors,
  memoryPagePoisoned,
  memoryToSpare,
  metaspaceOomThrown,
  muslLibc,
  nativeAllocationFailed,
  nativeCodeAborted,
  nativeHeapCorrupted,
  nativeLibraryUnusable,
  nativeMemoryClimbing,
  nmtMissesMemory,
  oomInUncaughtHandler,
  oomKillOfEitherKind,
  overcommitStrict,
  pageFileUsedUp,
  perfDataInStack,
  portTaken,
  processStoppedOrderly,
  requestExceedsHost,
  requestExceedsMemory,
  reservationBeyond32Bits,
  reservationOf32BitSize,
  responseSizeAbsurd,
  runtimeSawNoOom,
  safepointAbortReported,
  sameFileMappedTwice,
  segfaultWithoutCrashLog,
  signalNotAFault,
  signalSentByProcess,
  smallRequestRefused,
  stackExhausted,
  stackOverflowThrown,
  stackOverflowUncaught,
  startupConfigRejected,
  storedIdDiffers,
  threadLeftAttached,
  threadRefusedBelowCeilings,
  threadStacksDominate,
  threadStacksExceedMemory,
  threadStartForbidden,
  threadStartRefused,
  threadsAtCeiling,
  threadsFew,
  threadsOfOneKind,
  uncaughtInMain,
  uncleanElectionReported,
  unsafeAccessFaultThrown,
  unsafeInStack,
  windowsHost,
  zlibAllocationFailed,
  zookeeperDataUnreadable,
  zookeeperDiskSlow,
  zookeeperNotReached,
  zookeeperSessionExpired,
  zookeeperSessionTimedOut,
]
