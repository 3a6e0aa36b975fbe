import type { FactTypes } from '../../model/fact-types.ts'
import { LinearFit } from '../../model/linear-fit.ts'

const MAX_POINTS = 400
const KIB = 1024

/** A size over time, from the vm_* fields that every change of the address space carries; keeps at most 800 points. */
export class MemoryTrack {
  readonly #metric: string
  readonly #fit = new LinearFit()
  #points: [number, number][] = []
  #stride = 1
  #readings = 0
  #first = 0
  #last = 0
  #max = 0
  #seconds = 0

  constructor(metric: 'rss' | 'vm-size') {
    this.#metric = metric
  }

  add(seconds: number, kib: number): void {
    const bytes = kib * KIB
    if (this.#readings === 0) this.#first = bytes
    this.#last = bytes
    this.#max = Math.max(this.#max, bytes)
    this.#seconds = seconds
    this.#fit.add(seconds, bytes)
    if (this.#readings % this.#stride === 0) this.#points.push([seconds, bytes])
    this.#readings++
    if (this.#points.length < 2 * MAX_POINTS) return
    this.#points = this.#points.filter((_, index) => index % 2 === 0)
    this.#stride *= 2
  }

  /** Undefined with fewer than two readings. */
  series(): FactTypes['series'] | undefined {
    if (this.#readings < 2) return undefined
    const step = Math.ceil(this.#points.length / MAX_POINTS)
    return {
      metric: this.#metric,
      unit: 'bytes',
      points: this.#points.filter((_, index) => index % step === 0),
      first: this.#first,
      last: this.#last,
      max: this.#max,
      seconds: this.#seconds,
      slopePerSecond: this.#fit.slope,
      readings: this.#readings,
    }
  }
}
