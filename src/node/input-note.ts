import type { Note } from '../model/note.ts'

/** A note about an input as such: a path, an archive, a member. Warnings and errors mean that something was not read. */
export interface InputNote extends Note {
  readonly uri: string
}

export type NoteSink = (note: InputNote) => void

/** The one line for stderr, and for the report, whose notes have no uri of their own. */
export function sayNote({ uri, message }: InputNote): string {
  return `${uri}: ${message}`
}

const SAID_OF_A_KIND = 20

/** Says the first notes of each kind and counts the rest, so that a hundred thousand empty files are not as many lines. */
export class NoteGate {
  readonly #sink: NoteSink
  readonly #kinds = new Map<string, { count: number; last: InputNote }>()

  constructor(sink: NoteSink) {
    this.#sink = sink
  }

  note(note: InputNote): void {
    const count = (this.#kinds.get(note.code)?.count ?? 0) + 1
    this.#kinds.set(note.code, { count, last: note })
    if (count <= SAID_OF_A_KIND) this.#sink(note)
  }

  /** Says how many were not said, with the last one of each kind. */
  end(): void {
    for (const { count, last } of this.#kinds.values()) {
      const more = count - SAID_OF_A_KIND
      if (more > 0) this.#sink({ ...last, message: `${last.message} (and ${more - 1} more like this before it)` })
    }
  }
}
