// Files of `name value` rows of which a file may hold several readings, as a loop over /proc writes them: a name that is
// met again begins the next reading.

import type { Note } from '../model/note.ts'
import type { Span } from '../model/span.ts'
import type { LineCursor } from './block.ts'
import { spanOf, spanThrough } from './excerpt.ts'
import { FirstAndLast } from './first-and-last.ts'

export interface Snapshot {
  readonly rows: Record<string, string>
  span: Span
}

const KEPT_SNAPSHOTS = 20

export class Snapshots {
  readonly #uri: string
  readonly #snapshots = new FirstAndLast<Snapshot>(KEPT_SNAPSHOTS)
  #current: Snapshot | undefined

  constructor(uri: string) {
    this.#uri = uri
  }

  add(cursor: LineCursor, name: string, value: string): void {
    if (this.#current === undefined || Object.hasOwn(this.#current.rows, name)) {
      this.#current = { rows: {}, span: spanOf(this.#uri, cursor) }
      this.#snapshots.add(this.#current)
    }
    this.#current.rows[name] = value
    this.#current.span = spanThrough(this.#current.span, cursor)
  }

  /** The first and the last ones. */
  get kept(): readonly Snapshot[] {
    return this.#snapshots.kept
  }

  /** All that were read. */
  get seen(): number {
    return this.#snapshots.seen
  }

  /** Says which readings were not kept, if there are any. */
  notes(format: string): readonly Note[] {
    return this.#snapshots.notes(format, 'readings')
  }
}
