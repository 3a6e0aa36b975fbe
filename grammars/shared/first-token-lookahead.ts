// Which way a parser goes is decided here by the next token alone. Chevrotain's own strategy answers any number of
// tokens and takes most of a parser's start-up time for it (40 of 75 ms for the grammars of a crash log), although
// none of the grammars here needs more than one. Its validations still run, in the tests.

import {
  Alternation,
  type ILookaheadStrategy,
  type ILookaheadValidationError,
  type IProduction,
  LLkLookaheadStrategy,
  NonTerminal,
  Option,
  Repetition,
  RepetitionMandatory,
  RepetitionMandatoryWithSeparator,
  RepetitionWithSeparator,
  type Rule,
  Terminal,
  type TokenType,
} from 'chevrotain'

type Grammar = { rules: Rule[]; tokenTypes: TokenType[]; grammarName: string }
type Build = { readonly prodOccurrence: number; readonly rule: Rule }
type Lookahead = { LA(howMuch: number): { readonly tokenTypeIdx: number } }

const OPTIONALS = { Option, Repetition, RepetitionMandatory, RepetitionMandatoryWithSeparator, RepetitionWithSeparator }

export class FirstTokenLookahead implements ILookaheadStrategy {
  /** What Chevrotain's own strategy finds when it is given one token; and what that one would do, and this one does not. */
  validate(grammar: Grammar): ILookaheadValidationError[] {
    const defects = new LLkLookaheadStrategy({ maxLookahead: 1 }).validate(grammar)
    return defects.length > 0 ? defects : grammar.rules.flatMap(emptyAlternatives)
  }

  buildLookaheadForAlternation({ prodOccurrence, rule }: Build): () => number | undefined {
    const alternation = find(rule.definition, Alternation, prodOccurrence)
    const alternativeOf = new Map<number, number>()
    alternation?.definition.forEach((alternative, index) => {
      for (const token of firstTokens(bodyOf(alternative)).flatMap(withItsKinds)) {
        if (!alternativeOf.has(token)) alternativeOf.set(token, index)
      }
    })
    return function (this: Lookahead) {
      return alternativeOf.get(this.LA(1).tokenTypeIdx)
    } as () => number | undefined
  }

  buildLookaheadForOptional({
    prodOccurrence,
    rule,
    prodType,
  }: Build & { readonly prodType: keyof typeof OPTIONALS }): () => boolean {
    const optional = find(rule.definition, OPTIONALS[prodType], prodOccurrence)
    const first = new Set(firstTokens(optional?.definition ?? []).flatMap(withItsKinds))
    return function (this: Lookahead) {
      return first.has(this.LA(1).tokenTypeIdx)
    } as () => boolean
  }
}

/** Begun by no token, the last alternative would never be taken; that of other ones is known to be ambiguous. */
function emptyAlternatives({ name, definition }: Rule): ILookaheadValidationError[] {
  return alternationsIn(definition)
    .filter(mayBeEmpty)
    .map(({ idx }) => ({ ruleName: name, message: `Rule ${name}: an alternative of OR${idx || ''} may be empty.` }))
}

function alternationsIn(parts: readonly IProduction[]): Alternation[] {
  return parts.flatMap((part) => {
    if (part instanceof Terminal || part instanceof NonTerminal) return []
    const inside = alternationsIn((part as Part).definition)
    return part instanceof Alternation ? [part, ...inside] : inside
  })
}

type Part = IProduction & { readonly definition: IProduction[]; readonly idx: number }

/** The production of the kind with this number, wherever it stands in the rule. */
function find<P extends Part>(
  parts: readonly IProduction[],
  kind: abstract new (...args: never[]) => P,
  idx: number,
): P | undefined {
  for (const part of parts) {
    if (part instanceof kind && part.idx === idx) return part
    if (part instanceof Terminal || part instanceof NonTerminal) continue
    const found = find((part as Part).definition, kind, idx)
    if (found !== undefined) return found
  }
  return undefined
}

/** The tokens that may come first; what is optional lets the next part come first too. */
function firstTokens(parts: readonly IProduction[]): TokenType[] {
  const first: TokenType[] = []
  for (const part of parts) {
    if (part instanceof Terminal) first.push(part.terminalType)
    else if (part instanceof Alternation) first.push(...part.definition.flatMap((way) => firstTokens(bodyOf(way))))
    else first.push(...firstTokens(bodyOf(part)))
    if (!mayBeEmpty(part)) break
  }
  return first
}

/** The numbers of a token's type and, where it is a category, of all that belong to it. */
function withItsKinds({ tokenTypeIdx = 0, categoryMatches = [] }: TokenType): number[] {
  return [tokenTypeIdx, ...categoryMatches]
}

function bodyOf(part: IProduction): readonly IProduction[] {
  return part instanceof NonTerminal ? part.referencedRule.definition : (part as Part).definition
}

function mayBeEmpty(part: IProduction): boolean {
  if (part instanceof Terminal) return false
  if (part instanceof Option || part instanceof Repetition || part instanceof RepetitionWithSeparator) return true
  if (part instanceof Alternation) return part.definition.some((way) => bodyOf(way).every(mayBeEmpty))
  return bodyOf(part).every(mayBeEmpty)
}
