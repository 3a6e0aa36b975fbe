import type { Measure } from './measure.ts'
import type { Metric } from './metric-name.ts'
import type { ReadingTime } from './reading-time.ts'

/** One reading of one or more metrics, as a line states it. */
export interface Sample {
  readonly time?: ReadingTime
  readonly pid?: number
  readonly values: readonly { readonly metric: Metric; readonly measure: Measure }[]
}
