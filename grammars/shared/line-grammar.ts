// The inside of a line is a small language of its own: a vocabulary and a parser whose rules are entered directly.
// Both are made when the first such line is met, because a log commonly holds a few of the kinds only.

import { type EmbeddedActionsParser, Lexer, type TokenType } from 'chevrotain'
import { FirstTokenLookahead } from './first-token-lookahead.ts'

/**
 * What every lexer here is made with: offsets alone; no validation, which the tests do instead; and `safeMode`, which
 * leaves out the index by first letter: it takes longer to build than it saves on a few hundred lines.
 */
export const LEXER_OPTIONS = { positionTracking: 'onlyOffset', skipValidations: true, safeMode: true } as const

/** What every parser here is made with. */
export const PARSER_OPTIONS = {
  lookaheadStrategy: new FirstTokenLookahead(),
  skipValidations: true,
  recoveryEnabled: false,
} as const

export interface LineGrammar<P, V extends string> {
  /** What the rule makes of the text; undefined where the text is not of that form from its first to its last token. */
  read<T>(text: string, vocabulary: V, rule: (parser: P) => T): T | undefined
}

/**
 * One parser over several small vocabularies, of which the reader knows beforehand which one a line is written in.
 * (As modes of one lexer they would take ten times as long to set up.)
 */
export function lineGrammar<P extends EmbeddedActionsParser, V extends string>(
  vocabularies: Readonly<Record<V, TokenType[]>>,
  create: () => P,
): LineGrammar<P, V> {
  const lexers = new Map<V, Lexer>()
  let parser: P | undefined
  return {
    read(text, vocabulary, rule) {
      const lexer = lexers.get(vocabulary) ?? new Lexer(vocabularies[vocabulary], LEXER_OPTIONS)
      lexers.set(vocabulary, lexer)
      parser ??= create()
      const { tokens, errors } = lexer.tokenize(text)
      if (errors.length > 0) return undefined
      parser.input = tokens
      const value = rule(parser)
      return parser.errors.length > 0 ? undefined : value
    },
  }
}
