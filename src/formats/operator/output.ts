import type { LineCursor } from '../../source/block.ts'
import type { FactLedger } from '../../source/fact-ledger.ts'

/** The output of one kind of command, as it stands under its prompt or alone in a file. */
export interface Output {
  readonly name: string
  /** The command that prints it. */
  readonly command?: RegExp
  /** A line that only this output begins with: enough where no command is named. */
  readonly begins?: RegExp
  open(telling: Telling): OutputReader
}

export interface OutputReader {
  /** False when the line is no part of the output. */
  line(text: string, cursor: LineCursor): boolean
  end?(): void
}

export interface Telling {
  readonly facts: FactLedger
  /** As typed, `sudo` and the like left out; undefined where the output stands alone. */
  readonly command: string | undefined
  note(code: string, message: string, line: number): void
}
