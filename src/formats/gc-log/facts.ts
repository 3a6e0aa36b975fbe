// What a run says, as facts.

import type { AnyFact, Fact, FactType, ProcessKey } from '../../model/fact.ts'
import type { FactTypes } from '../../model/fact-types.ts'
import type { Instant } from '../../model/instant.ts'
import type { Span } from '../../model/span.ts'
import type { ExplicitCollections } from './explicit.ts'
import { instantOf, type Moment, NO_MOMENT, secondsOf } from './moment.ts'
import type { LongPause, Run } from './run.ts'
import type { Sighting } from './sighting.ts'
import type { RunValue } from './value.ts'

/** Epsilon never collects: this much in use is the end. */
const EPSILON_FULL = 0.95
const MANY_MODE_FAILURES = 3

export function factsOf(run: Run, value: RunValue): AnyFact[] {
  const facts = new RunFacts(run)
  facts.add(
    'gc.run',
    runFact(run, value),
    { ...run.begin, endLine: Math.max(run.endLine, run.begin.endLine) },
    run.first,
  )
  header(run, facts)
  for (const explicit of run.explicit.values()) explicitFact(run, explicit, facts)
  exhaustion(run, facts)
  if (run.metaspaceFailed.count > 0)
    facts.seen('gc.metaspace-exhausted', { how: 'last-ditch collection' }, run.metaspaceFailed)
  for (const [what, pause] of run.longPauses) longPause(what, pause, facts)
  return facts.list
}

/** Adds facts of one run, with its process. */
class RunFacts {
  readonly list: AnyFact[] = []
  readonly #process: ProcessKey

  constructor(run: Run) {
    this.#process = {
      run: run.index,
      ...(run.pid !== undefined && { pid: run.pid }),
      ...(run.host !== undefined && { host: run.host }),
    }
  }

  add<T extends FactType>(type: T, value: FactTypes[T], span: Span, moment: Moment = NO_MOMENT): void {
    const at = instantOf(moment)
    const fact: Fact<T> = { type, value, span, process: this.#process, ...(at && { at }) }
    this.list.push(fact as unknown as AnyFact)
  }

  /** A repeated event; the line shown is the last one, the time the last one's. */
  seen<T extends FactType>(type: T, value: Omit<FactTypes[T], 'count'>, sighting: Sighting): void {
    const whole = { ...value, ...sighting.occurrence() } as unknown as FactTypes[T]
    if (sighting.span !== undefined) this.add(type, whole, sighting.span, sighting.last)
  }
}

function runFact(run: Run, value: RunValue): FactTypes['gc.run'] {
  const { heap } = value
  return {
    window: windowOf(run, value),
    ...present({
      collector: value.collector,
      jdk: value.jdk,
      uptimeFromSeconds: value.uptimeFromSeconds,
      uptimeToSeconds: value.uptimeToSeconds,
      throughputPercent: value.throughputPercent,
      heapMaxBytes: heap?.maxBytes,
      heapPeakBytes: heap?.peakBytes,
      heapAfterLastBytes: heap?.afterLastBytes,
      liveSetBytes: heap?.liveSetBytes,
      liveSetSlopeBytesPerHour: heap?.liveSetSlopeBytesPerHour,
      secondsToFull: heap?.secondsToFull,
      allocationBytesPerSecond: heap?.allocationBytesPerSecond,
      promotionBytesPerSecond: heap?.promotionBytesPerSecond,
      secondsBetweenOldCollections: value.secondsBetweenOldCollections,
    }),
    ending: value.ending,
    endingShown: value.endingShown,
    stwPauses: value.stwPauses,
    fullPauses: value.fullPauses,
    systemGcPauses: value.systemGcPauses,
    evacuationFailures: value.evacuationFailures,
    concurrentCycles: value.concurrentCycles,
    allocationStalls: value.allocationStalls,
    outOfMemoryLines: value.outOfMemoryLines,
    pauseTotalMs: value.pauseTotalMs,
    pauseMaxMs: value.pauseMaxMs,
    mixedPauses: value.mixedPauses,
    metadataGcs: value.metadataGcs,
  }
}

function windowOf(run: Run, value: RunValue): FactTypes['gc.run']['window'] {
  const from: Instant | undefined = run.first && instantOf(run.first)
  const to: Instant | undefined = run.last && instantOf(run.last)
  return { ...(from && { from }), ...(to && { to }), complete: value.ending !== 'truncated' }
}

type Present<T> = { [K in keyof T]?: NonNullable<T[K]> }

/** Without the fields that are null or undefined. */
function present<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  ) as Present<T>
}

function header(run: Run, facts: RunFacts): void {
  if (run.jdk !== undefined) {
    const major = /^(?:1\.)?(\d+)/.exec(run.jdk.version)?.[1]
    facts.add(
      'jvm.version',
      {
        version: run.jdk.version,
        ...(major !== undefined && { major: Number(major) }),
        ...(run.collector !== undefined && { collector: run.collector }),
        ...run.jdk.platform,
      },
      run.jdk.span,
    )
  }
  for (const { name, value, span } of run.flags) facts.add('jvm.flag', { name, value }, span)
  if (run.memory !== undefined) {
    const { bytes, freeBytes, swapBytes, swapFreeBytes, span } = run.memory
    facts.add(
      'memory.host',
      {
        moment: 'snapshot',
        physicalTotalKb: bytes / 1024,
        ...(freeBytes !== undefined && { physicalFreeKb: freeBytes / 1024 }),
        ...(swapBytes !== undefined && { swapTotalKb: swapBytes / 1024 }),
        ...(swapFreeBytes !== undefined && { swapFreeKb: swapFreeBytes / 1024 }),
      },
      span,
      run.first,
    )
  }
  if (run.mapCount !== undefined) {
    const { required, current, span } = run.mapCount
    const maxHeapMb = run.mapCountHeap === undefined ? undefined : run.mapCountHeap / 2 ** 20
    facts.add(
      'gc.max-map-count-warning',
      { required, current, ...(maxHeapMb !== undefined && { maxHeapMb }) },
      span,
      run.first,
    )
  }
}

function explicitFact(run: Run, explicit: ExplicitCollections, facts: RunFacts): void {
  const { sighting, kind } = explicit
  const medianGapSeconds = explicit.medianGapSeconds()
  facts.seen(
    'gc.explicit',
    {
      kind,
      gapToEndSeconds: gapToEnd(run, sighting),
      isLastCollection:
        run.lastExplicit === explicit && run.collectionsSinceExplicit <= (kind === 'shenandoah' ? 1 : 0),
      hourly: explicit.isHourly(),
      ...(explicit.usedBefore !== undefined && { heapUsedBeforeBytes: explicit.usedBefore }),
      ...(run.heap.max > 0 && { heapMaxBytes: run.heap.max }),
      ...(medianGapSeconds !== undefined && { medianGapSeconds }),
    },
    sighting,
  )
}

function gapToEnd(run: Run, sighting: Sighting): number | null {
  if (run.last === undefined || sighting.last === undefined) return null
  const seconds = secondsOf(run.last) - secondsOf(sighting.last)
  return Number.isNaN(seconds) ? null : Math.max(0, Math.round(seconds * 1000) / 1000)
}

function exhaustion(run: Run, facts: RunFacts): void {
  const { heap } = run
  const ending = (sighting: Sighting) => ({ gapToEndSeconds: gapToEnd(run, sighting) })
  if (heap.stuck.count > 0) {
    facts.seen(
      'gc.heap-exhausted',
      {
        how: 'consecutive full collections',
        usedAfterBytes: heap.stuckAfter,
        capacityBytes: heap.stuckCapacity,
        recovered: heap.recovered,
        ...ending(heap.stuck),
      },
      heap.stuck,
    )
  }
  if (run.timeLimit.count > 0)
    facts.seen('gc.heap-exhausted', { how: 'GC time limit', ...ending(run.timeLimit) }, run.timeLimit)
  if (run.outOfMemory.count > 0)
    facts.seen('gc.heap-exhausted', { how: 'ZGC out of memory', ...ending(run.outOfMemory) }, run.outOfMemory)
  if (run.modeFailures.count >= MANY_MODE_FAILURES && heap.after >= 0.9 * heap.max)
    facts.seen(
      'gc.heap-exhausted',
      { how: 'concurrent mode failures', usedAfterBytes: heap.after, capacityBytes: heap.max },
      run.modeFailures,
    )
  const epsilon = run.epsilonUsed
  if (epsilon !== undefined && epsilon.used >= EPSILON_FULL * epsilon.reserved)
    facts.add(
      'gc.heap-exhausted',
      { how: 'Epsilon heap used up', usedAfterBytes: epsilon.used, capacityBytes: epsilon.reserved, count: 1 },
      epsilon.span,
    )
}

function longPause(what: string, pause: LongPause, facts: RunFacts): void {
  const value = { pauseMs: pause.longestMs, what, ...pause.occurrence() }
  if (pause.longestSpan !== undefined) facts.add('gc.long-pause', value, pause.longestSpan, pause.longestAt)
}
