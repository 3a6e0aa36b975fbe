// One line of the logs of JDK 6 to 8, in which a collection is a record in brackets that holds records of its parts:
//
//   12.221: [GC (Allocation Failure) 12.221: [ParNew: 174848K->25512K(349568K), 0.0157380 secs] 174848K->25512K(354944K), 0.0158160 secs]
//   ^uptime  ^open       ^cause              ^open section    ^heap of the section              ^heap            ^duration            ^close
//
// Two threads write without a lock, so that a record may break off and go on two lines later. A line is therefore given
// as its pieces in order; what is open at its end is closed by a later line's pieces.
//
// Source: gc_implementation/*/*.cpp and memory/*.cpp of jdk8u, which print these with gclog_or_tty.

import type { IToken } from 'chevrotain'
import type { CheckedGrammar } from '../shared/checked-grammar.ts'
import { lineGrammar } from '../shared/line-grammar.ts'
import { isTooDeep } from '../shared/nesting.ts'
import type { Piece, Quantity, Record } from './message.ts'
import { RecordParts } from './record-parts.ts'
import {
  Close,
  ConcurrentPhase,
  Flag,
  FlagsHeader,
  FullGc,
  GcCleanup,
  GcPause,
  GcRemark,
  MemoryHeader,
  Open,
  PauseType,
  Secs,
  Stopped,
  VmHeader,
  vocabulary,
  YoungGc,
} from './record-tokens.ts'
import { Comma, Decimal, Integer, LeftParen, RightParen, secondsOf, Word } from './tokens.ts'

type Kind = 'young' | 'full' | 'remark' | 'cleanup' | 'concurrent'

class RecordParser extends RecordParts {
  constructor() {
    super()
    this.performSelfAnalysis()
  }

  readonly line = this.RULE('line', (): Piece[] => {
    const pieces: Piece[] = []
    this.MANY(() => {
      const part = this.OR([
        { ALT: () => this.SUBRULE(this.record) },
        { ALT: () => this.SUBRULE(this.stopped) },
        { ALT: () => this.SUBRULE(this.header) },
        { ALT: () => this.SUBRULE(this.close) },
        { ALT: () => this.SUBRULE(this.part) },
      ])
      this.ACTION(() => pieces.push(...part))
    })
    return pieces
  })

  readonly header = this.RULE('header', (): Piece[] =>
    this.OR<Piece[]>([
      {
        ALT: () => {
          const line = this.CONSUME(VmHeader)
          return [{ piece: 'vm', text: line.image }]
        },
      },
      {
        ALT: () => {
          this.CONSUME(FlagsHeader)
          const flags: string[] = []
          this.MANY(() => flags.push(this.CONSUME(Flag).image))
          return [{ piece: 'flags', flags }]
        },
      },
      {
        ALT: () => {
          this.CONSUME(MemoryHeader)
          const physical = this.SUBRULE(this.kilobytes)
          this.OPTION(() => this.CONSUME(Comma))
          this.OPTION1(() => this.CONSUME(Word))
          const swap = this.OPTION2(() => this.SUBRULE1(this.kilobytes))
          return [{ piece: 'memory', physical, ...(swap !== undefined && { swap }) }]
        },
      },
    ]),
  )

  /** 65967072k(29478144k free) */
  readonly kilobytes = this.RULE('kilobytes', (): { total: Quantity; free: Quantity } => {
    const total = this.CONSUME(Integer)
    this.CONSUME(Word)
    this.CONSUME(LeftParen)
    const free = this.CONSUME1(Integer)
    this.AT_LEAST_ONE(() => this.CONSUME1(Word))
    this.CONSUME(RightParen)
    return { total: { at: total.startOffset, scale: 1024 }, free: { at: free.startOffset, scale: 1024 } }
  })

  /** Up to its bracket, or to the end of the line when it goes on in another one. */
  readonly record = this.RULE('record', (): Piece[] => {
    const pieces = this.SUBRULE(this.head)
    this.MANY(() => {
      const part = this.OR([{ ALT: () => this.SUBRULE(this.record) }, { ALT: () => this.SUBRULE(this.part) }])
      this.ACTION(() => pieces.push(...part))
    })
    this.OPTION(() => {
      const close = this.SUBRULE(this.close)
      this.ACTION(() => pieces.push(...close))
    })
    return pieces
  })

  readonly head = this.RULE('head', (): Piece[] =>
    this.OR([
      { ALT: () => this.SUBRULE(this.collection) },
      {
        ALT: () => {
          const phase = this.CONSUME(ConcurrentPhase)
          return [{ piece: 'open', what: 'concurrent', name: phase.image.replace(/^\[(?:GC )?/, '') }]
        },
      },
      { ALT: () => this.SUBRULE(this.section) },
    ]),
  )

  /** `[Full GC (System.gc())`; notes may stand among the causes: `(young) (initial-mark)`. */
  readonly collection = this.RULE('collection', (): Piece[] => {
    const more: Piece[] = []
    const what = this.OR<Kind>([
      { ALT: () => said('full', this.CONSUME(FullGc)) },
      { ALT: () => said('young', this.CONSUME(GcPause)) },
      { ALT: () => said('remark', this.CONSUME(GcRemark)) },
      { ALT: () => said('cleanup', this.CONSUME(GcCleanup)) },
      {
        ALT: () => {
          const head = this.CONSUME(YoungGc)
          if (head.image.endsWith('--')) more.push({ piece: 'note', note: 'promotion-failed' })
          return 'young'
        },
      },
    ])
    let cause: string | undefined
    this.MANY(() => {
      this.OR1([
        {
          ALT: () => {
            const text = this.SUBRULE(this.group)
            cause ??= text
          },
        },
        {
          ALT: () => {
            const note = this.SUBRULE(this.note)
            this.ACTION(() => more.push(...note))
          },
        },
        { ALT: () => this.CONSUME(PauseType) },
      ])
    })
    return [{ piece: 'open', what: kindOf(what, cause), name: '', ...(cause !== undefined && { cause }) }, ...more]
  })

  readonly section = this.RULE('section', (): Piece[] => {
    this.CONSUME(Open)
    const number = this.OPTION(() => this.CONSUME(Integer))
    const words: string[] = number === undefined ? [] : [number.image]
    this.MANY(() => words.push(this.CONSUME(Word).image))
    return [{ piece: 'open', what: 'section', name: words.join(' ') }]
  })

  readonly stopped = this.RULE('stopped', (): Piece[] => {
    this.CONSUME(Stopped)
    const total = this.CONSUME(Decimal)
    this.OPTION(() => this.CONSUME(Secs))
    return this.ACTION(() => [{ piece: 'stopped' as const, total: secondsOf(total) }])
  })

  readonly close = this.RULE('close', (): Piece[] => {
    this.CONSUME(Close)
    return [{ piece: 'close' }]
  })
}

const grammar = lineGrammar({ line: vocabulary }, RecordParser)
export const recordGrammar: CheckedGrammar = grammar

/** The pieces of a line, or undefined: it holds none. Never throws. */
export function parseRecord(text: string): Record | undefined {
  if (isTooDeep(text)) return undefined
  const pieces = grammar.read(text, 'line', (parser) => parser.line())
  return pieces === undefined || pieces.length === 0 ? undefined : { says: { kind: 'record', pieces } }
}

function said(kind: Kind, _head: IToken): Kind {
  return kind
}

/** CMS prints its two pauses as `[GC` with a cause of their own. */
function kindOf(what: Kind, cause: string | undefined): Kind | 'initial-mark' {
  if (cause === 'CMS Initial Mark') return 'initial-mark'
  return cause === 'CMS Final Remark' ? 'remark' : what
}
