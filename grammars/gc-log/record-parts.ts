// What a record of JDK 6 to 8 holds besides other records:
//
//   12.221: … (promotion failed)  174848K->25512K(349568K)  , 0.0157380 secs
//   ^stamp    ^note               ^heap                       ^duration

import type { IToken } from 'chevrotain'
import { QuickParser } from '../shared/quick-parser.ts'
import type { Piece, RecordNote } from './message.ts'
import { DateStamp, G1Heap, Note, PauseType, Secs, Uptime, vocabulary } from './record-tokens.ts'
import {
  Arrow,
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
  transitionOf,
} from './tokens.ts'

/** The rules that need no other record; the parser of a line adds the records. */
export abstract class RecordParts extends QuickParser {
  constructor() {
    super(vocabulary)
  }

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
      heap !== undefined && 'after' in heap
        ? [{ piece: 'heap' as const, heap: transitionOf(before, heap.after, heap.capacity) }]
        : [],
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
    const { after, capacity } = this.SUBRULE(this.after)
    return this.ACTION(() => [{ piece: 'g1-heap' as const, heap: transitionOf(before, after, capacity) }])
  })

  /** `, 0.0158160 secs`; 0.060/0.117 secs of a concurrent phase are none. */
  readonly duration = this.RULE('duration', (): Piece[] => {
    const duration = this.CONSUME(Decimal)
    const unit = this.OPTION(() => this.CONSUME(Secs))
    return this.ACTION(() =>
      unit === undefined ? [] : [{ piece: 'duration' as const, duration: secondsOf(duration) }],
    )
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
