// The words of GC log lines that both generations of the format share, and what a number in them is worth.

import type { IToken, ITokenConfig, TokenType } from 'chevrotain'
import { createToken, Lexer } from 'chevrotain'
import type { Quantity, Transition } from './message.ts'

export const Blank: TokenType = createToken({ name: 'Blank', pattern: /[\s\0]+/, group: Lexer.SKIPPED })

/** Anything that carries digits as a value. */
export const Figure: TokenType = createToken({ name: 'Figure', pattern: Lexer.NA })
/** Anything else that may stand in running text. */
export const Text: TokenType = createToken({ name: 'Text', pattern: Lexer.NA })

function figure(name: string, pattern: RegExp): TokenType {
  return createToken({ name, pattern, categories: Figure })
}

export const Hex: TokenType = figure('Hex', /0x[0-9a-fA-F]+/)
/** 96M, 384K, 280.0M: JDK 8's G1 alone prints decimals. */
export const Size: TokenType = figure('Size', /\d+(?:[.,]\d+)?[BKMGT](?![A-Za-z0-9])/)
export const Milliseconds: TokenType = figure('Milliseconds', /\d+(?:[.,]\d+)?ms\b/)
export const Seconds: TokenType = figure('Seconds', /\d+(?:[.,]\d+)?s\b/)
export const Percent: TokenType = figure('Percent', /-?\d+(?:[.,]\d+)?%/)
export const Decimal: TokenType = figure('Decimal', /-?\d+[.,]\d+/)
export const Integer: TokenType = figure('Integer', /-?\d+/)

export const Arrow: TokenType = createToken({ name: 'Arrow', pattern: '->' })
export const LeftParen: TokenType = createToken({ name: 'LeftParen', pattern: '(' })
export const RightParen: TokenType = createToken({ name: 'RightParen', pattern: ')' })
export const Colon: TokenType = createToken({ name: 'Colon', pattern: ':', categories: Text })
export const Comma: TokenType = createToken({ name: 'Comma', pattern: ',', categories: Text })
export const Word: TokenType = createToken({
  name: 'Word',
  pattern: /[A-Za-z_][\w.'/&]*(?:-[A-Za-z]\w*)*/,
  categories: Text,
})
export const Other: TokenType = createToken({ name: 'Other', pattern: /\S/, categories: Text })

/** What running text is made of, first match first: a vocabulary ends with it. */
export const runningText: readonly TokenType[] = [
  Arrow,
  Hex,
  Size,
  Milliseconds,
  Percent,
  Decimal,
  Integer,
  LeftParen,
  RightParen,
  Colon,
  Comma,
  Word,
  Other,
  Figure,
  Text,
]

/** A phrase that is one token; a word that merely begins like it is not it. */
export function phrase(name: string, pattern: RegExp | string, more: Partial<ITokenConfig> = {}): TokenType {
  const source = typeof pattern === 'string' ? pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : pattern.source
  return createToken({ name, pattern: new RegExp(/\w$/.test(source) ? `${source}\\b` : source), ...more })
}

const BYTES: Readonly<Record<string, number>> = { B: 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40 }

/** A size in bytes; the unit is the token's last letter. */
export function bytesOf(token: IToken): Quantity {
  return { at: token.startOffset, scale: BYTES[token.image.slice(-1)] as number }
}

/** 84M->46M(96M) in bytes. */
export function transitionOf(before: IToken, after: IToken, capacity: IToken | undefined): Transition {
  return {
    before: bytesOf(before),
    after: bytesOf(after),
    ...(capacity !== undefined && { capacity: bytesOf(capacity) }),
  }
}

export function millisecondsOf(token: IToken): Quantity {
  return { at: token.startOffset, scale: 1 }
}

/** Printed in seconds, kept in ms. */
export function secondsOf(token: IToken): Quantity {
  return { at: token.startOffset, scale: 1000 }
}

export function countOf(token: IToken): Quantity {
  return { at: token.startOffset, scale: 1 }
}
