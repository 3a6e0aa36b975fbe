// Limits of the process and the kernel, and the configuration of the broker.

import type { Instant } from '../instant.ts'
import type { Moment } from './occurrence.ts'

export interface ConfigurationFacts {
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
}
