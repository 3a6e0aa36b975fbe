// What GC logs say.

import type { Window } from '../instant.ts'
import type { Occurrence } from './occurrence.ts'

export interface GcFacts {
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
    /** From the last time on to the end of the log; null where the clock does not say. */
    readonly gapToEndSeconds?: number | null
  } & Occurrence
  /** Long stop-the-world pauses worth comparing with a session timeout. */
  'gc.long-pause': { readonly pauseMs: number; readonly what: string } & Occurrence
  'gc.metaspace-exhausted': { readonly how: string } & Occurrence
}
