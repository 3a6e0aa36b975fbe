// Readings over time.

export interface SeriesFacts {
  /**
   * A metric over time. `metric`: `rss` `vm-size` `vm-data` `fds` `max-fds` `mappings` `deleted-mappings` `heap-used` `heap-max`
   * `non-heap` `off-heap` `threads` `direct` or the column's own name; bytes for sizes. At most 400 points, evenly thinned;
   * seconds since the first reading. The slope is that of the least-squares line through all readings.
   */
  series: {
    readonly metric: string
    readonly unit: 'bytes' | 'count' | 'unknown'
    readonly points: readonly (readonly [seconds: number, value: number])[]
    readonly first: number
    readonly last: number
    readonly max: number
    readonly seconds: number
    readonly slopePerSecond: number
    /** How many readings there were. */
    readonly readings?: number
    /** The source gives no times: `seconds` of a point is the number of its reading, and the slope is 0. */
    readonly untimed?: true
  }
}
