/** A point in time as an artifact states it. */
export interface Instant {
  readonly epochMs: number
  /** How coarse the source's clock is: 1000 for a stamp in whole seconds. */
  readonly precisionMs: number
  /** `utc` and `offset` are stated by the source; `assumed` means that it names no zone and UTC was taken. */
  readonly zone: 'utc' | 'offset' | 'assumed'
}

/** The part of an incident's time that a witness covers; "it did not happen" can be said of this time alone. */
export interface Window {
  readonly from?: Instant
  readonly to?: Instant
  /** True when the witness is known to hold everything of its kind between the two ends. */
  readonly complete: boolean
}
