import { amount, durationOf, sizeOf } from '../model/wording.ts'
import type { LogPolicy } from './log-policy.ts'

/** How many segments a partition comes to hold besides the one that is written. */
export interface SegmentCount {
  /** null: there is no bound, they grow by `perDay` for as long as the partition is written. */
  readonly closed: number | null
  /** New segments a day of a partition that is written in every roll period. */
  readonly perDay: number
  readonly explanation: string
}

const DAY_MS = 86_400_000

/**
 * The upper bound: a partition that is written in every roll period. `bytesPerDay`, where known, says whether segments fill
 * before their time. Deleted are segments whose newest record is older than the retention, or the oldest above the bytes.
 */
export function segmentsOf(policy: LogPolicy, bytesPerDay?: number): SegmentCount {
  const fullAt = Math.min(policy.segmentBytes, policy.indexFullAtBytes)
  const rollMs = bytesPerDay ? Math.min(policy.rollMs, (fullAt / bytesPerDay) * DAY_MS) : policy.rollMs
  const perDay = rollMs > 0 ? DAY_MS / rollMs : 0
  if (policy.isCompactOnly) {
    return { closed: 0, perDay: 0, explanation: 'compacted: the cleaner merges segments, so that age adds none' }
  }
  const bySize = policy.retentionBytes === null ? null : Math.ceil(policy.retentionBytes / fullAt)
  if (policy.retentionMs === null) {
    if (bySize === null) return { closed: null, perDay, explanation: `kept for ever, a new one every ${span(rollMs)}` }
    return {
      closed: bySize,
      perDay,
      explanation: `${sizeOf(policy.retentionBytes as number)} kept in segments of ${sizeOf(fullAt)}`,
    }
  }
  const byTime = rollMs > 0 ? Math.ceil(policy.retentionMs / rollMs) : 0
  return bySize !== null && bySize > byTime
    ? {
        closed: bySize,
        perDay,
        explanation: `${sizeOf(policy.retentionBytes as number)} kept in segments of ${sizeOf(fullAt)}`,
      }
    : { closed: byTime, perDay, explanation: `kept ${span(policy.retentionMs)}, a new one every ${span(rollMs)}` }
}

/** `7 days`, `1 hour`: whole units where it is one. */
function span(ms: number): string {
  for (const [unit, length] of [
    ['day', DAY_MS],
    ['hour', 3_600_000],
    ['minute', 60_000],
  ] as const) {
    if (ms >= length && ms % length === 0) return `${amount(ms / length)} ${unit}${ms === length ? '' : 's'}`
  }
  return durationOf(ms / 1000)
}
