// What `hserr inspect` prints of a run. The counters' names are fixed by the contract.

import type { Run } from './run.ts'

export type Ending = 'orderly' | 'abrupt' | 'truncated'

export interface Counters {
  stwPauses: number
  fullPauses: number
  systemGcPauses: number
  evacuationFailures: number
  concurrentCycles: number
  allocationStalls: number
  outOfMemoryLines: number
  pauseTotalMs: number
  pauseMaxMs: number
}

export interface RunValue extends Readonly<Counters> {
  readonly collector: string | null
  readonly jdk: string | null
  readonly lines: { readonly first: number; readonly last: number }
  readonly from: string | null
  readonly to: string | null
  readonly uptimeFromSeconds: number | null
  readonly uptimeToSeconds: number | null
  readonly ending: Ending
  /** False for -Xlog:gc, which prints nothing when the JVM ends: then `abrupt` says nothing. */
  readonly endingShown: boolean
  readonly mixedPauses: number
  readonly metadataGcs: number
  readonly explicitCollections: number
  readonly concurrentModeFailures: number
  readonly pausePercentilesMs: {
    readonly p50: number
    readonly p90: number
    readonly p99: number
    readonly p999: number
  } | null
  readonly throughputPercent: number | null
  readonly heap: {
    readonly maxBytes: number | null
    readonly peakBytes: number
    readonly afterLastBytes: number
    readonly liveSetBytes: number | null
    readonly liveSetSlopeBytesPerHour: number | null
    readonly liveSetFit: number | null
    readonly secondsToFull: number | null
    readonly allocationBytesPerSecond: number | null
    readonly promotionBytesPerSecond: number | null
  } | null
  readonly secondsBetweenOldCollections: number | null
  readonly pauses: readonly { what: string; cause: string | null; count: number; totalMs: number; maxMs: number }[]
}

export function runValueOf(run: Run, ending: Ending, isDetailed: boolean): RunValue {
  return {
    collector: run.collector ?? null,
    jdk: run.jdk?.version ?? null,
    ...countersOf(run),
    ending,
    endingShown: ending === 'orderly' || isDetailed,
    lines: { first: run.begin.line, last: run.endLine },
    from: isoOf(run.first?.epochMs),
    to: isoOf(run.last?.epochMs),
    uptimeFromSeconds: uptimeOf(run.first?.uptime),
    uptimeToSeconds: uptimeOf(run.last?.uptime),
    mixedPauses: run.mixedPauses,
    metadataGcs: run.metadataGcs,
    explicitCollections: [...run.explicit.values()].reduce((sum, { sighting }) => sum + sighting.count, 0),
    concurrentModeFailures: run.modeFailures.count,
    pausePercentilesMs: percentilesOf(run),
    throughputPercent: throughputOf(run),
    heap: heapOf(run),
    secondsBetweenOldCollections: run.secondsBetweenOldCollections() ?? null,
    pauses: [...run.tallies.values()].map(({ what, cause, times }) => ({ what, cause: cause ?? null, ...times })),
  }
}

function countersOf(run: Run): Counters {
  return {
    stwPauses: run.pauses.count,
    fullPauses: run.fullPauses,
    systemGcPauses: run.systemGcPauses,
    evacuationFailures: run.evacuationFailures,
    concurrentCycles: run.concurrentCycles,
    allocationStalls: run.allocationStalls,
    outOfMemoryLines: run.outOfMemory.count,
    pauseTotalMs: rounded(run.pauses.totalMs),
    pauseMaxMs: rounded(run.pauses.maxMs),
  }
}

export function noCounters(): Counters {
  return {
    stwPauses: 0,
    fullPauses: 0,
    systemGcPauses: 0,
    evacuationFailures: 0,
    concurrentCycles: 0,
    allocationStalls: 0,
    outOfMemoryLines: 0,
    pauseTotalMs: 0,
    pauseMaxMs: 0,
  }
}

/** Sums all but the longest pause, which stays the longest. */
export function addTo(total: Counters, run: Readonly<Counters>): void {
  for (const name of Object.keys(total) as (keyof Counters)[]) total[name] += name === 'pauseMaxMs' ? 0 : run[name]
  total.pauseMaxMs = Math.max(total.pauseMaxMs, run.pauseMaxMs)
  total.pauseTotalMs = rounded(total.pauseTotalMs)
}

function percentilesOf(run: Run): RunValue['pausePercentilesMs'] {
  const { pauses } = run
  if (pauses.count === 0) return null
  const at = (share: number) => rounded(pauses.percentile(share))
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99), p999: at(0.999) }
}

/** Share of the time that was not spent in pauses. */
function throughputOf(run: Run): number | null {
  const seconds = run.seconds()
  if (!(seconds > 0)) return null
  return Math.max(0, Math.round((100 - run.pauses.totalMs / seconds / 10) * 1000) / 1000)
}

function heapOf(run: Run): RunValue['heap'] {
  const { heap } = run
  if (heap.collections === 0 && heap.stated === 0) return null
  const trend = heap.live.trend()
  const slope = trend?.slopeBytesPerHour
  const perSecond = (bytes: number) => (heap.seconds() > 0 ? Math.round(bytes / heap.seconds()) : null)
  return {
    maxBytes: heap.max || null,
    peakBytes: heap.peak,
    afterLastBytes: Math.max(0, heap.after),
    liveSetBytes: trend?.bytes ?? null,
    liveSetSlopeBytesPerHour: slope === undefined ? null : Math.round(slope),
    liveSetFit: trend?.fit === undefined ? null : Math.round(trend.fit * 1000) / 1000,
    secondsToFull: secondsToFull(heap.max, trend?.bytes, slope),
    allocationBytesPerSecond: perSecond(heap.allocated),
    promotionBytesPerSecond: perSecond(heap.promoted),
  }
}

function secondsToFull(max: number, live: number | undefined, slopePerHour: number | undefined): number | null {
  if (live === undefined || slopePerHour === undefined || slopePerHour <= 0 || max <= live) return null
  return Math.round(((max - live) / slopePerHour) * 3600)
}

function isoOf(epochMs: number | undefined): string | null {
  return epochMs === undefined || epochMs < 0 || epochMs > 8.64e15 ? null : new Date(epochMs).toISOString()
}

function uptimeOf(seconds: number | undefined): number | null {
  return seconds === undefined || seconds < 0 ? null : seconds
}

/** To the microsecond, the log's own precision. */
function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000
}
