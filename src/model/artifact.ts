import type { Note } from './note.ts'

/** How much of a file was understood; the three parts add up to `lines`. */
export interface Coverage {
  readonly lines: number
  readonly recognized: number
  /** Known to carry nothing for us, or blank. */
  readonly ignored: number
  readonly unknown: number
  /** The first few unknown lines, so that a reader can judge what was missed. */
  readonly samples?: readonly { readonly line: number; readonly text: string }[]
}

/** One file or archive entry that was read. */
export interface Artifact {
  readonly uri: string
  readonly format: string
  readonly bytes: number
  readonly lines: number
  /** False when the file is known to be cut: by a limit of ours, a damaged archive, or the producer's own death. */
  readonly complete: boolean
  readonly coverage: Coverage
  readonly notes: readonly Note[]
}
