// What the statements of unified logging are made of:
//
//   Pause Mark Start  (G1 Evacuation Pause)  84M->46M(96M)
//         ^words      ^group                 ^transition

import type { IToken } from 'chevrotain'
import { QuickParser } from '../shared/quick-parser.ts'
import type { Transition } from './message.ts'
import { Arrow, Figure, LeftParen, Percent, RightParen, Size, Text, transitionOf, Word } from './tokens.ts'
import { Head, Phrase, Subtype, vocabulary } from './unified-tokens.ts'

/** The rules that several statements use. */
export abstract class UnifiedParts extends QuickParser {
  constructor() {
    super(vocabulary)
  }

  /** A name of several words: `Mark Start`, `Young`, `Init Update Refs`. */
  readonly words = this.RULE('words', (): string => {
    const images: string[] = []
    this.AT_LEAST_ONE(() => {
      const word = this.OR([
        { ALT: () => this.CONSUME(Word) },
        { ALT: () => this.CONSUME(Subtype) },
        { ALT: () => this.CONSUME(Phrase) },
      ])
      images.push(word.image)
    })
    return images.join(' ')
  })

  /** Anything in balanced parentheses. */
  readonly group = this.RULE('group', (): Group => {
    const left = this.CONSUME(LeftParen)
    const inside: IToken[] = []
    this.MANY(() => {
      this.OR([
        {
          ALT: () => {
            inside.push(this.SUBRULE(this.plain))
          },
        },
        {
          ALT: () => {
            const nested = this.SUBRULE(this.group)
            this.ACTION(() => inside.push(nested.left, ...nested.inside, nested.right))
          },
        },
      ])
    })
    const right = this.CONSUME(RightParen)
    return { left, inside, right }
  })

  /** A token that is no parenthesis. */
  readonly plain = this.RULE(
    'plain',
    (): IToken =>
      this.OR([
        { ALT: () => this.CONSUME(Figure) },
        { ALT: () => this.CONSUME(Text) },
        { ALT: () => this.CONSUME(Arrow) },
        { ALT: () => this.CONSUME(Head) },
      ]),
  )

  readonly rest = this.RULE('rest', (): IToken[] => {
    const tokens: IToken[] = []
    this.MANY(() => {
      tokens.push(
        this.OR([
          { ALT: () => this.SUBRULE(this.plain) },
          { ALT: () => this.CONSUME(LeftParen) },
          { ALT: () => this.CONSUME(RightParen) },
        ]),
      )
    })
    return tokens
  })

  /** 84M->46M(96M), or ZGC's 34M(27%)->48M(38%) */
  readonly transition = this.RULE('transition', (): Transition => {
    const before = this.CONSUME(Size)
    this.OPTION(() => this.SUBRULE(this.share))
    this.CONSUME(Arrow)
    const after = this.CONSUME1(Size)
    let capacity: IToken | undefined
    this.OPTION1(() => {
      this.CONSUME(LeftParen)
      this.OR([
        {
          ALT: () => {
            capacity = this.CONSUME2(Size)
          },
        },
        { ALT: () => this.CONSUME(Percent) },
      ])
      this.CONSUME(RightParen)
    })
    return this.ACTION(() => transitionOf(before, after, capacity))
  })

  readonly share = this.RULE('share', () => {
    this.CONSUME(LeftParen)
    this.CONSUME(Percent)
    this.CONSUME(RightParen)
  })
}

interface Group {
  readonly left: IToken
  readonly inside: readonly IToken[]
  readonly right: IToken
}
