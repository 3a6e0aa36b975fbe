import type { Block } from '../../source/block.ts'
import { eachLine, lineText } from '../../source/block.ts'
import { FactLedger } from '../../source/fact-ledger.ts'
import { LineCount } from '../../source/line-count.ts'
import type { Reader, Reading, ReadingContext } from '../format.ts'
import { DescribedPods } from './described.ts'
import { InspectedStates } from './inspected.ts'
import { RuntimeEvents } from './runtime-events.ts'
import { readTableRow } from './tables.ts'

export function open(context: ReadingContext): Reader {
  return new ContainerReader(context)
}

const INSPECTED = /"(?:OOMKilled|ExitCode|exitCode)":|^\s*(?:exitCode|containerStatuses):|^\s*"?reason"?: "?Evicted/m

class ContainerReader implements Reader {
  readonly #facts: FactLedger
  readonly #lines = new LineCount()
  readonly #described = new DescribedPods()
  readonly #events = new RuntimeEvents()
  /** Single fields of JSON could be anybody's: they are read where the file's head shows a container's state. */
  readonly #inspected: InspectedStates | undefined

  constructor({ uri, head }: ReadingContext) {
    this.#facts = new FactLedger(uri)
    this.#inspected = INSPECTED.test(head.text) ? new InspectedStates() : undefined
  }

  block(block: Block): void {
    eachLine(block, (cursor) => {
      const text = lineText(cursor)
      const read =
        this.#events.read(text, cursor, this.#facts) ||
        readTableRow(text, cursor, this.#facts) ||
        this.#inspected?.read(text, cursor, this.#facts) ||
        this.#described.read(text, cursor, this.#facts)
      if (read) this.#lines.recognized++
      else this.#lines.addUnknown(cursor)
    })
  }

  end(): Reading {
    this.#described.end(this.#facts)
    this.#events.end(this.#facts)
    this.#inspected?.end(this.#facts)
    const { facts } = this.#facts
    return {
      value: { containers: facts.map(({ type, value, span }) => ({ type, line: span.line, value })) },
      facts,
      coverage: this.#lines.coverage(),
      notes: this.#facts.notes('kubectl-describe'),
      empty: facts.length === 0,
    }
  }
}
