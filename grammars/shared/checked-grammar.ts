// Chevrotain's validations of a grammar take longer than most logs take to be read, and say the same each time. They are
// left out at start; test/grammars/defects.test.ts runs them over every grammar of this folder.

import {
  type CstParser,
  type EmbeddedActionsParser,
  type IMultiModeLexerDefinition,
  Lexer,
  LexerDefinitionErrorType,
  type TokenType,
} from 'chevrotain'
import { LEXER_OPTIONS } from './lexer-options.ts'

export interface CheckedGrammar {
  /** What Chevrotain's validations, left out at start, have to say: ambiguous alternatives, unreachable tokens, … */
  defects(): string[]
}

/** Anchors are no mistake where the text is a single line. */
const ANCHORS = new Set([LexerDefinitionErrorType.SOI_ANCHOR_FOUND, LexerDefinitionErrorType.EOI_ANCHOR_FOUND])

/** Tokens that no text can become, patterns that Chevrotain's lexer cannot work with, modes that do not exist. */
export function lexerDefects(vocabulary: TokenType[] | IMultiModeLexerDefinition): string[] {
  const options = { ...LEXER_OPTIONS, skipValidations: false, deferDefinitionErrorsHandling: true }
  const { lexerDefinitionErrors } = new Lexer(vocabulary, options)
  return lexerDefinitionErrors.filter(({ type }) => !ANCHORS.has(type)).map(({ message }) => message)
}

/** What Chevrotain 11 has and does not tell in its types. */
interface SelfAnalysis {
  skipValidations: boolean
  readonly definitionErrors: readonly { readonly message: string }[]
  performSelfAnalysis(): void
}

/**
 * Left recursion, productions that are numbered alike in a rule, alternatives that the parser's own lookahead cannot tell
 * apart: what the constructor would have thrown.
 */
export function parserDefects(Parser: new () => CstParser | EmbeddedActionsParser): string[] {
  const defects: string[] = []
  class ValidatedParser extends (Parser as unknown as new () => SelfAnalysis) {
    override performSelfAnalysis(): void {
      this.skipValidations = false
      try {
        super.performSelfAnalysis()
      } catch (error) {
        if (this.definitionErrors.length === 0) throw error
        defects.push(...this.definitionErrors.map(({ message }) => message))
      }
    }
  }
  new ValidatedParser()
  return defects
}
