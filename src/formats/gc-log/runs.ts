// The runs of one file: a log that is appended to, or a console kept over restarts, holds several JVMs.

import type { Message } from '../../../grammars/gc-log/message.ts'
import type { AnyFact } from '../../model/fact.ts'
import type { Note } from '../../model/note.ts'
import type { LineCursor } from '../../source/block.ts'
import { factsOf } from './facts.ts'
import type { Moment } from './moment.ts'
import { Run } from './run.ts'
import type { Parsed } from './shapes.ts'
import { addTo, type Counters, type Ending, noCounters, type RunValue, runValueOf } from './value.ts'

const KEPT_AT_EACH_END = 50
/** Lines of several threads may be a little out of order. */
const RESTART_SECONDS = 1
const NESTED_IDS = 8

export class Runs {
  readonly #uri: string
  /** Lines finer than -Xlog:gc are there, so that an orderly end would have printed the heap. */
  isDetailed = false
  #run: Run | undefined
  #count = 0
  #said = new Set<string>()
  readonly #first: { value: RunValue; facts: AnyFact[] }[] = []
  readonly #last: { value: RunValue; facts: AnyFact[] }[] = []
  readonly #total: Counters = noCounters()

  constructor(uri: string) {
    this.#uri = uri
  }

  /** A header seen before, an uptime that goes back, or ids that begin again where no clock can tell. */
  startsAnew(kind: Parsed['kind'], { says }: Message, moment: Moment, id: number, lastPauseId: number): boolean {
    if (this.#run === undefined) return false
    if (kind === 'using' || kind === 'version') {
      if (this.#said.has(kind) || this.#run.pauses.count > 0) return true
      this.#said.add(kind)
    }
    if (this.restarts(moment)) return true
    if (kind !== 'pause' || id < 0 || moment.uptime >= 0) return false
    if (says.kind !== 'pause' || !/^(?:Young|Full)$/.test(says.name)) return false
    return id < lastPauseId - NESTED_IDS || (id === 0 && lastPauseId >= 2)
  }

  restarts(moment: Moment): boolean {
    const last = this.#run?.last?.uptime ?? -1
    return moment.uptime >= 0 && moment.uptime < last - RESTART_SECONDS
  }

  hasPauses(): boolean {
    return this.#run !== undefined && this.#run.pauses.count > 0
  }

  current(cursor: LineCursor): Run {
    if (this.#run === undefined) {
      this.#run = new Run(this.#count++, this.#uri, cursor)
      this.#said = new Set()
    }
    return this.#run
  }

  /** The last line of all may tell nothing but the time. */
  extend(moment: Moment): void {
    if (this.#run !== undefined && !this.restarts(moment)) this.#run.at(moment)
  }

  close(ending: Ending): void {
    const run = this.#run
    if (run === undefined) return
    this.#run = undefined
    const end: Ending = run.exited ? 'orderly' : ending
    const value = runValueOf(run, end, run.isDetailed || this.isDetailed)
    addTo(this.#total, value)
    const kept = { value, facts: factsOf(run, value) }
    if (this.#first.length < KEPT_AT_EACH_END) this.#first.push(kept)
    else if (this.#last.push(kept) > KEPT_AT_EACH_END) this.#last.shift()
  }

  conclude(isCut: boolean): { value: object; facts: AnyFact[]; notes: Note[] } {
    this.close(isCut ? 'truncated' : 'abrupt')
    const kept = [...this.#first, ...this.#last]
    const dropped = this.#count - kept.length
    const notes: Note[] = []
    if (dropped > 0) {
      notes.push({
        code: 'gc-log/runs-dropped',
        severity: 'warning',
        message: `${this.#count} JVM runs in one file; the first and the last ${KEPT_AT_EACH_END} are told one by one, all of them in the total.`,
      })
    }
    const { value: last } = kept.at(-1) ?? {}
    return {
      value: {
        collector: last?.collector ?? null,
        jdk: last?.jdk ?? null,
        runs: kept.map(({ value }) => value),
        total: this.#total,
      },
      facts: kept.flatMap(({ facts }) => facts),
      notes,
    }
  }
}
