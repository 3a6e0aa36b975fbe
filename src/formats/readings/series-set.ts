// Samples to series: one a metric and process, in bounded memory however many readings there are.

import type { AnyFact } from '../../model/fact.ts'
import type { Note } from '../../model/note.ts'
import type { LineCursor } from '../../source/block.ts'
import type { Metric } from './metric-name.ts'
import { instantOf, ReadingClock } from './reading-clock.ts'
import type { Sample } from './sample.ts'
import { snapshotFacts } from './snapshot.ts'
import { type Place, Track } from './track.ts'

const MAX_SERIES = 64

export class SeriesSet {
  readonly #uri: string
  readonly #clock = new ReadingClock()
  readonly #tracks = new Map<string, Track>()
  #leftOut = 0

  constructor(uri: string) {
    this.#uri = uri
  }

  add(sample: Sample, cursor: LineCursor, text: string): void {
    const seconds = this.#clock.secondsOf(sample.time)
    if (seconds === undefined) {
      this.#leftOut++
      return
    }
    const { line, endLine, byteOffset } = cursor
    const place: Place = { artifact: this.#uri, line, endLine, byteOffset, text, at: instantOf(sample.time) }
    for (const { metric, measure } of sample.values) this.#trackOf(metric, sample.pid)?.add(seconds, measure, place)
  }

  #trackOf(metric: Metric, pid: number | undefined): Track | undefined {
    const key = `${pid ?? ''} ${metric.name}`
    const known = this.#tracks.get(key)
    if (known !== undefined) return known
    if (this.#tracks.size >= MAX_SERIES) {
      this.#leftOut++
      return undefined
    }
    const track = new Track(metric, pid)
    this.#tracks.set(key, track)
    return track
  }

  /** The series, and what their last and highest readings say by themselves. */
  facts(): AnyFact[] {
    const tracks = [...this.#tracks.values()]
    const series = tracks.map((track) => track.fact(this.#clock.isUntimed))
    return [...series.filter((fact) => fact !== undefined), ...snapshotFacts(tracks)]
  }

  /** For `inspect`: each series without its points. */
  summary(): object[] {
    return [...this.#tracks.values()].map((track) => {
      const { points: _, ...figures } = track.series(this.#clock.isUntimed)
      return { ...figures, ...track.process }
    })
  }

  notes(format: string): Note[] {
    const notes: Note[] = []
    if (this.#leftOut > 0) {
      const message = `${this.#leftOut} readings are left out: beyond ${MAX_SERIES} series, or without a time among others that have one.`
      notes.push({ code: `${format}/readings-left-out`, severity: 'warning', message })
    }
    const inferred = [...this.#tracks.values()].filter((track) => track.isUnitInferred)
    if (inferred.length > 0) {
      const names = inferred.map(({ metric }) => metric.name).join(', ')
      const message = `No unit is given for ${names}: it was inferred from the size of the numbers.`
      notes.push({ code: `${format}/unit-inferred`, severity: 'info', message })
    }
    return notes
  }
}
