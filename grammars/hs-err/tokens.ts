// The vocabulary of the document. A token is a line or a run of like lines, so that a log of 30 KB is some hundred
// tokens and one with a million map rows not many more.

import { type CustomPatternMatcherReturn, createToken, type TokenType } from 'chevrotain'
import { behindLine, lineThat, runOf } from '../shared/runs.ts'
import { titleAt } from './titles.ts'

/** Stands for a run of rows of the memory map, which the format reads from the bytes; STX begins no line of a crash log. */
export const MAP_ROWS = '\u0002'

const BANNER = /#(?=[ \t\r\n]|$)/y
const IN_BAND =
  /\[error occurred during error reporting|\[timeout occurred during error reporting|-+ Timeout during error reporting|\[thread \d+ also had an error\]|\[Too many errors, abort\]|\[stop reattempt \(|\[timer expired, abort/y
const RULE = /-{5,} +(?:[A-Z] ){2,}/y
const END = /END\.[ \r]*(?=\n|$)/y
const BLANK = /[ \t\r]*(?=\n|$)/y

/** `#` alone, or with its text. */
export const BannerLines: TokenType = token('BannerLines', runOf(isBannerLine))
/** `---------------  S U M M A R Y ------------` */
export const Rule: TokenType = token('Rule', lineThat(isRule))
/** Payload: the title of the section. */
export const SectionTitle: TokenType = token('SectionTitle', sectionTitle)
export const MapRows: TokenType = token(
  'MapRows',
  runOf((text, at) => text[at] === MAP_ROWS),
)
/** What the JVM says of its own trouble while it writes. */
export const InBandError: TokenType = token('InBandError', lineThat(isInBandError))
export const End: TokenType = token(
  'End',
  lineThat((text, at) => test(END, text, at)),
)
export const BlankLines: TokenType = token(
  'BlankLines',
  runOf((text, at) => at < text.length && test(BLANK, text, at)),
)
/** Lines of whatever section they stand in. */
export const Lines: TokenType = token('Lines', runOf(isPlain))

/** First match wins. */
export const documentVocabulary: TokenType[] = [
  BlankLines,
  SectionTitle,
  BannerLines,
  MapRows,
  Rule,
  InBandError,
  End,
  Lines,
]

function token(name: string, pattern: ReturnType<typeof runOf>): TokenType {
  return createToken({ name, pattern, line_breaks: true })
}

function sectionTitle(text: string, start: number): CustomPatternMatcherReturn | null {
  const title = titleAt(text, start)
  if (title === undefined) return null
  const match: CustomPatternMatcherReturn = [text.slice(start, behindLine(text, start))]
  match.payload = title
  return match
}

/** JDK 8 and later begin with `#`; a comment in a shell transcript does so too, but its text follows at once. */
function isBannerLine(text: string, at: number): boolean {
  return test(BANNER, text, at)
}

function isInBandError(text: string, at: number): boolean {
  return test(IN_BAND, text, at)
}

function isRule(text: string, at: number): boolean {
  return test(RULE, text, at)
}

function isPlain(text: string, at: number): boolean {
  const first = text[at]
  if (first === undefined || first === '#' || first === MAP_ROWS || test(BLANK, text, at)) return false
  if (first === ' ' || first === '|') return true
  return !(isRule(text, at) || test(END, text, at) || isInBandError(text, at) || titleAt(text, at) !== undefined)
}

function test(sticky: RegExp, text: string, at: number): boolean {
  sticky.lastIndex = at
  return sticky.test(text)
}
