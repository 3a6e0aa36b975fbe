// How long a partition's segments live and when a new one begins.
//
// Source: Kafka's LogConfig and KafkaConfig (defaults 0.8 to 4.x): a topic's own setting, else the broker's, where the finer
// unit wins (log.retention.ms, then .minutes, then .hours); -1 is unlimited.

export type Settings = Readonly<Record<string, string>>

export interface LogPolicy {
  /** Milliseconds until a segment is rolled although it is not full. */
  readonly rollMs: number
  readonly segmentBytes: number
  /** null: kept for ever. */
  readonly retentionMs: number | null
  /** Per partition; null: no bound. */
  readonly retentionBytes: number | null
  /** Compacted and not deleted: age and size bound nothing, and the cleaner merges segments. */
  readonly isCompactOnly: boolean
  /** Bytes of a segment when its indexes are full; below segmentBytes, it is this that rolls it. */
  readonly indexFullAtBytes: number
}

const HOUR = 3_600_000
/** A time index entry: timestamp and relative offset (org.apache.kafka.storage.internals.log.TimeIndex). The offset index's is 8. */
const TIME_INDEX_ENTRY = 12

export function logPolicy(broker: Settings, topic: Settings = {}): LogPolicy {
  const policy = topic['cleanup.policy'] ?? broker['log.cleanup.policy'] ?? 'delete'
  const indexBytes = number(topic['segment.index.bytes'], broker['log.index.size.max.bytes']) ?? 10 * 1024 ** 2
  const indexInterval = number(topic['index.interval.bytes'], broker['log.index.interval.bytes']) ?? 4096
  return {
    rollMs: number(topic['segment.ms'], broker['log.roll.ms']) ?? hours(broker['log.roll.hours']) ?? 168 * HOUR,
    segmentBytes: number(topic['segment.bytes'], broker['log.segment.bytes']) ?? 1024 ** 3,
    retentionMs: bounded(
      number(topic['retention.ms'], broker['log.retention.ms']) ??
        minutes(broker['log.retention.minutes']) ??
        hours(broker['log.retention.hours']) ??
        168 * HOUR,
    ),
    retentionBytes: bounded(number(topic['retention.bytes'], broker['log.retention.bytes']) ?? -1),
    isCompactOnly: /compact/.test(policy) && !/delete/.test(policy),
    indexFullAtBytes: Math.floor(indexBytes / TIME_INDEX_ENTRY) * indexInterval,
  }
}

/** The first that is set and a number. */
function number(...values: readonly (string | undefined)[]): number | undefined {
  for (const value of values) {
    if (value !== undefined && /^\s*-?\d+\s*$/.test(value)) return Number(value)
  }
  return undefined
}

function minutes(value: string | undefined): number | undefined {
  return scaled(number(value), 60_000)
}

function hours(value: string | undefined): number | undefined {
  return scaled(number(value), HOUR)
}

function scaled(value: number | undefined, by: number): number | undefined {
  return value === undefined || value < 0 ? value : value * by
}

function bounded(value: number): number | null {
  return value < 0 ? null : value
}
