// The vocabulary of the document. A token is a line or a run of like lines, so that a log of 30 KB is some hundred
// tokens and one with a million map rows not many more. What the grammar gets to see of each is one letter.

import { createToken, type TokenType } from 'chevrotain'
import { type Title, titleAt } from './titles.ts'

/** Stands for a run of rows of the memory map, which the format reads from the bytes; STX begins no line of a crash log. */
export const MAP_ROWS = '\u0002'
/** Stands for lines that the format could not keep; a section is over there, as at a rule. ETX begins no line either. */
export const MISSING_ROWS = '\u0003'

/** `#` alone, or with its text. */
export const BannerLines: TokenType = createToken({ name: 'BannerLines', pattern: '#' })
/** `---------------  S U M M A R Y ------------` */
export const Rule: TokenType = createToken({ name: 'Rule', pattern: '-' })
export const SectionTitle: TokenType = createToken({ name: 'SectionTitle', pattern: 'T' })
export const MapRows: TokenType = createToken({ name: 'MapRows', pattern: 'M' })
/** What the JVM says of its own trouble while it writes. */
export const InBandError: TokenType = createToken({ name: 'InBandError', pattern: '!' })
export const End: TokenType = createToken({ name: 'End', pattern: 'E' })
export const BlankLines: TokenType = createToken({ name: 'BlankLines', pattern: ' ' })
/** Lines of whatever section they stand in. */
export const Lines: TokenType = createToken({ name: 'Lines', pattern: '.' })

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

export type Letter = '#' | '-' | 'T' | 'M' | '!' | 'E' | ' ' | '.'

/** Kinds of which consecutive lines are one token. */
const RUNS: ReadonlySet<Letter> = new Set(['#', 'M', '!', ' ', '.'])

/** A token of the document: the lines in [first, end), from 0. */
export interface Run {
  readonly letter: Letter
  readonly title: Title | undefined
  readonly first: number
  end: number
}

export function runsOf(lines: readonly string[]): Run[] {
  const runs: Run[] = []
  let last: Run | undefined
  for (let row = 0; row < lines.length; row++) {
    const text = lines[row] as string
    let letter = letterOf(text)
    if (letter === '.' && row < HEAD_LINES && isBareBanner(text, lines[row - 1] ?? '')) letter = '#'
    const title = letter === '.' ? titleAt(text) : undefined
    if (title !== undefined) letter = 'T'
    if (last !== undefined && last.letter === letter && RUNS.has(letter)) last.end = row + 1
    else {
      last = { letter, title, first: row, end: row + 1 }
      runs.push(last)
    }
  }
  return runs
}

const BANNER = /^#(?:[ \t\r]|$)/
const IN_BAND =
  /^(?:\[error occurred during error reporting|\[timeout occurred during error reporting|-+ Timeout during error reporting|\[thread \d+ also had an error\]|\[Too many errors, abort\]|\[stop reattempt \(|\[timer expired, abort)/
const RULE = /^-{5,} +(?:[A-Z] ){2,}/
const END = /^END\.[ \r]*$/
const BLANK = /^[ \t\r]*$/

/** Below so many lines only a line with its `#` is taken for one of the banner. */
const HEAD_LINES = 100
const BARE_BANNER =
  /^[ \t]*(?:A fatal error has been detected by|An unexpected error has been detected by|There is insufficient memory for the Java Runtime|JRE version: |Java VM: |Problematic frame:|Native memory allocation \(|An error report file with more information|(?:No core|Core|Failed to write core) dump|If you would like to submit a bug|The crash happened outside the Java|See problematic frame for|(?:SIG[A-Z]+|EXCEPTION_[A-Z_]+|Internal Error|Out of Memory Error) \(.*\bpid=\d)/
/** What stands below these lines is told by its place alone: a frame, a path, the message of a failed check. */
const BARE_ANNOUNCEMENT =
  /^[ \t]*(?:Problematic frame:|An error report file with more information is saved as:|Internal Error \(.*\bpid=\d)/

/** Markdown takes `# ` for a heading and drops it. */
function isBareBanner(text: string, before: string): boolean {
  return BARE_BANNER.test(text) || (text.trim() !== '' && BARE_ANNOUNCEMENT.test(before))
}

/** Told by the first character, as far as that is enough: a log has hundreds of lines, and most are plain. */
function letterOf(text: string): Letter {
  switch (text[0]) {
    case undefined:
      return ' '
    case ' ':
    case '\t':
    case '\r':
      return BLANK.test(text) ? ' ' : '.'
    case '#':
      return BANNER.test(text) ? '#' : '.'
    case MAP_ROWS:
      return 'M'
    case MISSING_ROWS:
      return '-'
    case '-':
      return RULE.test(text) ? '-' : IN_BAND.test(text) ? '!' : '.'
    case '[':
      return IN_BAND.test(text) ? '!' : '.'
    case 'E':
      return END.test(text) ? 'E' : '.'
    default:
      return '.'
  }
}
