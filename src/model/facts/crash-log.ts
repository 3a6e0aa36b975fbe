// What a crash log, or its banner on the console, says of the crash.

import type { Instant } from '../instant.ts'
import type { Occurrence } from './occurrence.ts'

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

export interface CrashLogFacts {
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
}
