import { LinearFit } from '../model/linear-fit.ts'

/** The least-squares line through readings: units of the value per second. */
export interface Line {
  readonly slopePerSecond: number
  /** Value at second 0. */
  readonly intercept: number
  /** Share of the variation that the line explains, 0 to 1. */
  readonly r2: number
  /** Readings it is drawn through; below 2 there is no slope. */
  readonly readings: number
}

export function fitLine(points: Iterable<readonly [seconds: number, value: number]>): Line {
  const fit = new LinearFit()
  for (const [seconds, value] of points) fit.add(seconds, value)
  return { slopePerSecond: fit.slope, intercept: fit.intercept, r2: fit.r2, readings: fit.count }
}

/** Seconds until a value that rises steadily is at the level: 0 when it is there, null when it never will be. */
export function timeToLevel(value: number, perSecond: number, level: number): number | null {
  if (value >= level) return 0
  return perSecond > 0 ? (level - value) / perSecond : null
}
