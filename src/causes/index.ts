// What hserr knows to kill a JVM, alphabetical. A new cause is one file here and two lines below.

import type { Cause } from '../model/cause.ts'
import { addressSpace32bit } from './address-space-32bit.ts'
import { cgroupMemoryLimit } from './cgroup-memory-limit.ts'
import { codecacheFull } from './codecache-full.ts'
import { compressedOopsSqueeze } from './compressed-oops-squeeze.ts'
import { delayedGcUnmap } from './delayed-gc-unmap.ts'
import { gzipNativeLeakRestart } from './gzip-native-leak-restart.ts'
import { heapExceedsMemory } from './heap-exceeds-memory.ts'
import { jitCompilerMemory } from './jit-compiler-memory.ts'
import { largePagesFailure } from './large-pages-failure.ts'
import { mallocArenaBloat } from './malloc-arena-bloat.ts'
import { mapCountIndexFiles } from './map-count-index-files.ts'
import { mapCountLimit } from './map-count-limit.ts'
import { mapCountStaleResizeMappings } from './map-count-stale-resize-mappings.ts'
import { mapCountThreads } from './map-count-threads.ts'
import { nativeMemoryLeak } from './native-memory-leak.ts'
import { overcommitCommitLimit } from './overcommit-commit-limit.ts'
import { pageFileExhausted } from './page-file-exhausted.ts'
import { physicalMemoryExhausted } from './physical-memory-exhausted.ts'
import { rlimitAddressSpace } from './rlimit-address-space.ts'
import { seccompClone3Eperm } from './seccomp-clone3-eperm.ts'
import { threadLeak } from './thread-leak.ts'
import { threadLimit } from './thread-limit.ts'

export const causes: readonly Cause[] = [
  addressSpace32bit,
  cgroupMemoryLimit,
  codecacheFull,
  compressedOopsSqueeze,
  delayedGcUnmap,
  gzipNativeLeakRestart,
  heapExceedsMemory,
  jitCompilerMemory,
  largePagesFailure,
  mallocArenaBloat,
  mapCountIndexFiles,
  mapCountLimit,
  mapCountStaleResizeMappings,
  mapCountThreads,
  nativeMemoryLeak,
  overcommitCommitLimit,
  pageFileExhausted,
  physicalMemoryExhausted,
  rlimitAddressSpace,
  seccompClone3Eperm,
  threadLeak,
  threadLimit,
]
