// The process's memory mappings, counted as the kernel counts them.

import type { Window } from '../instant.ts'
import type { Moment, Occurrence } from './occurrence.ts'

/** Rows of a memory map, counted. Sizes in bytes. */
export interface MappingGroup {
  /**
   * `kafka-index` `kafka-timeindex` `kafka-txnindex` (also `…-deleted`), `thread-stack` (rw- part or guard),
   * `jar` `shared-library` `java-heap` `code-cache` `metaspace` `malloc-arena` `malloc-heap` `hsperfdata` `cds-archive` `jimage`
   * `memfd` `dev-shm` `file` (any other file, by folder in `detail`) `anonymous` `special`
   */
  readonly kind: string
  /** Topic-partition, folder or library, where the kind has one. */
  readonly detail?: string
  readonly count: number
  readonly bytes: number
  readonly deleted: number
}

export interface MappingsCensus {
  readonly moment: Moment
  /** Rows printed. */
  readonly rows: number
  /** Rows as the kernel counts them against vm.max_map_count: without the gate row [vsyscall] or [vectors]. */
  readonly counted: number
  /** vm.max_map_count as printed in the same artifact, else 65530 by assumption. */
  readonly limit: number
  readonly limitSource: 'log' | 'assumed'
  /** The footer "Total number of mappings" (JDK 21+), or null. */
  readonly total: number | null
  /** False when the list is cut, trimmed or damaged: then a low count proves nothing. */
  readonly complete: boolean
  readonly deleted: number
  /** Inodes that are mapped more than once with different sizes: the mark of a remap without unmap. */
  readonly duplicatedInodes: number
  /** False where the printer leaves the inodes out (pmap): then `duplicatedInodes` says nothing. */
  readonly inodesKnown?: false
  readonly groups: readonly MappingGroup[]
  /** Kafka topic-partitions with the most index mappings, best first, at most 20; `count` holds live and deleted ones. */
  readonly topicPartitions: readonly MappingGroup[]
  readonly topicPartitionCount: number
  /** Distinct Kafka segments (base offset within a partition) with a live index mapping. */
  readonly kafkaSegments: number
  /** Folders with the most mapped files, best first, at most 20. */
  readonly folders: readonly MappingGroup[]
  /** Pairs of a stack-sized rw mapping next to its guard: about the number of threads. */
  readonly threadStacks: number
  readonly javaHeap?: { readonly low: number; readonly high: number }
  /** End address of [heap], the brk area. */
  readonly brkEnd?: number
  /** Names of libraries and files that matter to a diagnosis (libc, musl loader, agents, JNI libraries), base names. */
  readonly libraries: readonly string[]
  /** Shared libraries and jars mapped although deleted or replaced on disk. */
  readonly deletedLibraries: readonly string[]
}

export interface MappingFacts {
  'maps.census': MappingsCensus
  /** Only the number is known (`wc -l < /proc/PID/maps`, pmap's line count, a metric). Gate row included if `withGate`. */
  'maps.count': { readonly count: number; readonly withGate: boolean; readonly moment: Moment }
  /** lsof's view: descriptors apart from DEL and mem rows, which are mappings. */
  'lsof.census': {
    readonly descriptors: number
    readonly mappedFiles: number
    readonly deletedMappings: number
    readonly deletedIndexMappings: number
    readonly sockets: number
    readonly groups: readonly { readonly kind: string; readonly count: number }[]
    readonly deletedButOpen: number
  }
  /** Balance of a system call trace, matched by address. */
  'trace.balance': {
    readonly tool: 'strace' | 'sysdig' | 'counts'
    readonly calls: Readonly<Record<string, number>>
    readonly mappedBytes: number
    readonly unmappedBytes: number
    readonly growthByMprotectBytes: number
    readonly mmaps: number
    readonly munmaps: number
    readonly mprotects: number
    readonly brks: number
    /** Index files mapped, and how many of those mappings were unmapped again. */
    readonly indexMaps: number
    readonly indexUnmaps: number
    /** The same path mapped again although its earlier mapping was still there. */
    readonly remapsWithoutUnmap: number
    /**
     * How often mmap answered an address that was still mapped: many of them mean that the trace leaves munmap out or
     * mixes processes, and then nothing follows from missing unmaps.
     */
    readonly overlaps?: number
    /** Files with mappings that stayed behind: mapped again meanwhile, or unlinked. At most 50, most first. */
    readonly leakedFiles: readonly { readonly path: string; readonly count: number }[]
    readonly seconds?: number
    /** Where the trace has dates. */
    readonly window?: Window
  }
  /** A failed system call, `mmap` → `ENOMEM`. `makesWritable`: an mprotect that asked for PROT_WRITE. */
  'trace.failed-call': {
    readonly call: string
    readonly errno: string
    readonly path?: string
    readonly makesWritable?: true
  } & Occurrence
}
