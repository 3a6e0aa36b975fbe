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
