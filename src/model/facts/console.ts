// What the JVM printed on the console or into its logs.

import type { Instant } from '../instant.ts'
import type { Occurrence } from './occurrence.ts'

export interface ConsoleFacts {
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
    /** Why whoever started it ended it: it did not stop in time when told to, gave no sign of life, or mapped too much. */
    readonly why?: 'stop-timeout' | 'watchdog' | 'virtual-memory'
  }
  /** ZGC's start-up warning that names vm.max_map_count. */
  'gc.max-map-count-warning': { readonly required: number; readonly current: number; readonly maxHeapMb?: number }
}
