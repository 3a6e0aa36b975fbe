// Goes through a file in which commands and their output follow each other, or a single output stands alone. A prompt
// names the output that follows; without one, the first line of an output must be its own.

import type { Note } from '../../model/note.ts'
import type { Block, LineCursor } from '../../source/block.ts'
import { eachLine, lineText } from '../../source/block.ts'
import { FactLedger } from '../../source/fact-ledger.ts'
import { LineCount } from '../../source/line-count.ts'
import type { Reader, Reading } from '../format.ts'
import { commandIn } from './command.ts'
import type { Output, OutputReader } from './output.ts'

/** A command that failed says nothing of the machine. */
const COMPLAINT =
  /^[\w./ -]+: .*(?:No such file or directory|Permission denied|command not found|not permitted|unknown key)/
const MAX_COMMANDS = 200

export class Transcript implements Reader {
  readonly #format: string
  readonly #outputs: readonly Output[]
  readonly #facts: FactLedger
  readonly #lines = new LineCount()
  readonly #notes: Note[] = []
  readonly #commands: { readonly command: string; readonly line: number }[] = []
  #command: string | undefined
  /** The outputs that the command prints; more than one in `free; df`. */
  #expected: readonly Output[] = []
  #open: { readonly output: Output; readonly reader: OutputReader } | undefined

  /** `command`: what the name of the file says was typed, if anything. */
  constructor(format: string, uri: string, outputs: readonly Output[], command?: string) {
    this.#format = format
    this.#outputs = outputs
    this.#facts = new FactLedger(uri)
    if (command !== undefined) this.#typed(command)
  }

  block(block: Block): void {
    eachLine(block, (cursor) => {
      const text = lineText(cursor)
      if (this.#isRead(text, cursor)) this.#lines.recognized++
      else if (COMPLAINT.test(text)) this.#lines.ignored++
      else this.#lines.addUnknown(cursor)
    })
  }

  end(): Reading {
    this.#close()
    const { facts } = this.#facts
    return {
      value: {
        commands: this.#commands,
        facts: facts.map(({ type, value, span }) => ({ type, line: span.line, value })),
      },
      facts,
      coverage: this.#lines.coverage(),
      notes: [...this.#notes, ...this.#facts.notes(this.#format)],
      empty: facts.length === 0,
    }
  }

  note(code: string, message: string, line: number): void {
    this.#notes.push({ code: `${this.#format}/${code}`, severity: 'info', message, line })
  }

  #isRead(text: string, cursor: LineCursor): boolean {
    if (text.trim() === '') return false
    const command = commandIn(text)
    if (command !== undefined) {
      this.#typed(command)
      if (this.#commands.length < MAX_COMMANDS) this.#commands.push({ command, line: cursor.line })
      return true
    }
    if (this.#open?.reader.line(text, cursor)) return true
    const output =
      this.#expected.find((expected) => expected !== this.#open?.output && this.#takes(expected, text, cursor)) ??
      this.#outputs.find((known) => known.begins?.test(text) && this.#takes(known, text, cursor))
    return output !== undefined
  }

  #typed(command: string): void {
    this.#close()
    this.#command = command
    this.#expected = this.#outputs.filter((output) => output.command?.test(command))
  }

  /** Opens the output if the line is its first one. */
  #takes(output: Output, text: string, cursor: LineCursor): boolean {
    const reader = output.open({
      facts: this.#facts,
      command: this.#expected.includes(output) ? this.#command : undefined,
      note: (code, message, line) => this.note(code, message, line),
    })
    if (!reader.line(text, cursor)) return false
    this.#close()
    this.#open = { output, reader }
    return true
  }

  #close(): void {
    this.#open?.reader.end?.()
    this.#open = undefined
  }
}
