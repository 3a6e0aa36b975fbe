// The inside of a line is a small language of its own: a vocabulary and a parser whose rules are entered directly.
// Both are made when the first such line is met, because a log commonly holds a few of the kinds only.

import {
  type EmbeddedActionsParser,
  Lexer,
  LexerDefinitionErrorType,
  LLkLookaheadStrategy,
  type TokenType,
} from 'chevrotain'

/**
 * What every lexer here is made with: offsets alone; no validation, which the tests do instead; and `safeMode`, which
 * leaves out the index by first letter: it takes longer to build than it saves on a few hundred lines.
 */
export const LEXER_OPTIONS = { positionTracking: 'onlyOffset', skipValidations: true, safeMode: true } as const

export interface CheckedGrammar {
  /** What Chevrotain's validations, left out at start, have to say: ambiguous alternatives, unreachable tokens, … */
  defects(): string[]
}

export interface LineGrammar<P, V extends string> extends CheckedGrammar {
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
    defects: () => [...Object.values<TokenType[]>(vocabularies).flatMap(lexerDefects), ...parserDefects(create())],
  }
}

/** Anchors are no mistake where the text is a single line. */
const ANCHORS = new Set([LexerDefinitionErrorType.SOI_ANCHOR_FOUND, LexerDefinitionErrorType.EOI_ANCHOR_FOUND])

function lexerDefects(vocabulary: TokenType[]): string[] {
  const options = { positionTracking: 'onlyOffset', deferDefinitionErrorsHandling: true } as const
  const { lexerDefinitionErrors } = new Lexer(vocabulary, options)
  return lexerDefinitionErrors.filter(({ type }) => !ANCHORS.has(type)).map(({ message }) => message)
}

/** Also that the next token alone decides everywhere, as FirstTokenLookahead takes for granted. */
export function parserDefects(parser: EmbeddedActionsParser): string[] {
  const strategy = new LLkLookaheadStrategy({ maxLookahead: 1 })
  const rules = Object.values(parser.getGAstProductions())
  return strategy.validate({ rules, tokenTypes: [], grammarName: '' }).map(({ message }) => message)
}
