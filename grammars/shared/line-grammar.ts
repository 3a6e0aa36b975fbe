// The inside of a line is a small language of its own: a vocabulary and a parser whose rules are entered directly.
// Both are made when the first such line is met, because a log commonly holds a few of the kinds only.

import type { EmbeddedActionsParser, TokenType } from 'chevrotain'
import { type CheckedGrammar, lexerDefects, parserDefects } from './checked-grammar.ts'
import { ownText } from './own-text.ts'
import { QuickLexer } from './quick-lexer.ts'

export interface LineGrammar<P, V extends string> extends CheckedGrammar {
  /**
   * What the rule makes of the text; undefined where the text is not of that form from its first to its last token. Read
   * once for equal lines: a vocabulary goes with one rule, and the value is not to be changed.
   */
  read<T>(text: string, vocabulary: V, rule: (parser: P) => T): T | undefined
}

/** Lines remembered for each vocabulary. The logs of one machine, or of one JVM, have many in common. */
const MAX_REMEMBERED = 1000
const LONGEST_REMEMBERED = 500
/** What became of a line that is not of the rule's form. */
const NOTHING = Symbol('nothing')

/** A vocabulary's lexer, and what became of the lines that it was given. */
interface Reader {
  readonly lexer: QuickLexer
  readonly known: Map<string, unknown>
}

/**
 * One parser over several small vocabularies, of which the reader knows beforehand which one a line is written in.
 * (As modes of one lexer they would take ten times as long to set up.)
 */
export function lineGrammar<P extends EmbeddedActionsParser, V extends string>(
  vocabularies: Readonly<Record<V, TokenType[]>>,
  Parser: new () => P,
): LineGrammar<P, V> {
  const readers = new Map<V, Reader>()
  let parser: P | undefined

  function parse<T>(text: string, { lexer }: Reader, rule: (parser: P) => T): T | undefined {
    parser ??= new Parser()
    const tokens = lexer.tokenize(text)
    if (tokens === undefined) return undefined
    parser.input = tokens
    const value = rule(parser)
    return parser.errors.length > 0 ? undefined : value
  }

  return {
    read<T>(text: string, vocabulary: V, rule: (parser: P) => T) {
      const reader = readers.get(vocabulary) ?? newReader(vocabularies[vocabulary])
      readers.set(vocabulary, reader)
      const { known } = reader
      const value = known.get(text)
      if (value !== undefined) return value === NOTHING ? undefined : (value as T)
      const line = ownText(text)
      const fresh = parse(line, reader, rule)
      if (known.size === MAX_REMEMBERED) known.clear()
      if (line.length <= LONGEST_REMEMBERED) known.set(line, fresh ?? NOTHING)
      return fresh
    },
    defects: () => [...Object.values<TokenType[]>(vocabularies).flatMap(lexerDefects), ...parserDefects(Parser)],
  }
}

function newReader(vocabulary: TokenType[]): Reader {
  return { lexer: new QuickLexer(vocabulary), known: new Map() }
}
