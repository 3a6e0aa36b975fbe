// The kernel's and the operator's view.

import type { Instant } from '../instant.ts'
import type { Occurrence } from './occurrence.ts'

export interface HostFacts {
  'kernel.oom-kill': {
    readonly constraint: 'memcg' | 'none' | 'cpuset' | 'mempolicy' | 'unknown'
    readonly pid?: number
    readonly command?: string
    readonly totalVmKb?: number
    readonly anonRssKb?: number
    readonly fileRssKb?: number
    readonly cgroup?: string
    readonly limitKb?: number
    /** A service that kills before the kernel has to: `earlyoom`. */
    readonly by?: string
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
}
