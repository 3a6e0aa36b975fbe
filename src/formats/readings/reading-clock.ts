import type { Instant } from '../../model/instant.ts'
import type { ReadingTime } from './reading-time.ts'

const DAY = 86_400

/** Seconds since the first reading. Clocks without a date run over midnight; readings without a time are numbered. */
export class ReadingClock {
  #first: number | undefined
  #kind: ReadingTime['kind'] | undefined
  #days = 0
  #before = Number.NEGATIVE_INFINITY
  #readings = 0

  /** True when no reading so far had a time. */
  get isUntimed(): boolean {
    return this.#kind === undefined
  }

  /** undefined: a reading that says no time, or one of another kind, among others that do. */
  secondsOf(time: ReadingTime | undefined): number | undefined {
    const number = this.#readings++
    if (time === undefined) return this.#kind === undefined ? number : undefined
    if (this.#kind === undefined && number > 0) return undefined
    this.#kind ??= time.kind
    if (time.kind !== this.#kind) return undefined
    if (time.kind === 'time-of-day' && time.seconds < this.#before - DAY / 2) this.#days++
    this.#before = time.seconds
    const seconds = time.seconds + this.#days * DAY
    this.#first ??= seconds
    return seconds - this.#first
  }
}

/** The point in time that a reading names, where it names the day too. */
export function instantOf(time: ReadingTime | undefined): Instant | undefined {
  if (time?.kind !== 'epoch') return undefined
  return { epochMs: Math.round(time.seconds * 1000), precisionMs: time.precisionMs, zone: time.zone ?? 'assumed' }
}
