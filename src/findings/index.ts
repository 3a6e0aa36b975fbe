// What can be seen in an incident, alphabetical. A new finding is one file here and two lines below.

import type { FindingRule } from '../model/finding.ts'
import { addressSpaceAtLimit } from './address-space-at-limit.ts'
import { addressSpaceLimited } from './address-space-limited.ts'
import { arenaMappingsMany } from './arena-mappings-many.ts'
import { arenasGrowUnreleased } from './arenas-grow-unreleased.ts'
import { cgroupMemoryAtLimit } from './cgroup-memory-at-limit.ts'
import { cgroupOomKill } from './cgroup-oom-kill.ts'
import { codeCacheFull } from './code-cache-full.ts'
import { commitLimitExceeded } from './commit-limit-exceeded.ts'
import { commitLimitNotEnforced } from './commit-limit-not-enforced.ts'
import { compilerArenaHuge } from './compiler-arena-huge.ts'
import { compilerThreadCurrent } from './compiler-thread-current.ts'
import { deletedFilesMapped } from './deleted-files-mapped.ts'
import { deletedIndexMappings } from './deleted-index-mappings.ts'
import { diedSoonAfterStart } from './died-soon-after-start.ts'
import { explicitGcBeforeEnd } from './explicit-gc-before-end.ts'
import { explicitGcDisabled } from './explicit-gc-disabled.ts'
import { fewOldCollections } from './few-old-collections.ts'
import { guardPagesRefused } from './guard-pages-refused.ts'
import { gzipInUse } from './gzip-in-use.ts'
import { gzipStreamsInRecovery } from './gzip-streams-in-recovery.ts'
import { heapBlocksBrk } from './heap-blocks-brk.ts'
import { heapIdle } from './heap-idle.ts'
import { heapLargerThanMemory } from './heap-larger-than-memory.ts'
import { heapReservationRefused } from './heap-reservation-refused.ts'
import { hostOomKill } from './host-oom-kill.ts'
import { indexMappingsDominate } from './index-mappings-dominate.ts'
import { indexMapsNeverUnmapped } from './index-maps-never-unmapped.ts'
import { indexResizeInStack } from './index-resize-in-stack.ts'
import { jvm32Bit } from './jvm-32-bit.ts'
import { kafkaClosesGzipStreams } from './kafka-closes-gzip-streams.ts'
import { kafkaKeepsDeletedMappings } from './kafka-keeps-deleted-mappings.ts'
import { kafkaLeaksGzipStreams } from './kafka-leaks-gzip-streams.ts'
import { killedByProbe } from './killed-by-probe.ts'
import { killedWithoutCrashLog } from './killed-without-crash-log.ts'
import { largePagesRefused } from './large-pages-refused.ts'
import { largeRequestRefused } from './large-request-refused.ts'
import { logRecoveryRunning } from './log-recovery-running.ts'
import { mallocRefused } from './malloc-refused.ts'
import { mapCountAtLimit } from './map-count-at-limit.ts'
import { mapCountNearLimit } from './map-count-near-limit.ts'
import { mapFailedInIndex } from './map-failed-in-index.ts'
import { mapFailedThrown } from './map-failed-thrown.ts'
import { mappingSplitRefused } from './mapping-split-refused.ts'
import { mappingsFarBelowLimit } from './mappings-far-below-limit.ts'
import { memoryExhausted } from './memory-exhausted.ts'
import { memoryToSpare } from './memory-to-spare.ts'
import { muslLibc } from './musl-libc.ts'
import { nativeAllocationFailed } from './native-allocation-failed.ts'
import { nativeMemoryClimbing } from './native-memory-climbing.ts'
import { nmtMissesMemory } from './nmt-misses-memory.ts'
import { overcommitStrict } from './overcommit-strict.ts'
import { pageFileUsedUp } from './page-file-used-up.ts'
import { requestExceedsMemory } from './request-exceeds-memory.ts'
import { sameFileMappedTwice } from './same-file-mapped-twice.ts'
import { smallRequestRefused } from './small-request-refused.ts'
import { threadStacksDominate } from './thread-stacks-dominate.ts'
import { threadStacksExceedMemory } from './thread-stacks-exceed-memory.ts'
import { threadStartForbidden } from './thread-start-forbidden.ts'
import { threadStartRefused } from './thread-start-refused.ts'
import { threadsAtCeiling } from './threads-at-ceiling.ts'
import { threadsFew } from './threads-few.ts'
import { threadsOfOneKind } from './threads-of-one-kind.ts'
import { windowsHost } from './windows-host.ts'
import { zlibAllocationFailed } from './zlib-allocation-failed.ts'

export const findings: readonly FindingRule[] = [
  addressSpaceAtLimit,
  addressSpaceLimited,
  arenaMappingsMany,
  arenasGrowUnreleased,
  cgroupMemoryAtLimit,
  cgroupOomKill,
  codeCacheFull,
  commitLimitExceeded,
  commitLimitNotEnforced,
  compilerArenaHuge,
  compilerThreadCurrent,
  deletedFilesMapped,
  deletedIndexMappings,
  diedSoonAfterStart,
  explicitGcBeforeEnd,
  explicitGcDisabled,
  fewOldCollections,
  guardPagesRefused,
  gzipInUse,
  gzipStreamsInRecovery,
  heapBlocksBrk,
  heapIdle,
  heapLargerThanMemory,
  heapReservationRefused,
  hostOomKill,
  indexMappingsDominate,
  indexMapsNeverUnmapped,
  indexResizeInStack,
  jvm32Bit,
  kafkaClosesGzipStreams,
  kafkaKeepsDeletedMappings,
  kafkaLeaksGzipStreams,
  killedByProbe,
  killedWithoutCrashLog,
  largePagesRefused,
  largeRequestRefused,
  logRecoveryRunning,
  mallocRefused,
  mapCountAtLimit,
  mapCountNearLimit,
  mapFailedInIndex,
  mapFailedThrown,
  mappingSplitRefused,
  mappingsFarBelowLimit,
  memoryExhausted,
  memoryToSpare,
  muslLibc,
  nativeAllocationFailed,
  nativeMemoryClimbing,
  nmtMissesMemory,
  overcommitStrict,
  pageFileUsedUp,
  requestExceedsMemory,
  sameFileMappedTwice,
  smallRequestRefused,
  threadStacksDominate,
  threadStacksExceedMemory,
  threadStartForbidden,
  threadStartRefused,
  threadsAtCeiling,
  threadsFew,
  threadsOfOneKind,
  windowsHost,
  zlibAllocationFailed,
]
