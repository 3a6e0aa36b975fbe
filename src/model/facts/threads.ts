// Threads and file descriptors.

import type { Moment } from './occurrence.ts'

export interface ThreadFacts {
  /** `groups`: names with their numbers collapsed, most frequent first, at most 20. */
  'threads.count': {
    readonly java?: number
    readonly total?: number
    readonly moment: Moment
    readonly groups?: readonly { readonly name: string; readonly count: number }[]
  }
  'fds.count': {
    readonly open: number
    readonly max?: number
    readonly groups?: readonly { readonly name: string; readonly count: number }[]
  }
}
