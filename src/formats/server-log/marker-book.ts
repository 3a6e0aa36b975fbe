// Markers and statements of a log: each kind is one fact a run, with its count.

import type { AnyFact } from '../../model/fact.ts'
import type { Instant } from '../../model/instant.ts'
import type { Span } from '../../model/span.ts'
import type { Marker } from './markers.ts'
import { Tally } from './occurrence.ts'
import { factOf, type Run } from './run.ts'
import type { Said } from './statements.ts'

const MAX_MARKERS = 1000
const MAX_STATEMENTS = 1000
const MAX_MESSAGE = 1000

interface Marked {
  readonly marker: Marker
  readonly message: string
  readonly detail: string | undefined
  readonly tally: Tally
  readonly span: Span
  readonly run: Run
}

interface Stated {
  readonly said: Said
  readonly at: Instant | undefined
  readonly span: Span
  readonly run: Run
}

export class MarkerBook {
  readonly #marked = new Map<string, Marked>()
  readonly #statements = new Map<string, Stated>()

  /** Counts a marker; answers with the tally that counts its kind, undefined when there are too many kinds. */
  mark(marker: Marker, message: string, at: Instant | undefined, run: Run, span: () => Span): Tally | undefined {
    const detail = marker.detail?.exec(message)?.[1]
    const key = `${marker.marker}\0${detail ?? ''}\0${run.id}`
    let marked = this.#marked.get(key)
    const place = marked === undefined ? span() : marked.span
    if (marked === undefined) {
      if (this.#marked.size >= MAX_MARKERS) return undefined
      marked = {
        marker,
        message: message.slice(0, MAX_MESSAGE),
        detail,
        tally: new Tally(at, place.line),
        span: place,
        run,
      }
      this.#marked.set(key, marked)
    }
    return marked.tally
  }

  /** Said twice by the same process is said once; the parts of one system's description come together. */
  state(said: Said, at: Instant | undefined, span: Span, run: Run): void {
    const [type, value] = said
    const what = type === 'jvm.flag' ? value.name : type === 'application.version' ? value.name : ''
    const key = `${type}\0${what}\0${run.id}`
    const known = this.#statements.get(key)
    if (known === undefined && this.#statements.size >= MAX_STATEMENTS) return
    const merged = known === undefined ? said : ([type, merge(known.said[1], value)] as unknown as Said)
    this.#statements.set(key, { said: merged, at: known?.at ?? at, span: known?.span ?? span, run })
  }

  facts(): AnyFact[] {
    const marked = [...this.#marked.values()].map(({ marker, message, detail, tally, span, run }) => {
      const value = { marker: marker.marker, message, ...(detail === undefined ? {} : { detail }), ...tally.occurrence }
      return factOf('log.marker', value, span, tally.first, run)
    })
    const stated = [...this.#statements.values()].map(({ said, at, span, run }) =>
      factOf(said[0], said[1], span, at, run),
    )
    return [...marked, ...stated]
  }
}

/** What is known stays; what was unknown is filled in. */
function merge(known: object, next: object): object {
  const told = Object.entries(known).filter(([, value]) => value !== 'unknown')
  return { ...known, ...next, ...Object.fromEntries(told) }
}
