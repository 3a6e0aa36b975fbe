// One JVM's run in a GC log: everything that is counted about it. It is told events, whichever format they stood in.

import type { Span } from '../../model/span.ts'
import type { LineCursor } from '../../source/block.ts'
import { spanOf } from '../../source/excerpt.ts'
import { ExplicitCollections, type ExplicitKind } from './explicit.ts'
import { Heap, type HeapChange } from './heap.ts'
import { type Moment, secondsOf } from './moment.ts'
import { PauseTimes } from './pause-times.ts'
import { Sighting } from './sighting.ts'

const LONG_PAUSE_MS = 1000
const MAX_KINDS = 64
/** Pauses of further kinds, together. */
const OTHER = 'other'

/** `what` is what such a pause is called: `Pause Young (Normal)`. */
export interface PauseKind {
  readonly what: string
  readonly kind: 'young' | 'mixed' | 'full' | 'degenerated' | 'other'
  readonly cause: string | undefined
  /** System.gc() that starts a concurrent cycle in place of a full collection. */
  readonly startsCycle: boolean
}

export interface Tally {
  readonly what: string
  readonly cause: string | undefined
  readonly times: { count: number; totalMs: number; maxMs: number }
}

/** What the first lines say, each with its line. */
export interface Header {
  readonly jdk:
    | {
        readonly version: string
        readonly platform?: { readonly vm?: string; readonly platform?: string; readonly bits?: 32 | 64 }
        readonly span: Span
      }
    | undefined
  readonly flags: { readonly name: string; readonly value: string | number | boolean; readonly span: Span }[]
  /** The machine's memory, or the container's, as the JVM saw it when it started. */
  readonly memory:
    | {
        readonly bytes: number
        readonly freeBytes?: number
        readonly swapBytes?: number
        readonly swapFreeBytes?: number
        readonly span: Span
      }
    | undefined
}

export interface LongPause extends Sighting {
  longestMs: number
  longestAt: Moment | undefined
  longestSpan: Span | undefined
}

export class Run {
  readonly index: number
  readonly uri: string
  readonly begin: Span
  endLine: number
  first: Moment | undefined
  last: Moment | undefined
  collector: string | undefined
  jdk: Header['jdk']
  readonly flags: Header['flags'] = []
  pid: number | undefined
  host: string | undefined
  memory: Header['memory']
  /** ZGC's warning that vm.max_map_count is too low, and the heap it names. */
  mapCount: { readonly required: number; readonly current: number; readonly span: Span } | undefined
  mapCountHeap: number | undefined

  readonly pauses: PauseTimes = new PauseTimes()
  fullPauses = 0
  systemGcPauses = 0
  mixedPauses = 0
  evacuationFailures = 0
  concurrentCycles = 0
  allocationStalls = 0
  metadataGcs = 0
  concurrentModeFailures = 0
  oldCollections = 0
  readonly tallies: Map<string, Tally> = new Map()
  readonly heap: Heap = new Heap()
  readonly explicit: Map<ExplicitKind, ExplicitCollections> = new Map()
  readonly longPauses: Map<string, LongPause> = new Map()
  readonly outOfMemory: Sighting = new Sighting()
  readonly timeLimit: Sighting = new Sighting()
  readonly metaspaceFailed: Sighting = new Sighting()
  readonly modeFailures: Sighting = new Sighting()
  /** Epsilon: share of the heap in use. */
  epsilonUsed: { readonly used: number; readonly reserved: number; readonly span: Span } | undefined

  /** The heap as printed when the JVM ends was the last thing said. */
  exited = false
  /** Lines finer than -Xlog:gc are there, so that an orderly end would have printed the heap. */
  isDetailed = false
  lastExplicit: ExplicitCollections | undefined
  /** Collections after the last explicit one. */
  collectionsSinceExplicit = 0
  #firstOldSeconds = Number.NaN
  #lastOldSeconds = Number.NaN
  #previousWasExplicitYoung = false

  constructor(index: number, uri: string, cursor: LineCursor) {
    this.index = index
    this.uri = uri
    this.begin = spanOf(uri, cursor)
    this.endLine = cursor.endLine
  }

  at(moment: Moment): void {
    this.first ??= moment
    this.last = moment
  }

  /** A pause that ended. */
  pause(pause: PauseKind, heap: HeapChange | undefined, ms: number, moment: Moment, cursor: LineCursor): void {
    this.exited = false
    this.pauses.add(ms)
    if (pause.kind === 'full') this.fullPauses++
    if (pause.kind === 'mixed') this.mixedPauses++
    if (ms >= LONG_PAUSE_MS) this.longPause(pause.what, ms, moment, cursor)
    if (pause.kind === 'other') return
    this.collectionsSinceExplicit++
    if (pause.cause !== undefined) this.#caused(pause, pause.cause, heap, moment, cursor)
    if (heap !== undefined) this.#heapChanged(pause, heap, moment, cursor)
    if (pause.kind === 'full') this.oldCollection(moment)
    this.#previousWasExplicitYoung = pause.kind === 'young' && !pause.startsCycle && isSystemGc(pause.cause)
  }

  tally(what: string, cause: string | undefined): Tally {
    const key = `${what} ${cause ?? ''}`
    const known = this.tallies.get(key)
    if (known !== undefined) return known
    return this.tallies.size < MAX_KINDS ? this.#newTally(key, what, cause) : this.#otherTally()
  }

  #newTally(key: string, what: string, cause: string | undefined): Tally {
    const tally = { what, cause, times: { count: 0, totalMs: 0, maxMs: 0 } }
    this.tallies.set(key, tally)
    return tally
  }

  #otherTally(): Tally {
    return this.tallies.get(OTHER) ?? this.#newTally(OTHER, OTHER, undefined)
  }

  #caused(pause: PauseKind, cause: string, heap: HeapChange | undefined, moment: Moment, cursor: LineCursor): void {
    if (cause === 'Metadata GC Threshold') this.metadataGcs++
    if (cause === 'Last ditch collection' || cause === 'Metadata GC Clear Soft References')
      this.metaspaceFailed.see(this.uri, moment, cursor)
    if (!isSystemGc(cause)) return
    this.systemGcPauses++
    const isSecondOfPair = pause.kind === 'full' && this.#previousWasExplicitYoung
    if (isSecondOfPair) this.collectionsSinceExplicit = 0
    else this.askedFor(pause.startsCycle ? 'concurrent' : 'full', moment, cursor, heap?.before)
  }

  /** An explicit collection; Parallel's young and full pauses for one System.gc() are one. */
  askedFor(kind: ExplicitKind, moment: Moment, cursor: LineCursor, usedBefore: number | undefined): void {
    let known = this.explicit.get(kind)
    if (known === undefined) {
      known = new ExplicitCollections(kind)
      this.explicit.set(kind, known)
    }
    known.add(this.uri, moment, cursor, usedBefore)
    this.lastExplicit = known
    this.collectionsSinceExplicit = 0
  }

  /** Asked for, and no collection since. */
  isAskedFor(kind: ExplicitKind): boolean {
    return this.lastExplicit?.kind === kind && this.collectionsSinceExplicit === 0
  }

  #heapChanged(pause: PauseKind, change: HeapChange, moment: Moment, cursor: LineCursor): void {
    this.heap.collected(change, pause.kind === 'young', moment)
    const isWhole = pause.kind === 'full' || pause.kind === 'degenerated'
    if (!isWhole) this.heap.collectedPartly(change)
    else if (!isOnRequest(pause.cause)) this.heap.collectedFully(this.uri, change, moment, cursor)
  }

  /** A collection of the old generation: a full one, or the start of a concurrent cycle. */
  oldCollection(moment: Moment): void {
    this.oldCollections++
    const seconds = secondsOf(moment)
    if (Number.isNaN(this.#firstOldSeconds)) this.#firstOldSeconds = seconds
    this.#lastOldSeconds = seconds
  }

  /** Mean distance; undefined for fewer than two. */
  secondsBetweenOldCollections(): number | undefined {
    const seconds = (this.#lastOldSeconds - this.#firstOldSeconds) / (this.oldCollections - 1)
    return Number.isFinite(seconds) && this.oldCollections > 1 ? seconds : undefined
  }

  longPause(what: string, ms: number, moment: Moment, cursor: LineCursor): void {
    let known = this.longPauses.get(what)
    if (known === undefined) {
      if (this.longPauses.size >= MAX_KINDS) return
      known = Object.assign(new Sighting(), { longestMs: 0, longestAt: undefined, longestSpan: undefined })
      this.longPauses.set(what, known)
    }
    known.see(this.uri, moment, cursor)
    if (ms <= known.longestMs) return
    known.longestMs = ms
    known.longestAt = moment
    known.longestSpan = known.span
  }

  /** Seconds from the first to the last line; NaN without clocks. */
  seconds(): number {
    if (this.first === undefined || this.last === undefined) return Number.NaN
    return secondsOf(this.last) - secondsOf(this.first)
  }
}

/** JDK 6 prints `(System)`. */
export function isSystemGc(cause: string | undefined): boolean {
  return cause === 'System.gc()' || cause === 'System'
}

/** Full collections that say nothing of the heap's need. */
function isOnRequest(cause: string | undefined): boolean {
  return (
    isSystemGc(cause) ||
    (cause !== undefined && /^(?:Diagnostic|Heap Inspection|Heap Dump|JvmtiEnv|WhiteBox)/.test(cause))
  )
}
