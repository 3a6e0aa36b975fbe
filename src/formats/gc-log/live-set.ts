// What survives: the lower envelope of the heap after each collection, and the straight line through it. Young
// collections leave dead objects in the old generation, so that only the least figure of a stretch of time is near the
// live set; that holds for every collector and needs no full collection.

const MAX_STRETCHES = 128
const LEAST_STRETCHES = 8

export interface LiveSetTrend {
  readonly bytes: number
  /** Only where the line fits: at least 8 stretches, r² at least 0.6. */
  readonly slopeBytesPerHour?: number
  readonly fit?: number
}

export class LiveSet {
  #width = 1
  #origin = Number.NaN
  #least: number[] = []

  /** Occupancy after a collection, at a time in seconds. */
  add(seconds: number, bytes: number): void {
    if (Number.isNaN(this.#origin)) this.#origin = seconds
    let stretch = Math.floor((seconds - this.#origin) / this.#width)
    if (!(stretch >= 0)) return
    while (stretch >= MAX_STRETCHES) {
      this.#halve()
      stretch = Math.floor((seconds - this.#origin) / this.#width)
    }
    const least = this.#least[stretch]
    if (least === undefined || bytes < least) this.#least[stretch] = bytes
  }

  trend(): LiveSetTrend | undefined {
    const points = this.#least.flatMap((bytes, stretch) => (bytes === undefined ? [] : [{ x: stretch, y: bytes }]))
    const last = points.slice(-3).map(({ y }) => y)
    if (last.length === 0) return undefined
    const bytes = Math.min(...last)
    if (points.length < LEAST_STRETCHES) return { bytes }
    const { slope, fit } = straightLine(points)
    return fit < 0.6 ? { bytes, fit } : { bytes, fit, slopeBytesPerHour: (slope / this.#width) * 3600 }
  }

  #halve(): void {
    const merged: number[] = []
    this.#least.forEach((bytes, stretch) => {
      const half = stretch >> 1
      merged[half] = Math.min(merged[half] ?? Number.POSITIVE_INFINITY, bytes)
    })
    this.#least = merged
    this.#width *= 2
  }
}

/** Least squares, with r². */
function straightLine(points: readonly { readonly x: number; readonly y: number }[]): { slope: number; fit: number } {
  const count = points.length
  const meanX = points.reduce((sum, { x }) => sum + x, 0) / count
  const meanY = points.reduce((sum, { y }) => sum + y, 0) / count
  let xx = 0
  let xy = 0
  let yy = 0
  for (const { x, y } of points) {
    xx += (x - meanX) ** 2
    xy += (x - meanX) * (y - meanY)
    yy += (y - meanY) ** 2
  }
  return { slope: xx === 0 ? 0 : xy / xx, fit: xx === 0 || yy === 0 ? 0 : xy ** 2 / (xx * yy) }
}
