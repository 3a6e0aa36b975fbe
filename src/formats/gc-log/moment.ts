import type { Instant } from '../../model/instant.ts'

/** When a line was written, as far as it says. */
export interface Moment {
  /** Seconds since the JVM started, or -1. */
  readonly uptime: number
  /** Epoch milliseconds, or -1. */
  readonly epochMs: number
}

export const NO_MOMENT: Moment = { uptime: -1, epochMs: -1 }

/** Seconds on whichever clock the log has, to measure distances with; NaN without one. */
export function secondsOf(moment: Moment): number {
  if (moment.uptime >= 0) return moment.uptime
  return moment.epochMs >= 0 ? moment.epochMs / 1000 : Number.NaN
}

export function instantOf(moment: Moment): Instant | undefined {
  return moment.epochMs >= 0 ? { epochMs: moment.epochMs, precisionMs: 1, zone: 'offset' } : undefined
}
