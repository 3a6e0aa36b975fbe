// What a format is. `detect` and `needles` are looked at for every file and must be cheap and import nothing heavy;
// the reader, with its grammar, is loaded when the first file of its kind is met.

import type { Coverage } from '../model/artifact.ts'
import type { AnyFact } from '../model/fact.ts'
import type { Note } from '../model/note.ts'
import type { Block } from '../source/block.ts'
import type { Head } from '../source/head.ts'

export interface Format {
  readonly id: string
  readonly title: string
  /** How sure the first 64 KiB make us, 0 to 1; by content, never by name. The best one names the file's format. */
  detect(head: Head): number
  /** True when the head is this format from its first to its last line: then no other format is asked. Cheap, or absent. */
  owns?(head: Head): boolean
  /**
   * A file that is mostly something else may hold this format too (a crash log inside console output). Readers of all
   * formats whose `detect` answers at least 0.2 read along; besides, a reader starts wherever one of these ASCII
   * strings is met.
   */
  readonly needles?: readonly string[]
  load(): Promise<FormatModule>
}

export interface FormatModule {
  open(context: ReadingContext): Reader
}

export interface ReadingContext {
  readonly uri: string
  /** The first 64 KiB, as lines. */
  readonly head: Head
  /** False when another format was judged the better description of the file and this reader only reads along. */
  readonly primary: boolean
  /** True when the format owns the head. */
  readonly owner?: boolean
}

/** Takes the artifact block by block, then says what it read. Never throws for any input. */
export interface Reader {
  /** `block.bytes` is reused after the call: copy what is kept. Lines of other formats are to be passed over in silence. */
  block(block: Block): void
  /** True when each line of the last block was this format's own beyond doubt: no other format is looked for in it. */
  readonly claimed?: boolean
  /**
   * The parts of the block last read that other readers should see, asked of the primary reader only. Left out is what it
   * knows to be its own from end to end and of no use to others: a gigabyte need not be searched for what cannot be
   * there. Absent: all of it.
   */
  readonly rest?: readonly Block[] | undefined
  /** `complete` false: the input is known to be cut. */
  end(ending: { readonly complete: boolean }): Reading
}

export interface Reading {
  /** Plain JSON data for `inspect`. */
  readonly value: object
  readonly facts: readonly AnyFact[]
  readonly coverage: Coverage
  readonly notes: readonly Note[]
  /** Nothing of this format was there after all: the reading is dropped, unless it is the primary one. */
  readonly empty?: boolean
}
