import type { Call } from '../../../grammars/strace/call.ts'
import { CallReader } from '../../../grammars/strace/shapes.ts'
import { TraceBalance } from '../../mappings/trace-balance.ts'
import type { Fact } from '../../model/fact.ts'
import type { FactTypes, Occurrence } from '../../model/fact-types.ts'
import type { Instant } from '../../model/instant.ts'
import type { Note } from '../../model/note.ts'
import type { Span } from '../../model/span.ts'
import { eachLine, type LineCursor, lineText } from '../../source/block.ts'
import { spanOf, spanThrough } from '../../source/excerpt.ts'
import { FactLedger } from '../../source/fact-ledger.ts'
import { LineCount } from '../../source/line-count.ts'
import type { Reader, Reading, ReadingContext } from '../format.ts'
import { CallFollower } from './calls.ts'
import { bareCountIn, isSummaryLine, summaryRowIn } from './counts.ts'
import { type TraceLine, traceLineIn } from './line.ts'

type FailedCall = Omit<FactTypes['trace.failed-call'], keyof Occurrence>

const UNFINISHED = / ?<unfinished \.\.\.>$/
const RESUMED = /^<\.\.\. ([a-z_][a-z0-9_]*) resumed>? ?/
const FAILED = /\) += -1 (E[A-Z0-9]+)\b/
const KILLED = /^\+\+\+ killed by (SIG[A-Z0-9+]+)/
const EXITED = /^\+\+\+ exited with (\d+) \+\+\+$/
/** On a terminal its own messages break into the lines of the trace. */
const STRACE_SAYS = /^(?:strace: |Process \d+ (?:attached|detached)| *=> \{| *<unfinished \.\.\.>$)/
const SECONDS_A_DAY = 86_400
const MAX_UNFINISHED = 10_000

export function open({ uri }: ReadingContext): Reader {
  return new StraceReader(uri)
}

class StraceReader implements Reader {
  readonly #uri: string
  readonly #lines = new LineCount()
  readonly #facts: FactLedger
  readonly #balance = new TraceBalance()
  readonly #follower = new CallFollower(this.#balance)
  readonly #calls = new CallReader()
  /** Text of each thread's call that another thread's line interrupted. */
  readonly #unfinished = new Map<number, string>()
  readonly #clock = new TraceClock()
  #span: Span | undefined
  #traced = 0
  #counted = 0
  #unreadable = 0
  #exit: Fact<'process.exit'> | undefined
  #killed = false

  constructor(uri: string) {
    this.#uri = uri
    this.#facts = new FactLedger(uri)
  }

  block(block: Parameters<Reader['block']>[0]): void {
    eachLine(block, (cursor) => {
      const text = lineText(cursor)
      const line = traceLineIn(text)
      if (line !== undefined) this.#takeTraced(line, cursor)
      else if (!this.#takeCounted(text)) {
        if (STRACE_SAYS.test(text)) this.#lines.ignored++
        else this.#lines.addUnknown(cursor)
        return
      } else this.#lines.recognized++
      this.#span = this.#span === undefined ? spanOf(this.#uri, cursor) : spanThrough(this.#span, cursor)
    })
  }

  #takeTraced(line: TraceLine, cursor: LineCursor): void {
    this.#lines.recognized++
    this.#traced++
    const at = this.#clock.tick(line)
    if (line.text.startsWith('+++')) this.#takeEnd(line.text, cursor, at)
    const call = line.text.startsWith('---') ? undefined : this.#wholeCall(line)
    if (call !== undefined) this.#takeCall(call, cursor, at)
  }

  /** The text of a call when it is whole: at once, or when it is resumed. */
  #wholeCall({ tid = 0, text }: TraceLine): string | undefined {
    const resumed = RESUMED.exec(text)
    if (resumed) {
      const begun = this.#unfinished.get(tid) ?? `${resumed[1]}(`
      this.#unfinished.delete(tid)
      return begun + text.slice(resumed[0].length).trimStart()
    }
    if (!UNFINISHED.test(text)) return text.startsWith('+++') ? undefined : text
    if (this.#unfinished.size < MAX_UNFINISHED) this.#unfinished.set(tid, text.replace(UNFINISHED, ''))
    return undefined
  }

  /** Calls that change the address space go through the grammar; of the others only name and failure matter. */
  #takeCall(text: string, cursor: LineCursor, at: Instant | undefined): void {
    const name = text.slice(0, text.indexOf('('))
    this.#balance.count(name)
    if (!this.#follower.follows(name)) {
      const failed = FAILED.exec(text)
      if (failed) this.#sayFailed({ call: name, errno: failed[1] as string }, cursor, at)
      return
    }
    const call = this.#calls.read(text)
    if (call === undefined) this.#unreadable++
    else if (call.result?.text !== '-1') this.#follower.follow(call)
    else this.#sayFailed(this.#failureOf(call), cursor, at)
  }

  #failureOf(call: Call): FailedCall {
    const path = this.#follower.pathOf(call)
    const makesWritable = call.name === 'mprotect' && call.arguments[2]?.text.includes('PROT_WRITE')
    return {
      call: call.name,
      errno: call.errno ?? '?',
      ...(path !== undefined && { path }),
      ...(makesWritable && { makesWritable }),
    }
  }

  #sayFailed(failed: FailedCall, cursor: LineCursor, at: Instant | undefined): void {
    const { call, errno, makesWritable } = failed
    this.#facts.repeat('trace.failed-call', failed, cursor, { at }, `${call} ${errno} ${makesWritable}`)
  }

  #takeEnd(text: string, cursor: LineCursor, at: Instant | undefined): void {
    const killed = KILLED.exec(text)
    if (killed && !this.#killed) {
      this.#killed = true
      this.#facts.say('process.exit', { signal: killed[1] as string, by: 'strace' }, cursor, { at })
    }
    const exited = EXITED.exec(text)
    if (exited)
      this.#exit = this.#facts.factAt('process.exit', { code: Number(exited[1]), by: 'strace' }, cursor, { at })
  }

  #takeCounted(text: string): boolean {
    const row = summaryRowIn(text) ?? bareCountIn(text)
    if (row === undefined) return isSummaryLine(text)
    this.#counted++
    // A summary behind its own trace (strace -C) counts the same calls again.
    if (this.#traced === 0) this.#balance.count(row.call, row.count)
    return true
  }

  end(): Reading {
    const tool = this.#traced > 0 ? 'strace' : 'counts'
    const balance = this.#balance.balance(tool, this.#clock.elapsed)
    const isEmpty = this.#span === undefined || this.#traced + this.#counted === 0
    if (!isEmpty && this.#span !== undefined) {
      const window = this.#clock.window
      this.#facts.add({
        type: 'trace.balance',
        value: window === undefined ? balance : { ...balance, window },
        span: this.#span,
      })
    }
    if (this.#exit !== undefined && !this.#killed) {
      this.#facts.add(this.#exit)
    }
    return {
      value: {
        balance,
        failed: this.#facts.facts.filter(({ type }) => type === 'trace.failed-call').map(({ value }) => value),
      },
      facts: this.#facts.facts,
      coverage: this.#lines.coverage(),
      notes: this.#notes(),
      empty: isEmpty,
    }
  }

  #notes(): Note[] {
    const notes = [...this.#facts.notes('strace')]
    if (this.#unreadable > 0) {
      const message = `${this.#unreadable} calls that map or unmap memory could not be read; the balance leaves them out.`
      notes.push({ code: 'strace/unreadable-calls', severity: 'warning', message })
    }
    return notes
  }
}

/** Runs over midnight, since -t and -tt print the time of the day alone. */
class TraceClock {
  #first: number | undefined
  #last = 0
  #days = 0
  #hasDate = false

  tick({ seconds, clock }: TraceLine): Instant | undefined {
    if (seconds === undefined) return undefined
    this.#hasDate = clock === 'epoch'
    if (clock === 'day' && seconds + this.#days * SECONDS_A_DAY < this.#last - SECONDS_A_DAY / 2) this.#days++
    const now = clock === 'relative' ? this.#last + seconds : seconds + this.#days * SECONDS_A_DAY
    this.#last = Math.max(this.#last, now)
    this.#first ??= now
    return this.#hasDate ? instantOf(seconds) : undefined
  }

  get elapsed(): number | undefined {
    return this.#first === undefined ? undefined : Math.round((this.#last - this.#first) * 1e6) / 1e6
  }

  get window(): { from: Instant; to: Instant; complete: true } | undefined {
    if (!this.#hasDate || this.#first === undefined) return undefined
    return { from: instantOf(this.#first), to: instantOf(this.#last), complete: true }
  }
}

function instantOf(seconds: number): Instant {
  return { epochMs: Math.round(seconds * 1000), precisionMs: 1, zone: 'utc' }
}
