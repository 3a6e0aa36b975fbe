// What brokers and applications logged.

import type { Window } from '../instant.ts'
import type { Occurrence } from './occurrence.ts'

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

export interface LogFacts {
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
}
