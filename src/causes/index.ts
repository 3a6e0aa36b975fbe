// What hserr knows to kill a JVM, alphabetical. A new cause is one file here and two lines below.

import type { Cause } from '../model/cause.ts'
import { addressSpace32bit } from './address-space-32bit.ts'
import { agentCrash } from './agent-crash.ts'
import { bootstrapCheckFailed } from './bootstrap-check-failed.ts'
import { brokerAlreadyRegistered } from './broker-already-registered.ts'
import { c2CompilerCrash } from './c2-compiler-crash.ts'
import { cgroupMemoryLimit } from './cgroup-memory-limit.ts'
import { codecacheFull } from './codecache-full.ts'
import { compressedOopsSqueeze } from './compressed-oops-squeeze.ts'
import { corruptIndex } from './corrupt-index.ts'
import { cpuFeatureOrMicrocode } from './cpu-feature-or-microcode.ts'
import { crashOnOomFlag } from './crash-on-oom-flag.ts'
import { dataDirectoryLocked } from './data-directory-locked.ts'
import { delayedGcUnmap } from './delayed-gc-unmap.ts'
import { directBufferOom } from './direct-buffer-oom.ts'
import { diskFull } from './disk-full.ts'
import { executableMemoryForbidden } from './executable-memory-forbidden.ts'
import { exitOnOomFlag } from './exit-on-oom-flag.ts'
import { expiredCertificate } from './expired-certificate.ts'
import { fdExhaustion } from './fd-exhaustion.ts'
import { followerAheadOfLeader } from './follower-ahead-of-leader.ts'
import { gcThreadCrash } from './gc-thread-crash.ts'
import { gzipNativeLeakRestart } from './gzip-native-leak-restart.ts'
import { heapExceedsMemory } from './heap-exceeds-memory.ts'
import { jarModifiedWhileRunning } from './jar-modified-while-running.ts'
import { javaHeapOom } from './java-heap-oom.ts'
import { javaStackOverflow } from './java-stack-overflow.ts'
import { jitCompilerMemory } from './jit-compiler-memory.ts'
import { jvmInternalError } from './jvm-internal-error.ts'
import { jvmStartupConfigError } from './jvm-startup-config-error.ts'
import { kraftFatalFault } from './kraft-fatal-fault.ts'
import { kraftQuorumUnreachable } from './kraft-quorum-unreachable.ts'
import { largePagesFailure } from './large-pages-failure.ts'
import { libcMismatchMusl } from './libc-mismatch-musl.ts'
import { livenessProbeKill } from './liveness-probe-kill.ts'
import { logCleanerDeath } from './log-cleaner-death.ts'
import { logDirFailure } from './log-dir-failure.ts'
import { mallocArenaBloat } from './malloc-arena-bloat.ts'
import { mapCountIndexFiles } from './map-count-index-files.ts'
import { mapCountLimit } from './map-count-limit.ts'
import { mapCountStaleResizeMappings } from './map-count-stale-resize-mappings.ts'
import { mapCountThreads } from './map-count-threads.ts'
import { memoryHardwareFailure } from './memory-hardware-failure.ts'
import { metaspaceOom } from './metaspace-oom.ts'
import { miscompiledCode } from './miscompiled-code.ts'
import { mmapBackingLost } from './mmap-backing-lost.ts'
import { nativeAbort } from './native-abort.ts'
import { nativeHeapCorruption } from './native-heap-corruption.ts'
import { nativeLibraryCrash } from './native-library-crash.ts'
import { nativeLibraryMismatch } from './native-library-mismatch.ts'
import { nativeMemoryLeak } from './native-memory-leak.ts'
import { nativeStackOverflow } from './native-stack-overflow.ts'
import { noexecTmp } from './noexec-tmp.ts'
import { orderlyStop } from './orderly-stop.ts'
import { overcommitCommitLimit } from './overcommit-commit-limit.ts'
import { pageFileExhausted } from './page-file-exhausted.ts'
import { physicalMemoryExhausted } from './physical-memory-exhausted.ts'
import { plaintextToTlsPort } from './plaintext-to-tls-port.ts'
import { podEvicted } from './pod-evicted.ts'
import { portInUse } from './port-in-use.ts'
import { rlimitAddressSpace } from './rlimit-address-space.ts'
import { safepointTimeoutAbort } from './safepoint-timeout-abort.ts'
import { seccompClone3Eperm } from './seccomp-clone3-eperm.ts'
import { signalSentByUser } from './signal-sent-by-user.ts'
import { storageIdentityMismatch } from './storage-identity-mismatch.ts'
import { supervisorKill } from './supervisor-kill.ts'
import { threadLeak } from './thread-leak.ts'
import { threadLimit } from './thread-limit.ts'
import { tmpFullSigbus } from './tmp-full-sigbus.ts'
import { uncleanLeaderElection } from './unclean-leader-election.ts'
import { unmappedBufferAccess } from './unmapped-buffer-access.ts'
import { unsafeMemoryAccess } from './unsafe-memory-access.ts'
import { unsuitableFileSystem } from './unsuitable-file-system.ts'
import { zookeeperDataDamaged } from './zookeeper-data-damaged.ts'
import { zookeeperSessionLoss } from './zookeeper-session-loss.ts'
import { zookeeperUnreachable } from './zookeeper-unreachable.ts'

export const causes: readonly Cause[] = [
  addressSpace32bit,
  agentCrash,
  bootstrapCheckFailed,
  brokerAlreadyRegistered,
  c2CompilerCrash,
  cgroupMemoryLimit,
  codecacheFull,
  compressedOopsSqueeze,
  corruptIndex,
  cpuFeatureOrMicrocode,
  crashOnOomFlag,
  dataDirectoryLocked,
  delayedGcUnmap,
  directBufferOom,
  diskFull,
  executableMemoryForbidden,
  exitOnOomFlag,
  expiredCertificate,
  fdExhaustion,
  followerAheadOfLeader,
  gcThreadCrash,
  gzipNativeLeakRestart,
  heapExceedsMemory,
  jarModifiedWhileRunning,
  javaHeapOom,
  javaStackOverflow,
  jitCompilerMemory,
  jvmInternalError,
  jvmStartupConfigError,
  kraftFatalFault,
  kraftQuorumUnreachable,
  largePagesFailure,
  libcMismatchMusl,
  livenessProbeKill,
  logCleanerDeath,
  logDirFailure,
  mallocArenaBloat,
  mapCountIndexFiles,
  mapCountLimit,
  mapCountStaleResizeMappings,
  mapCountThreads,
  memoryHardwareFailure,
  metaspaceOom,
  miscompiledCode,
  mmapBackingLost,
  nativeAbort,
  nativeHeapCorruption,
  nativeLibraryCrash,
  nativeLibraryMismatch,
  nativeMemoryLeak,
  nativeStackOverflow,
  noexecTmp,
  orderlyStop,
  overcommitCommitLimit,
  pageFileExhausted,
  physicalMemoryExhausted,
  plaintextToTlsPort,
  podEvicted,
  portInUse,
  rlimitAddressSpace,
  safepointTimeoutAbort,
  seccompClone3Eperm,
  signalSentByUser,
  storageIdentityMismatch,
  supervisorKill,
  threadLeak,
  threadLimit,
  tmpFullSigbus,
  uncleanLeaderElection,
  unmappedBufferAccess,
  unsafeMemoryAccess,
  unsuitableFileSystem,
  zookeeperDataDamaged,
  zookeeperSessionLoss,
  zookeeperUnreachable,
]
