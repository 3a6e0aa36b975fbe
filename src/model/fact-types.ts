// The vocabulary between formats and findings: every fact type, what it says and its units. A format emits the types
// it can, whatever its file is called; a finding reads types and never asks which format they came from. So one
// finding works from a crash log, from /proc files, or from a shell transcript alike.
//
// Units are in the names. `null` means "the source says there is no limit / none"; a missing field means "not said".
// Repeated events are one fact with a count and the first and last occurrence, never thousands of facts.
//
// Plugins add types of their own by declaration merging: declare module 'hserr' { interface FactTypes { ... } }

import type { Instant, Window } from './instant.ts'

/** Once or often: how many times, and when first and last. */
export interface Occurrence {
  readonly count: number
  readonly first?: Instant
  readonly last?: Instant
  readonly firstLine?: number
  readonly lastLine?: number
}

/** When a snapshot was taken. `crash`: by the dying JVM itself. */
export type Moment = 'crash' | 'snapshot'

export interface JavaFrame {
  readonly className: string
  readonly method: string
  readonly file?: string
  readonly line?: number
  readonly isNative?: boolean
}

export interface Throwable {
  /** Fully qualified: `java.lang.OutOfMemoryError`. Empty where the log was cut and the trace starts in its middle. */
  readonly className: string
  readonly message?: string
  readonly frames: readonly JavaFrame[]
}

/** A frame of a crash log. */
export interface CrashFrame {
  /** C native, V libjvm, J compiled, j interpreted, v stub or blob, A ahead-of-time compiled. */
  readonly kind: 'C' | 'V' | 'J' | 'j' | 'v' | 'A'
  /** Base name: `libzip.so`. */
  readonly library?: string
  /** C++ symbol, Java `pkg.Class.method`, or stub name, without offset. */
  readonly symbol?: string
  readonly compiler?: string
  readonly text: string
  readonly line: number
}

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

export interface FactTypes {
  // ── who and where ────────────────────────────────────────────────────────────────────────────────────────────
  /** `bits` 32 only where the artifact says so. `platform` as printed: `linux-amd64`, `windows-x86`. */
  'jvm.version': {
    readonly version: string
    readonly major?: number
    /** The whole build: `17.0.3+7-alpine-r0`, `25.0.3+9-LTS`. */
    readonly build?: string
    readonly vm?: string
    readonly vendor?: string
    readonly platform?: string
    readonly bits?: 32 | 64
    readonly collector?: string
  }
  /** One -XX flag or -X option in force; sizes in bytes, booleans as such. -Xmx is MaxHeapSize, -Xms InitialHeapSize, -Xss ThreadStackSize. */
  'jvm.flag': { readonly name: string; readonly value: string | number | boolean; readonly origin?: string }
  /** -javaagent, -agentlib, -agentpath. */
  'jvm.agent': { readonly path: string; readonly options?: string }
  'jvm.command': { readonly mainClass?: string; readonly arguments?: string; readonly classPath?: string }
  /** kafka, elasticsearch, cassandra, zookeeper, … with version where known. */
  'application.version': { readonly name: string; readonly version: string; readonly commit?: string }
  os: {
    readonly family: 'linux' | 'windows' | 'macos' | 'aix' | 'solaris' | 'bsd' | 'unknown'
    readonly kernel?: string
    readonly distribution?: string
    readonly libc?: 'glibc' | 'musl'
    readonly libcVersion?: string
    readonly architecture?: string
    readonly wsl?: boolean
    readonly cpus?: number
    readonly cpuModel?: string
    readonly virtualization?: string
    readonly host?: string
  }

  // ── the crash log ────────────────────────────────────────────────────────────────────────────────────────────
  /** One per crash log; `complete` false when cut. `uptimeSeconds` is the JVM's age at death. */
  'crash.log': {
    readonly complete: boolean
    readonly sections: readonly string[]
    readonly uptimeSeconds?: number
    readonly kind: 'signal' | 'internal-error' | 'native-oom' | 'vm-info' | 'fragment'
    readonly time?: Instant
  }
  /** `sentBy`: the header's "(sent by kill)" and the like. `siPidSelf`: the sender is the process itself. */
  'crash.signal': {
    readonly name: string
    readonly number?: string
    readonly pc?: string
    readonly sentBy?: string
    readonly siCode?: number
    readonly siCodeName?: string
    readonly siAddress?: string
    readonly siPid?: number
    readonly siUid?: number
    readonly siPidSelf?: boolean
    /** Windows: reading | writing | executing. */
    readonly access?: string
  }
  /** `message` is the detail line: `fatal error: OutOfMemory encountered: Java heap space`, `guarantee(...) failed: …`. */
  'crash.internal-error': { readonly file?: string; readonly line?: number; readonly message?: string }
  /** A native allocation that the JVM could not survive (crash log or the banner on the console). `bytes` 0: reason only. */
  'crash.native-oom': {
    readonly call: 'malloc' | 'mmap' | 'mprotect' | null
    readonly bytes: number | null
    readonly reason: string | null
    readonly file?: string
    readonly line?: number
  }
  'crash.problematic-frame': CrashFrame
  /** Native and Java frames, innermost first, at most 100 of each. */
  'crash.stack': { readonly native: readonly CrashFrame[]; readonly java: readonly CrashFrame[] }
  'crash.thread': {
    readonly type: string
    readonly name?: string
    readonly state?: string
    readonly id?: number
    readonly stackLow?: string
    readonly stackHigh?: string
  }
  /** What a compiler thread was compiling. */
  'crash.compile-task': {
    readonly compiler: string
    readonly method: string
    readonly level?: number
    readonly text: string
  }
  'crash.stack-bounds': {
    readonly low?: string
    readonly high?: string
    readonly sp?: string
    readonly freeKb?: number
    readonly outside?: boolean
  }
  'crash.vm-state': { readonly state: string; readonly lifecycle: string }
  'crash.vm-operation': { readonly name: string; readonly mode?: string }
  /** Counts the JVM kept of thrown errors; `Map failed` and zlib errors count as javaHeap too. */
  'crash.exception-counts': {
    readonly javaHeap?: number
    readonly metaspace?: number
    readonly classMetaspace?: number
    readonly stackOverflow?: number
    readonly linkage?: number
  }
  /** From the ring of internal exceptions, equal ones counted together. */
  'crash.internal-exception': { readonly className: string; readonly message?: string } & Occurrence
  /** Errors that happened while the report was written. */
  'crash.reporting-error': { readonly step: string; readonly what?: string }
  /** Signal handlers that are not libjvm's. */
  'crash.foreign-handler': { readonly signal: string; readonly handler: string }
  /** Where a crash log was said to have been written, or why it could not be. */
  'crash.saved-as': { readonly path?: string; readonly reason?: string }

  // ── mappings ─────────────────────────────────────────────────────────────────────────────────────────────────
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

  // ── memory ───────────────────────────────────────────────────────────────────────────────────────────────────
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

  // ── limits and configuration ─────────────────────────────────────────────────────────────────────────────────
  /** AS, DATA, STACK, NPROC, NOFILE and MEMLOCK; bytes for sizes, plain numbers for counts; null is unlimited. */
  'limit.rlimit': { readonly resource: string; readonly soft: number | null; readonly hard?: number | null }
  /** `vm.max_map_count`, `vm.overcommit_memory`, `kernel.threads-max`, `kernel.pid_max`, `fs.file-max` …; from a crash log or sysctl. */
  sysctl: { readonly key: string; readonly value: number; readonly moment: Moment }
  /** server.properties or the broker's printed configuration, one setting a fact. */
  'kafka.setting': { readonly key: string; readonly value: string }
  /** A topic as described by kafka-topics.sh; without partitions where kafka-configs.sh tells its settings alone. */
  'kafka.topic': {
    readonly name: string
    readonly partitions?: number
    readonly replicationFactor?: number
    readonly settings: Readonly<Record<string, string>>
    /** Replicas by broker id. */
    readonly replicasByBroker?: Readonly<Record<string, number>>
    /** Partitions without a leader, and those with fewer replicas in sync than assigned. */
    readonly leaderless?: number
    readonly underReplicated?: number
  }
  /** kafka-log-dirs.sh: one log directory of one broker. */
  'kafka.log-dirs': {
    readonly broker: number
    readonly directory: string
    readonly partitions: number
    readonly bytes: number
    /** The exception class that took the directory offline. */
    readonly error?: string
  }
  /** A listing (`ls -l`, `find`, `du`) of log directories. */
  'kafka.log-directory': {
    readonly partitions: number
    readonly segments: number
    readonly indexFiles: number
    readonly timeIndexFiles: number
    readonly deletedFiles: number
    readonly bytes?: number
    readonly emptyIndexFiles?: number
    /** Index files of the full preallocated 10 MiB: those being written, or never trimmed. */
    readonly preallocatedIndexFiles?: number
    readonly oldest?: Instant
    readonly newest?: Instant
    /** Topics with the most segments, best first, at most 20. */
    readonly topics?: readonly { readonly name: string; readonly partitions: number; readonly segments: number }[]
  }
  'disk.usage': {
    readonly mount: string
    readonly filesystem?: string
    readonly sizeKb?: number
    readonly usedKb?: number
    readonly availableKb?: number
    readonly usePercent?: number
    readonly inodes?: boolean
  }
  'mount.options': { readonly mount: string; readonly options: readonly string[] }

  // ── threads and descriptors ──────────────────────────────────────────────────────────────────────────────────
  /** `groups`: names with their numbers collapsed, most frequent first, at most 20. */
  'threads.count': {
    readonly java?: number
    readonly total?: number
    readonly moment: Moment
    readonly groups?: readonly { readonly name: string; readonly count: number }[]
  }
  'fds.count': {
    readonly open: number
    readonly max?: number
    readonly groups?: readonly { readonly name: string; readonly count: number }[]
  }

  // ── what the JVM printed on the console or into its logs ─────────────────────────────────────────────────────
  /** `os::commit_memory(0xADDR, BYTES, EXEC) failed; error='…' (errno=N)`. */
  'jvm.commit-failed': {
    readonly bytes: number
    readonly executable: boolean
    readonly errno: number
    readonly alignment?: number
    readonly address?: string
    readonly windows?: boolean
  } & Occurrence
  /** `Attempt to protect|allocate|deallocate|unprotect stack guard pages failed`. */
  'jvm.guard-pages-failed': { readonly action: string } & Occurrence
  /** `Failed to start thread … pthread_create failed (EAGAIN)`, or the OutOfMemoryError for a native thread (errno unknown). */
  'jvm.thread-start-failed': {
    readonly errno?: 'EAGAIN' | 'EPERM' | 'ENOMEM' | 'EINVAL'
    readonly thread?: string
    readonly stackKb?: number
    readonly guardKb?: number
  } & Occurrence
  /** `Error occurred during initialization of VM` with its second line; `Could not reserve enough space …`; bad options. */
  'jvm.startup-failed': { readonly message: string }
  /** `Terminating|Aborting due to java.lang.OutOfMemoryError: KIND`; `command`: -XX:OnOutOfMemoryError ran one. */
  'jvm.oom-action': { readonly action: 'terminating' | 'aborting' | 'heap-dump' | 'command'; readonly kind: string }
  /** CodeCache is full, large pages refused, hs_err-less warnings: `topic` is a short kebab-case name, `message` the line. */
  'jvm.warning': { readonly topic: string; readonly message: string } & Occurrence
  /** glibc or a native library ended the process: `double free or corruption (out)`, `malloc(): …`, `stack smashing detected`. */
  'native.abort': { readonly message: string }
  /** How the process ended, as a supervisor or shell says. */
  'process.exit': {
    readonly code?: number
    readonly signal?: string
    readonly by?: string
    readonly at?: Instant
    /** Why whoever started it ended it: it did not stop in time when told to, or gave no sign of life. */
    readonly why?: 'stop-timeout' | 'watchdog'
  }
  /** ZGC's start-up warning that names vm.max_map_count. */
  'gc.max-map-count-warning': { readonly required: number; readonly current: number; readonly maxHeapMb?: number }

  // ── broker and application logs ──────────────────────────────────────────────────────────────────────────────
  /** What a log covers. One per log and run. */
  'log.window': Window & {
    readonly lines: number
    readonly application?: string
    readonly warnings: number
    readonly errors: number
    readonly fatals: number
    /** The log ends in an orderly shutdown. */
    readonly orderlyEnd: boolean
  }
  /** A distinct message (numbers collapsed to tell shapes apart; `message` is the first one verbatim) at WARN or above. */
  'log.event': {
    readonly level: string
    readonly logger?: string
    readonly thread?: string
    readonly message: string
  } & Occurrence
  /**
   * An informational line that tells a story:
   * `start` `started` `stopping` `stopped` `version` `loading-logs` `recovering` `recovered` `clean-shutdown-found` `rolled-segment`
   * `deleted-segment` `index-corrupt` `unclean-election` `signal` `jvm-exit` `truncating` `session-expired` `leader-change`
   * `logs-loaded` `log-dir-offline` `session-timeout`
   */
  'log.marker': { readonly marker: string; readonly message: string; readonly detail?: string } & Occurrence
  /** A distinct stack trace. `chain[0]` is what was thrown, the last one is the root cause. Messageless errors have no message. */
  'log.exception': {
    readonly chain: readonly Throwable[]
    readonly suppressed?: readonly Throwable[]
    readonly thread?: string
    readonly level?: string
    readonly logger?: string
    /** The log message it was printed under. */
    readonly message?: string
  } & Occurrence

  // ── GC logs ──────────────────────────────────────────────────────────────────────────────────────────────────
  /** One per JVM run in a GC log. Heap figures in bytes, pauses in ms. */
  'gc.run': {
    readonly window: Window
    readonly collector?: string
    readonly jdk?: string
    readonly uptimeFromSeconds?: number
    readonly uptimeToSeconds?: number
    readonly ending: 'orderly' | 'abrupt' | 'truncated'
    /** False where the log's level (`-Xlog:gc`) prints nothing when the JVM ends: then `abrupt` says nothing. */
    readonly endingShown?: boolean
    readonly stwPauses: number
    readonly fullPauses: number
    readonly systemGcPauses: number
    readonly evacuationFailures: number
    readonly concurrentCycles: number
    readonly allocationStalls: number
    readonly outOfMemoryLines: number
    readonly pauseTotalMs: number
    readonly pauseMaxMs: number
    readonly mixedPauses: number
    readonly throughputPercent?: number
    readonly heapMaxBytes?: number
    /** Largest occupancy seen before a collection. */
    readonly heapPeakBytes?: number
    /** Occupancy after the last collection. */
    readonly heapAfterLastBytes?: number
    readonly liveSetBytes?: number
    readonly liveSetSlopeBytesPerHour?: number
    readonly secondsToFull?: number
    readonly allocationBytesPerSecond?: number
    readonly promotionBytesPerSecond?: number
    readonly metadataGcs: number
    readonly secondsBetweenOldCollections?: number
  }
  /** Explicit collections (`System.gc()`), those by jcmd, jmap or hourly RMI left out where told apart. */
  'gc.explicit': {
    readonly kind: 'full' | 'concurrent' | 'z' | 'shenandoah'
    /** Seconds from the last one to the last line of the run; null when the log has no times. */
    readonly gapToEndSeconds: number | null
    readonly isLastCollection: boolean
    readonly heapUsedBeforeBytes?: number
    readonly heapMaxBytes?: number
    readonly medianGapSeconds?: number
    /** Gaps cluster at 3600 s: RMI's distributed GC. */
    readonly hourly: boolean
  } & Occurrence
  /** The heap was exhausted: consecutive full collections that freed next to nothing, GCTimeLimit, ZGC Out Of Memory. */
  'gc.heap-exhausted': {
    readonly how: string
    readonly usedAfterBytes?: number
    readonly capacityBytes?: number
    /** A later collection found the heap less than half full: the process outlived it. */
    readonly recovered?: boolean
  } & Occurrence
  /** Long stop-the-world pauses worth comparing with a session timeout. */
  'gc.long-pause': { readonly pauseMs: number; readonly what: string } & Occurrence
  'gc.metaspace-exhausted': { readonly how: string } & Occurrence

  // ── the kernel's and the operator's view ─────────────────────────────────────────────────────────────────────
  'kernel.oom-kill': {
    readonly constraint: 'memcg' | 'none' | 'cpuset' | 'mempolicy' | 'unknown'
    readonly pid?: number
    readonly command?: string
    readonly totalVmKb?: number
    readonly anonRssKb?: number
    readonly fileRssKb?: number
    readonly cgroup?: string
    readonly limitKb?: number
  }
  /** `cgroup: fork rejected by pids controller in …`. */
  'kernel.fork-rejected': { readonly cgroup?: string } & Occurrence
  /** A fault of a program that nobody handled; `trap` where it was no bad address: `invalid opcode`, `divide error`. */
  'kernel.segfault': {
    readonly command?: string
    readonly pid?: number
    readonly library?: string
    readonly address?: string
    readonly trap?: string
  }
  /** I/O errors, file system errors, machine checks. */
  'kernel.hardware-error': {
    readonly kind: 'io' | 'filesystem' | 'nfs' | 'machine-check' | 'memory'
    readonly message: string
  } & Occurrence
  'kernel.message': { readonly topic: string; readonly message: string } & Occurrence
  'container.terminated': {
    readonly reason?: string
    readonly exitCode?: number
    readonly signal?: number
    readonly container?: string
    readonly startedAt?: Instant
    readonly finishedAt?: Instant
    readonly restarts?: number
    readonly memoryLimitBytes?: number
  }
  'container.event': { readonly reason: string; readonly message: string } & Occurrence

  // ── readings over time ───────────────────────────────────────────────────────────────────────────────────────
  /**
   * A metric over time. `metric`: `rss` `vm-size` `vm-data` `fds` `max-fds` `mappings` `deleted-mappings` `heap-used` `heap-max`
   * `non-heap` `off-heap` `threads` `direct` or the column's own name; bytes for sizes. At most 400 points, evenly thinned;
   * seconds since the first reading. The slope is that of the least-squares line through all readings.
   */
  series: {
    readonly metric: string
    readonly unit: 'bytes' | 'count' | 'unknown'
    readonly points: readonly (readonly [seconds: number, value: number])[]
    readonly first: number
    readonly last: number
    readonly max: number
    readonly seconds: number
    readonly slopePerSecond: number
    /** How many readings there were. */
    readonly readings?: number
    /** The source gives no times: `seconds` of a point is the number of its reading, and the slope is 0. */
    readonly untimed?: true
  }
}
