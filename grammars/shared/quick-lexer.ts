// Chevrotain's lexers prepare for indexes by first letter and look for line ends in each pattern: 1.5 ms each, of which a
// crash log needs six or more to read a few dozen lines. This one tries a vocabulary's patterns in order, as theirs does
// in `safeMode`; theirs still checks each vocabulary, in the tests, and the two are held together there.

import { type IMultiModeLexerDefinition, type IToken, Lexer, type TokenType } from 'chevrotain'

interface Kind {
  readonly type: TokenType
  readonly isSkipped: boolean
  /** Sticky; texts that stand for themselves have none. */
  readonly pattern: RegExp | undefined
  readonly text: string
  /** The mode that it opens; `pops` ends the one that it stands in. */
  readonly push: string | undefined
  readonly pops: boolean
  readonly holdsLineEnds: boolean
}

export class QuickLexer {
  readonly #modes: Readonly<Record<string, readonly Kind[]>>
  readonly #firstMode: string

  /**
   * The vocabulary's patterns are texts and regular expressions; the first one that fits is taken.
   * @throws {Error} for a token that asks for more: a longer alternative, a pattern that is a function.
   */
  constructor(vocabulary: readonly TokenType[] | IMultiModeLexerDefinition) {
    const { modes, defaultMode } =
      'modes' in vocabulary ? vocabulary : { modes: { all: vocabulary }, defaultMode: 'all' }
    this.#modes = Object.fromEntries(Object.entries(modes).map(([name, types]) => [name, kindsOf(types)]))
    this.#firstMode = defaultMode
  }

  /** The tokens of a text; undefined where something in it begins none. */
  tokenize(text: string): IToken[] | undefined {
    const tokens: IToken[] = []
    const modes = [this.#firstMode]
    let line = 1
    for (let at = 0; at < text.length; ) {
      const kind = this.#kindAt(modes.at(-1) ?? this.#firstMode, text, at)
      if (kind === undefined) return undefined
      const end = kind.pattern?.lastIndex ?? at + kind.text.length
      if (!kind.isSkipped) tokens.push(tokenOf(kind.type, text.slice(at, end), at, line))
      if (kind.holdsLineEnds) line += lineEndsIn(text, at, end)
      if (kind.pops) modes.pop()
      if (kind.push !== undefined) modes.push(kind.push)
      at = end
    }
    return tokens
  }

  #kindAt(mode: string, text: string, at: number): Kind | undefined {
    for (const kind of this.#modes[mode] as readonly Kind[]) if (fits(kind, text, at)) return kind
    return undefined
  }
}

/** Categories stand for tokens, and never for text. */
function kindsOf(types: readonly TokenType[]): readonly Kind[] {
  return types.filter(({ PATTERN }) => PATTERN !== Lexer.NA).map(kindOf)
}

function kindOf(type: TokenType): Kind {
  const {
    PATTERN: pattern,
    GROUP: group,
    LONGER_ALT: longer,
    PUSH_MODE: push,
    POP_MODE: pop,
    LINE_BREAKS: lines,
  } = type
  const isPlain = typeof pattern === 'string' || pattern instanceof RegExp
  if (!isPlain || longer !== undefined) throw new Error(`The token ${type.name} needs a lexer of Chevrotain's.`)
  const isText = typeof pattern === 'string'
  return {
    type,
    isSkipped: group === Lexer.SKIPPED,
    pattern: isText ? undefined : new RegExp(pattern.source, `${pattern.flags}y`),
    text: isText ? pattern : '',
    push,
    pops: pop === true,
    holdsLineEnds: lines === true,
  }
}

function fits({ pattern, text: self }: Kind, text: string, at: number): boolean {
  if (pattern === undefined) return text.startsWith(self, at)
  pattern.lastIndex = at
  return pattern.test(text)
}

function lineEndsIn(text: string, from: number, to: number): number {
  let count = 0
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count++
  return count
}

function tokenOf(tokenType: TokenType, image: string, startOffset: number, startLine: number): IToken {
  return { image, startOffset, startLine, tokenType, tokenTypeIdx: tokenType.tokenTypeIdx as number }
}
