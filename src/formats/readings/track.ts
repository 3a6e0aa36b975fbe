import type { AnyFact, ProcessKey } from '../../model/fact.ts'
import type { FactTypes } from '../../model/fact-types.ts'
import type { Instant } from '../../model/instant.ts'
import { LinearFit } from '../../model/linear-fit.ts'
import type { Span } from '../../model/span.ts'
import { excerptOf } from '../../source/excerpt.ts'
import type { Measure } from './measure.ts'
import type { Metric } from './metric-name.ts'
import { bytesPerUnit } from './unit-by-magnitude.ts'

const MAX_POINTS = 400

/** Where a reading stands; its excerpt is made when it is asked for. */
export interface Place {
  readonly artifact: string
  readonly line: number
  readonly endLine: number
  readonly byteOffset: number
  readonly text: string
  readonly at: Instant | undefined
}

/** One metric of one process over time: running figures, and points that are thinned as they come. */
export class Track {
  readonly metric: Metric
  readonly process: ProcessKey | undefined
  readings = 0
  firstPlace: Place | undefined
  lastPlace: Place | undefined
  maxPlace: Place | undefined
  #points: [number, number][] = []
  #stride = 1
  #fit = new LinearFit()
  #seconds = 0
  #first = 0
  #last = 0
  #max = Number.NEGATIVE_INFINITY
  #areIntegers = true
  #areWholePages = true
  #isUnitKnown = true

  constructor(metric: Metric, pid: number | undefined) {
    this.metric = metric
    this.process = pid === undefined ? undefined : { pid }
  }

  add(seconds: number, measure: Measure, place: Place): void {
    const bytes = measure.bytes ?? this.metric.bytes
    const value = measure.value * (bytes ?? 1)
    this.#isUnitKnown &&= bytes !== undefined
    this.#areIntegers &&= Number.isInteger(value)
    this.#areWholePages &&= value % 4096 === 0
    if (this.readings === 0) {
      this.#first = value
      this.firstPlace = place
    }
    if (value > this.#max) {
      this.#max = value
      this.maxPlace = place
    }
    this.#last = value
    this.#seconds = Math.max(this.#seconds, seconds)
    this.lastPlace = place
    this.#fit.add(seconds, value)
    if (this.readings % this.#stride === 0) this.#keep(seconds, value)
    this.readings++
  }

  #keep(seconds: number, value: number): void {
    this.#points.push([seconds, value])
    if (this.#points.length < 2 * MAX_POINTS) return
    this.#points = this.#points.filter((_, index) => index % 2 === 0)
    this.#stride *= 2
  }

  /** Bytes in one unit of the values as they were added: 1 where they came with a unit or are counts. */
  get #scale(): number {
    if (!this.isUnitInferred) return 1
    const max = this.#max
    return bytesPerUnit({ max, areIntegers: this.#areIntegers, areWholePages: this.#areWholePages }) ?? 1
  }

  get #unit(): 'bytes' | 'count' | 'unknown' {
    if (this.metric.unit === 'count') return 'count'
    if (this.#isUnitKnown) return 'bytes'
    return this.isUnitInferred ? 'bytes' : 'unknown'
  }

  /** The numbers came without a unit, and their size tells it. */
  get isUnitInferred(): boolean {
    if (this.metric.unit !== 'bytes' || this.#isUnitKnown) return false
    const max = this.#max
    return bytesPerUnit({ max, areIntegers: this.#areIntegers, areWholePages: this.#areWholePages }) !== undefined
  }

  /** Last and highest value; undefined for sizes whose unit is not known. */
  get last(): number | undefined {
    return this.#unit === 'unknown' ? undefined : this.#rounded(this.#last * this.#scale)
  }

  get max(): number | undefined {
    return this.#unit === 'unknown' ? undefined : this.#rounded(this.#max * this.#scale)
  }

  series(isUntimed: boolean): FactTypes['series'] {
    const scale = this.#scale
    return {
      metric: this.metric.name,
      unit: this.#unit,
      points: this.#thinned().map(([seconds, value]) => [toMillis(seconds), this.#rounded(value * scale)] as const),
      first: this.#rounded(this.#first * scale),
      last: this.#rounded(this.#last * scale),
      max: this.#rounded(this.#max * scale),
      seconds: isUntimed ? 0 : toMillis(this.#seconds),
      slopePerSecond: isUntimed ? 0 : this.#fit.slope * scale,
      readings: this.readings,
      ...(isUntimed && { untimed: true as const }),
    }
  }

  /** There are no parts of a byte. */
  #rounded(value: number): number {
    return this.#unit === 'bytes' ? Math.round(value) : value
  }

  /** At most 400, the last reading among them. */
  #thinned(): readonly [number, number][] {
    const step = Math.ceil(this.#points.length / (MAX_POINTS - 1))
    const points = this.#points.filter((_, index) => index % step === 0)
    const end = points.at(-1) as [number, number]
    if (end[0] !== this.#seconds || end[1] !== this.#last) points.push([this.#seconds, this.#last])
    return points
  }

  /** A fact about the whole series: from the first to the last reading. */
  fact(isUntimed: boolean): AnyFact | undefined {
    if (this.readings < 2) return undefined
    const first = this.firstPlace as Place
    const last = this.lastPlace as Place
    const span: Span = {
      ...spanAt(first),
      endLine: last.endLine,
      excerpt: excerptOf(`${first.text.trim().slice(0, 110)} … ${last.text.trim().slice(0, 110)}`),
    }
    return { type: 'series', value: this.series(isUntimed), span, ...this.about(last) }
  }

  about(place: Place): { at?: Instant; process?: ProcessKey } {
    return { ...(place.at && { at: place.at }), ...(this.process && { process: this.process }) }
  }
}

/** Epoch seconds lose digits behind the milliseconds. */
function toMillis(seconds: number): number {
  return Math.round(seconds * 1000) / 1000
}

export function spanAt({ artifact, line, endLine, byteOffset, text }: Place): Span {
  return { artifact, line, endLine, byteOffset, excerpt: excerptOf(text) }
}
