// Console messages are single lines that may stand anywhere, in between application output, glued behind other text, in
// any language. So each line that holds a needle is offered to the rules in turn; the other lines are passed over.

import type { Note } from '../../model/note.ts'
import type { Block, LineCursor } from '../../source/block.ts'
import { FactLedger } from '../../source/fact-ledger.ts'
import { eachGatedLine } from '../../source/gate.ts'
import { LineCount } from '../../source/line-count.ts'
import { NeedleSearch } from '../../source/needle-search.ts'
import type { Reader, Reading, ReadingContext } from '../format.ts'
import { nativeAborts } from './aborts.ts'
import { Banners } from './banner.ts'
import { bootstrapChecks } from './bootstrap-checks.ts'
import { type ConsoleLine, consoleLine, type LineRule } from './console-line.ts'
import { exits } from './exits.ts'
import { FailedThreadStarts, failedCommits, failedGuardPages } from './native-memory.ts'
import { needles } from './needles.ts'
import { OutOfMemoryActions } from './out-of-memory.ts'
import { platformLimits } from './platforms.ts'
import { StartUpFailures } from './start-up.ts'
import { SafepointLaggards, warnings } from './warnings.ts'
import { WindowsFaults } from './windows-faults.ts'

const gate = new NeedleSearch(needles)

export function open(context: ReadingContext): Reader {
  return new ConsoleReader(context)
}

class ConsoleReader implements Reader {
  readonly #facts: FactLedger
  readonly #lines = new LineCount()
  readonly #banners = new Banners()
  readonly #rules: readonly LineRule[] = [
    new SafepointLaggards(),
    new StartUpFailures(),
    bootstrapChecks,
    failedCommits,
    failedGuardPages,
    new FailedThreadStarts(),
    new OutOfMemoryActions(),
    nativeAborts,
    warnings,
    platformLimits,
    new WindowsFaults(),
    exits,
  ]

  constructor(context: ReadingContext) {
    this.#facts = new FactLedger(context.uri)
  }

  block(block: Block): void {
    eachGatedLine(block, gate, (cursor, hit) => this.#line(cursor, hit))
  }

  end(): Reading {
    this.#banners.end(this.#facts)
    for (const rule of this.#rules) rule.end?.(this.#facts)
    const facts = this.#facts.facts.sort((a, b) => a.span.byteOffset - b.span.byteOffset)
    const notes: readonly Note[] = [...this.#facts.notes('jvm-console'), ...this.#banners.notes()]
    const messages = facts.map(({ type, value, span }) => ({ type, line: span.line, value }))
    return { value: { messages }, facts, coverage: this.#lines.coverage(), notes, empty: facts.length === 0 }
  }

  #line(cursor: LineCursor, hit: boolean): void {
    const wanted = hit || this.#banners.waiting || this.#rules.some((rule) => rule.waiting)
    if (wanted && cursor.end > cursor.start && this.#isRead(consoleLine(cursor))) this.#lines.recognized++
    else if (isLoneHash(cursor)) this.#lines.ignored++
    else this.#lines.addUnknown(cursor)
  }

  /** A line of the banner may carry another message at its end, printed by another thread. */
  #isRead(line: ConsoleLine): boolean {
    const inBanner = this.#banners.read(line, this.#facts)
    return this.#rules.some((rule) => rule.read(line, this.#facts)) || inBanner
  }
}

/** The frame of the banner and of VM comments. */
function isLoneHash(cursor: LineCursor): boolean {
  return cursor.end - cursor.start === 1 && cursor.bytes[cursor.start] === 35
}
