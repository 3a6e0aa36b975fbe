import type { Block, LineCursor } from '../../source/block.ts'
import { lineText } from '../../source/block.ts'
import { type Circumstance, FactLedger } from '../../source/fact-ledger.ts'
import { eachGatedLine } from '../../source/gate.ts'
import { LineCount } from '../../source/line-count.ts'
import { NeedleSearch } from '../../source/needle-search.ts'
import { stampIn } from '../../source/stamp.ts'
import type { Reader, Reading, ReadingContext } from '../format.ts'
import { readFault } from './faults.ts'
import { KERNEL_LINE } from './index.ts'
import { needles } from './needles.ts'
import { OomKiller } from './oom-killer.ts'

const gate = new NeedleSearch(needles)

export function open({ uri, primary }: ReadingContext): Reader {
  return new KernelLogReader(uri, primary)
}

class KernelLogReader implements Reader {
  readonly #primary: boolean
  readonly #facts: FactLedger
  readonly #lines = new LineCount()
  readonly #oomKiller = new OomKiller()

  constructor(uri: string, primary: boolean) {
    this.#primary = primary
    this.#facts = new FactLedger(uri)
  }

  block(block: Block): void {
    eachGatedLine(block, gate, (cursor, hit) => this.#line(cursor, hit))
  }

  end(): Reading {
    this.#oomKiller.end(this.#facts)
    const { facts } = this.#facts
    return {
      value: { events: facts.map(({ type, value, span }) => ({ type, line: span.line, value })) },
      facts,
      coverage: this.#lines.coverage(),
      notes: this.#facts.notes('kernel-log'),
      empty: facts.length === 0,
    }
  }

  #line(cursor: LineCursor, hit: boolean): void {
    if (!hit && !this.#primary) {
      this.#lines.unknown++
      return
    }
    const text = lineText(cursor)
    const told = hit ? circumstance(text) : {}
    const read =
      hit && (this.#oomKiller.read(text, cursor, told, this.#facts) || readFault(text, cursor, told, this.#facts))
    if (read) this.#lines.recognized++
    else if (this.#oomKiller.isDumping || KERNEL_LINE.test(text)) this.#lines.ignored++
    else this.#lines.addUnknown(cursor)
  }
}

/** When and on which host; boot-relative stamps are no point in time. */
function circumstance(text: string): Circumstance {
  const host = /^(?:[A-Z][a-z]{2} +\d+ [\d:]{8}|\d{4}-\d\d-\d\d\S*) (\S+) (?:kernel|systemd\S*): /.exec(text)?.[1]
  return { at: stampIn(text.slice(0, 64)), process: host === undefined ? undefined : { host } }
}
