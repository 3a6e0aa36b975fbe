/** What could not be read, where, and what follows from it. Odd data makes notes, never exceptions. */
export interface Note {
  /** `hs-err/truncated`, `source/line-cut`: the place, then the fact. */
  readonly code: string
  readonly severity: 'info' | 'warning' | 'error'
  readonly message: string
  readonly line?: number
}
