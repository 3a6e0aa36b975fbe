/** Pause lengths in buckets that are 2 % apart, from 1 µs to 40 minutes: percentiles of any number of pauses in 8 KiB. */
export class PauseTimes {
  count = 0
  totalMs = 0
  maxMs = 0
  lastMs = 0
  readonly #buckets = new Int32Array(1100)

  add(ms: number): void {
    this.count++
    this.totalMs += ms
    this.lastMs = ms
    if (ms > this.maxMs) this.maxMs = ms
    const bucket = ms <= LEAST_MS ? 0 : Math.min(1099, Math.floor(Math.log(ms / LEAST_MS) / STEP) + 1)
    this.#buckets[bucket] = (this.#buckets[bucket] as number) + 1
  }

  /** In ms, at most 2 % too high; never above the maximum. */
  percentile(share: number): number {
    const rank = Math.ceil(this.count * share)
    let seen = 0
    for (let bucket = 0; bucket < this.#buckets.length; bucket++) {
      seen += this.#buckets[bucket] as number
      if (seen >= rank) return Math.min(this.maxMs, LEAST_MS * Math.exp(bucket * STEP))
    }
    return this.maxMs
  }
}

const LEAST_MS = 0.001
const STEP: number = Math.log(1.02)
