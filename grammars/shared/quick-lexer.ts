// Chevrotain's lexers prepare for modes, for indexes by first letter and for the counting of lines: 1.5 ms each, of which a
// crash log needs six or more to read a few dozen lines. This one tries a vocabulary's patterns in order, as theirs does
// in `safeMode`; theirs still checks each vocabulary, in the tests, and the two are held together there.

import { type IToken, Lexer, type TokenType } from 'chevrotain'

interface Kind {
  readonly type: TokenType
  readonly isSkipped: boolean
  /** Sticky; texts that stand for themselves have none. */
  readonly pattern: RegExp | undefined
  readonly text: string
}

export class QuickLexer {
  readonly #kinds: readonly Kind[]

  /**
   * The vocabulary's patterns are texts and regular expressions; the first one that fits is taken.
   * @throws {Error} for a token that asks for more: a longer alternative, a mode, a pattern that is a function.
   */
  constructor(vocabulary: readonly TokenType[]) {
    // Categories stand for tokens, and never for text.
    this.#kinds = vocabulary.filter(({ PATTERN }) => PATTERN !== Lexer.NA).map(kindOf)
  }

  /** The tokens of a text; undefined where something in it begins none. */
  tokenize(text: string): IToken[] | undefined {
    const tokens: IToken[] = []
    for (let at = 0; at < text.length; ) {
      const kind = this.#kindAt(text, at)
      if (kind === undefined) return undefined
      const end = kind.pattern?.lastIndex ?? at + kind.text.length
      if (!kind.isSkipped) tokens.push(tokenOf(kind.type, text.slice(at, end), at))
      at = end
    }
    return tokens
  }

  #kindAt(text: string, at: number): Kind | undefined {
    for (const kind of this.#kinds) if (fits(kind, text, at)) return kind
    return undefined
  }
}

function kindOf(type: TokenType): Kind {
  const { PATTERN: pattern, GROUP: group, LONGER_ALT: longer, PUSH_MODE: push, POP_MODE: pop } = type
  const isPlain = typeof pattern === 'string' || pattern instanceof RegExp
  if (!isPlain || longer !== undefined || push !== undefined || pop !== undefined)
    throw new Error(`The token ${type.name} needs a lexer of Chevrotain's.`)
  const isSkipped = group === Lexer.SKIPPED
  if (typeof pattern === 'string') return { type, isSkipped, pattern: undefined, text: pattern }
  const { source, flags } = pattern
  return { type, isSkipped, pattern: new RegExp(source, `${flags}y`), text: '' }
}

function fits({ pattern, text: self }: Kind, text: string, at: number): boolean {
  if (pattern === undefined) return text.startsWith(self, at)
  pattern.lastIndex = at
  return pattern.test(text)
}

function tokenOf(tokenType: TokenType, image: string, startOffset: number): IToken {
  return { image, startOffset, tokenType, tokenTypeIdx: tokenType.tokenTypeIdx as number }
}
