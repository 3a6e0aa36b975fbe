// A vocabulary and a parser that read whole texts with Chevrotain's lexer. Both are made when the first such text is met.

import {
  type CstParser,
  type EmbeddedActionsParser,
  type ILexerConfig,
  type ILexingError,
  type IMultiModeLexerDefinition,
  type IRecognitionException,
  Lexer,
  type TokenType,
} from 'chevrotain'
import { type CheckedGrammar, lexerDefects, parserDefects } from './checked-grammar.ts'
import { LEXER_OPTIONS } from './lexer-options.ts'

export interface TextGrammar<P> extends CheckedGrammar {
  parse<T>(text: string, rule: (parser: P) => T): Parsed<T>
}

export interface Parsed<T> {
  /** What the rule returned; not to be used where the parser gave up. */
  readonly value: T
  /** Where the text begins no token. */
  readonly lexerErrors: readonly ILexingError[]
  /** Where the tokens are not of the rule's form, or go on behind it. */
  readonly parserErrors: readonly IRecognitionException[]
}

export function textGrammar<P extends CstParser | EmbeddedActionsParser>(
  vocabulary: TokenType[] | IMultiModeLexerDefinition,
  Parser: new () => P,
  lexerOptions: ILexerConfig = LEXER_OPTIONS,
): TextGrammar<P> {
  let lexer: Lexer | undefined
  let parser: P | undefined
  return {
    parse(text, rule) {
      lexer ??= new Lexer(vocabulary, lexerOptions)
      parser ??= new Parser()
      const { tokens, errors: lexerErrors } = lexer.tokenize(text)
      parser.input = tokens
      const value = rule(parser)
      return { value, lexerErrors, parserErrors: parser.errors }
    },
    defects: () => [...lexerDefects(vocabulary), ...parserDefects(Parser)],
  }
}
