// How often and when: what facts of several kinds say.

import type { Instant } from '../instant.ts'

/** Once or often: how many times, and when first and last. */
export interface Occurrence {
  readonly count: number
  readonly first?: Instant
  readonly last?: Instant
  readonly firstLine?: number
  readonly lastLine?: number
}

/** When a snapshot was taken. `crash`: by the dying JVM itself. */
export type Moment = 'crash' | 'snapshot'
