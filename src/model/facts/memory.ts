// Memory of the host, the process, its heap and its container.

import type { Moment } from './occurrence.ts'

export interface MemoryFacts {
  /** The host's (or, in a container, what the JVM saw of it) memory; kB. `availableKb` is MemAvailable. */
  'memory.host': {
    readonly moment: Moment
    readonly totalKb?: number
    readonly freeKb?: number
    readonly availableKb?: number
    readonly cachedKb?: number
    readonly buffersKb?: number
    readonly shmemKb?: number
    readonly slabReclaimableKb?: number
    readonly swapTotalKb?: number
    readonly swapFreeKb?: number
    readonly commitLimitKb?: number
    readonly committedAsKb?: number
    readonly hugePagesTotal?: number
    readonly hugePagesFree?: number
    readonly hugePageSizeKb?: number
    readonly hardwareCorruptedKb?: number
    /** From the JVM's own "Memory: 4k page, physical …" line; free means MemFree up to JDK 20, MemAvailable from 21. */
    readonly physicalTotalKb?: number
    readonly physicalFreeKb?: number
  }
  'memory.windows': {
    readonly physicalTotalMb?: number
    readonly physicalFreeMb?: number
    /** RAM + page file: the commit limit. */
    readonly pageFileTotalMb?: number
    readonly pageFileFreeMb?: number
    readonly workingSetMb?: number
    readonly commitChargeMb?: number
    readonly minidumpError?: string
  }
  'memory.process': {
    readonly moment: Moment
    readonly virtualKb?: number
    readonly virtualPeakKb?: number
    readonly rssKb?: number
    readonly rssPeakKb?: number
    readonly rssAnonKb?: number
    readonly dataKb?: number
    readonly swapKb?: number
    readonly threads?: number
    readonly cHeapOutstandingKb?: number
    readonly cHeapRetainedKb?: number
    readonly mallocTunables?: string
  }
  /** The Java heap as a whole; bytes. */
  'memory.heap': {
    readonly collector?: string
    readonly usedBytes?: number
    readonly committedBytes?: number
    readonly maxBytes?: number
    readonly baseAddress?: string
    readonly oldUsedBytes?: number
    readonly oldCommittedBytes?: number
  }
  'memory.metaspace': {
    readonly usedBytes?: number
    readonly committedBytes?: number
    readonly reservedBytes?: number
    readonly classUsedBytes?: number
    readonly classCommittedBytes?: number
    readonly classReservedBytes?: number
    readonly maxBytes?: number | null
  }
  'memory.code-cache': {
    readonly sizeKb: number
    readonly usedKb: number
    readonly maxUsedKb?: number
    readonly freeKb?: number
    readonly compilationEnabled?: boolean
    readonly fullCount?: number
    readonly segment?: string
  }
  'memory.compressed-oops': { readonly mode: string; readonly heapAddress?: string; readonly sizeMb?: number }
  'memory.nmt': {
    readonly totalReservedKb?: number
    readonly totalCommittedKb: number
    readonly mallocKb?: number
    readonly categories: readonly { readonly name: string; readonly reservedKb: number; readonly committedKb: number }[]
  }
  /** bytes; `null` limit: unlimited. */
  'memory.cgroup': {
    readonly version?: 1 | 2
    readonly limitBytes?: number | null
    readonly usageBytes?: number
    readonly maxUsageBytes?: number
    readonly swapLimitBytes?: number | null
    readonly tasksMax?: number | null
    readonly tasksCurrent?: number
    readonly failCount?: number
    readonly oomKills?: number
    readonly pidsRejected?: number
  }
}
