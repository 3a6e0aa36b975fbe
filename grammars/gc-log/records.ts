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
import { QuickParser } from '../shared/quick-parser.ts'
import { textGrammar } from '../shared/text-grammar.ts'
import type { Piece, Quantity, Record, RecordNote, Transition } from './message.ts'
import {
  Close,
  ConcurrentPhase,
  DateStamp,
  Flag,
  FlagsHeader,
  FullGc,
  G1Heap,
  GcCleanup,
  GcPause,
  GcRemark,
  MemoryHeader,
  Note,
  Open,
  PauseType,
  Secs,
  Stopped,
  Uptime,
  VmHeader,
  vocabulary,
  YoungGc,
} from './record-tokens.ts'
import {
  Arrow,
  bytesOf,
  Comma,
  Decimal,
  Figure,
  Hex,
  Integer,
  LeftParen,
  Milliseconds,
  Percent,
  RightParen,
  Size,
  secondsOf,
  Text,
  Word,
} from './tokens.ts'

type Kind = 'young' | 'full' | 'remark' | 'cleanup' | 'concurrent'

class RecordParser extends QuickParser {
  constructor() {
    super(vocabulary)
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

  readonly part = this.RULE('part', (): Piece[] =>
    this.OR<Piece[]>([
      { ALT: () => this.SUBRULE(this.stamp) },
      { ALT: () => this.SUBRULE(this.note) },
      { ALT: () => this.SUBRULE(this.heap) },
      { ALT: () => this.SUBRULE(this.g1Heap) },
      { ALT: () => this.SUBRULE(this.duration) },
      { ALT: () => this.SUBRULE(this.filler) },
    ]),
  )

  readonly stamp = this.RULE('stamp', (): Piece[] =>
    this.OR<Piece[]>([
      {
        ALT: () => {
          const date = this.CONSUME(DateStamp)
          return [{ piece: 'date', at: { at: date.startOffset, scale: 1 } }]
        },
      },
      {
        ALT: () => {
          const uptime = this.CONSUME(Uptime)
          return [{ piece: 'uptime', seconds: { at: uptime.startOffset, scale: 1 } }]
        },
      },
    ]),
  )

  readonly note = this.RULE('note', (): Piece[] => {
    const note = this.CONSUME(Note)
    return [{ piece: 'note', note: note.tokenType?.name as RecordNote }]
  })

  /** 8704K->1634K(31680K); a lone 38078K(354944K) is an occupancy and tells nothing. */
  readonly heap = this.RULE('heap', (): Piece[] => {
    const before = this.CONSUME(Size)
    const heap = this.OPTION(() =>
      this.OR([{ ALT: () => this.SUBRULE(this.after) }, { ALT: () => this.CONSUME(LeftParen) }]),
    )
    return this.ACTION(() =>
      heap !== undefined && 'after' in heap ? [{ piece: 'heap' as const, heap: transitionOf(before, heap) }] : [],
    )
  })

  readonly after = this.RULE('after', (): After => {
    this.CONSUME(Arrow)
    const after = this.CONSUME(Size)
    let capacity: IToken | undefined
    this.OPTION(() => {
      this.CONSUME(LeftParen)
      capacity = this.CONSUME1(Size)
      this.CONSUME(RightParen)
    })
    return { after, capacity }
  })

  /** Heap: 361.6M(5632.0M)->83.3M(5632.0M) */
  readonly g1Heap = this.RULE('g1Heap', (): Piece[] => {
    this.CONSUME(G1Heap)
    const before = this.CONSUME(Size)
    this.CONSUME(LeftParen)
    this.CONSUME1(Size)
    this.CONSUME(RightParen)
    const after = this.SUBRULE(this.after)
    return this.ACTION(() => [{ piece: 'g1-heap' as const, heap: transitionOf(before, after) }])
  })

  /** `, 0.0158160 secs`; 0.060/0.117 secs of a concurrent phase are none. */
  readonly duration = this.RULE('duration', (): Piece[] => {
    const duration = this.CONSUME(Decimal)
    const unit = this.OPTION(() => this.CONSUME(Secs))
    return this.ACTION(() =>
      unit === undefined ? [] : [{ piece: 'duration' as const, duration: secondsOf(duration) }],
    )
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

  readonly group = this.RULE('group', (): string => {
    const left = this.CONSUME(LeftParen)
    let image = ''
    this.MANY(() => {
      const inside = this.OR([
        { ALT: () => this.SUBRULE(this.plain) },
        {
          ALT: () => {
            const nested = this.SUBRULE(this.group)
            return { image: `(${nested})`, startOffset: Number.NaN }
          },
        },
      ])
      this.ACTION(() => {
        image += image !== '' && inside.image !== '()' ? ` ${inside.image}` : inside.image
      })
    })
    this.CONSUME(RightParen)
    return left === undefined ? '' : image
  })

  readonly plain = this.RULE(
    'plain',
    (): IToken =>
      this.OR([
        { ALT: () => this.CONSUME(Text) },
        { ALT: () => this.CONSUME(Figure) },
        { ALT: () => this.CONSUME(PauseType) },
      ]),
  )

  readonly filler = this.RULE('filler', (): Piece[] => {
    this.OR([
      { ALT: () => this.CONSUME(Text) },
      { ALT: () => this.CONSUME(Arrow) },
      { ALT: () => this.CONSUME(Hex) },
      { ALT: () => this.CONSUME(Milliseconds) },
      { ALT: () => this.CONSUME(Percent) },
      { ALT: () => this.CONSUME(Integer) },
      { ALT: () => this.CONSUME(LeftParen) },
      { ALT: () => this.CONSUME(RightParen) },
      { ALT: () => this.CONSUME(PauseType) },
    ])
    return []
  })
}

interface After {
  readonly after: IToken
  readonly capacity: IToken | undefined
}

const grammar = textGrammar(vocabulary, RecordParser)
export const recordGrammar: CheckedGrammar = grammar

/** The pieces of a line, or undefined: it holds none. Never throws. */
export function parseRecord(text: string): Record | undefined {
  const { value: pieces, parserErrors } = grammar.parse(text, (parser) => parser.line())
  return parserErrors.length > 0 || pieces.length === 0 ? undefined : { says: { kind: 'record', pieces } }
}

function said(kind: Kind, _head: IToken): Kind {
  return kind
}

/** CMS prints its two pauses as `[GC` with a cause of their own. */
function kindOf(what: Kind, cause: string | undefined): Kind | 'initial-mark' {
  if (cause === 'CMS Initial Mark') return 'initial-mark'
  return cause === 'CMS Final Remark' ? 'remark' : what
}

function transitionOf(before: IToken, { after, capacity }: After): Transition {
  return {
    before: bytesOf(before),
    after: bytesOf(after),
    ...(capacity !== undefined && { capacity: bytesOf(capacity) }),
  }
}
