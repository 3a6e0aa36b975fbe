import type { FactTypes } from './fact-types.ts'

/** The counters of /proc/meminfo (fs/proc/meminfo.c) that matter, and the fields of `memory.host` that hold them. */
export const MEMINFO_COUNTERS: Readonly<Record<string, Exclude<keyof FactTypes['memory.host'], 'moment'>>> = {
  MemTotal: 'totalKb',
  MemFree: 'freeKb',
  MemAvailable: 'availableKb',
  Cached: 'cachedKb',
  Buffers: 'buffersKb',
  Shmem: 'shmemKb',
  SReclaimable: 'slabReclaimableKb',
  SwapTotal: 'swapTotalKb',
  SwapFree: 'swapFreeKb',
  CommitLimit: 'commitLimitKb',
  Committed_AS: 'committedAsKb',
  HugePages_Total: 'hugePagesTotal',
  HugePages_Free: 'hugePagesFree',
  Hugepagesize: 'hugePageSizeKb',
  HardwareCorrupted: 'hardwareCorruptedKb',
}
