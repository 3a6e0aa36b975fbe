// One run of the program in a log: broker logs are appended to, so a restart is seen as a line that only a start prints.

import type { AnyFact, FactType, ProcessKey } from '../../model/fact.ts'
import type { FactTypes } from '../../model/fact-types.ts'
import type { Instant } from '../../model/instant.ts'
import type { Span } from '../../model/span.ts'
import type { Level } from './level.ts'
import type { Marker } from './markers.ts'
import { LastStamp } from './occurrence.ts'

/** A start marker within so many quiet records of the log's first line belongs to the same start. */
const RECORDS_BEFORE_START = 20
/** An orderly end is followed by little more than the goodbyes of other threads. */
const RECORDS_AFTER_STOP = 20

export class Run {
  /** Number among the runs of the same source, from 0. */
  readonly index: number
  /** Number among all runs of the file. */
  readonly id: number
  /** Set when the whole file is read: only then is it known whether it holds several processes. */
  process: ProcessKey | undefined
  records = 0
  warnings = 0
  errors = 0
  fatals = 0
  firstLine = 0
  lastLine = 0
  first: Instant | undefined
  readonly last: LastStamp = new LastStamp()
  application: string | undefined
  /** The first record. */
  start: Span | undefined
  #phase: 'unknown' | 'starting' | 'up' | 'stopping' | 'stopped' = 'unknown'
  #recordsAtStop = 0
  readonly #opened = new Set<string>()

  constructor(index: number, id: number) {
    this.index = index
    this.id = id
  }

  count(level: Level): void {
    if (level === 'WARN') this.warnings++
    else if (level === 'ERROR') this.errors++
    else if (level === 'FATAL') this.fatals++
  }

  /** True when this marker can only come from a new process. */
  isOverBy(marker: Marker): boolean {
    if (!marker.opensRun) return false
    if (this.#opened.has(marker.starts)) return true
    if (this.#phase === 'starting') return false
    if (this.#phase !== 'unknown') return true
    return this.records > RECORDS_BEFORE_START || this.errors + this.fatals + this.warnings > 0
  }

  mark(marker: Marker): void {
    if (marker.application !== undefined) this.application ??= marker.application
    if (marker.opensRun) this.#opened.add(marker.starts)
    if (marker.marker === 'start' && this.#phase === 'unknown') this.#phase = 'starting'
    else if (marker.marker === 'started') this.#phase = 'up'
    else if (marker.marker === 'stopping') this.#phase = 'stopping'
    else if (marker.marker === 'stopped') {
      this.#phase = 'stopped'
      this.#recordsAtStop = this.records
    }
  }

  get orderlyEnd(): boolean {
    return this.#phase === 'stopped' && this.records - this.#recordsAtStop <= RECORDS_AFTER_STOP
  }

  /** The window that this run's part of the log covers. */
  window(complete: boolean): AnyFact {
    const to = this.last.instant ?? this.first
    const value = {
      ...(this.first === undefined ? {} : { from: this.first }),
      ...(to === undefined ? {} : { to }),
      complete,
      lines: this.lastLine - this.firstLine + 1,
      ...(this.application === undefined ? {} : { application: this.application }),
      warnings: this.warnings,
      errors: this.errors,
      fatals: this.fatals,
      orderlyEnd: this.orderlyEnd,
    }
    return factOf('log.window', value, { ...(this.start as Span), endLine: this.lastLine }, this.first, this)
  }
}

/** A fact of one run. */
export function factOf<T extends FactType>(
  type: T,
  value: FactTypes[T],
  span: Span,
  at: Instant | undefined,
  run: Run,
): AnyFact {
  return {
    type,
    value,
    span,
    ...(at === undefined ? {} : { at }),
    ...(run.process === undefined ? {} : { process: run.process }),
  } as unknown as AnyFact
}
