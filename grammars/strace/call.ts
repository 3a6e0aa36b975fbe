// The grammar of one completed system call as strace prints it. Flags, numbers and names are one token each, so that an
// mmap costs sixteen.
//
//   mmap(NULL, 10485760, PROT_READ|PROT_WRITE, MAP_SHARED, 6</k/t-0/0.index>, 0) = 0x7f85c8cff000 <0.000012>
//   ^name                                                   ^file                   ^result          ^elapsed
//   openat(AT_FDCWD, "/etc/x", O_RDONLY) = -1 ENOENT (No such file or directory)
//                                             ^errno
//
// Source: strace 6.x, strace(1); -y writes the file behind a descriptor, -T the time spent, -v whole structures.

import { createToken, EmbeddedActionsParser, type IToken, Lexer } from 'chevrotain'
import type { CheckedGrammar } from '../shared/checked-grammar.ts'
import { isTooDeep } from '../shared/nesting.ts'
import { textGrammar } from '../shared/text-grammar.ts'

/** One argument: an atom or a string as printed, `{}` for what has arguments of its own. */
export interface Argument {
  readonly text: string
  /** What -y prints behind a descriptor, with its angle brackets. */
  readonly file?: string
}

export interface Call {
  readonly name: string
  readonly arguments: readonly Argument[]
  /** As printed: `0`, `-1`, `?`, `0x7f85c8cff000`. Undefined where the line ends before it. */
  readonly result?: Argument
  readonly errno?: string
  /** Seconds spent in the call, with its angle brackets. */
  readonly elapsed?: string
}

/** What an argument with an inner structure is given as. */
export const NESTED = '{}'

const Blank = createToken({ name: 'Blank', pattern: /[ \t]+|\/\*.*?\*\//, group: Lexer.SKIPPED, line_breaks: false })
const Text = createToken({ name: 'Text', pattern: /"(?:[^"\\]|\\.)*"(?:\.{3})?/ })
const Elapsed = createToken({ name: 'Elapsed', pattern: /<\d+\.\d+>/ })
const File = createToken({ name: 'File', pattern: /<(?:->|[^<>]|<[^<>]*>)*>(?:\(deleted\))?/ })
const Arrow = createToken({ name: 'Arrow', pattern: /=>|\+=/ })
const Equals = createToken({ name: 'Equals', pattern: /=/ })
const Comma = createToken({ name: 'Comma', pattern: /,/ })
const Open = createToken({ name: 'Open', pattern: /[([{]/ })
const Close = createToken({ name: 'Close', pattern: /[)\]}]/ })
const Atom = createToken({ name: 'Atom', pattern: /(?:<<|[^\s"<>(){}[\],=])+/ })

const TOKENS = [Blank, Text, Elapsed, File, Arrow, Equals, Comma, Open, Close, Atom]

class CallParser extends EmbeddedActionsParser {
  constructor() {
    super(TOKENS, { recoveryEnabled: false, maxLookahead: 1 })
    this.performSelfAnalysis()
  }

  call: () => Call = this.RULE('call', () => {
    const name = this.CONSUME(Atom).image
    this.CONSUME(Open)
    const given: Argument[] = []
    this.MANY_SEP({
      SEP: Comma,
      DEF: () => {
        const argument = this.SUBRULE(this.argument)
        this.ACTION(() => argument !== undefined && given.push(argument))
      },
    })
    this.CONSUME(Close)
    const outcome = this.OPTION(() => this.SUBRULE(this.outcome))
    return { name, arguments: given, ...outcome }
  })

  outcome: () => Omit<Call, 'name' | 'arguments'> = this.RULE('outcome', () => {
    this.CONSUME(Equals)
    const text = this.CONSUME1(Atom).image
    const file = this.OPTION1(() => this.CONSUME(File).image)
    const errno = this.OPTION2(() => this.CONSUME2(Atom).image)
    this.OPTION3(() => this.SUBRULE(this.group))
    const elapsed = this.OPTION4(() => this.CONSUME(Elapsed).image)
    return {
      result: file === undefined ? { text } : { text, file },
      ...(errno === undefined ? {} : { errno }),
      ...(elapsed === undefined ? {} : { elapsed }),
    }
  })

  /** Undefined for the empty argument of `getpid()`. */
  argument: () => Argument | undefined = this.RULE('argument', () => {
    let text = ''
    let file: string | undefined
    let parts = 0
    this.MANY(() => {
      parts++
      this.OR([
        {
          ALT: () => {
            const token = this.SUBRULE(this.word)
            this.ACTION(() => {
              if (token.tokenType === File) file = token.image
              else text = text === '' ? token.image : NESTED
            })
          },
        },
        {
          ALT: () => {
            this.SUBRULE(this.group)
            text = NESTED
          },
        },
      ])
    })
    if (parts === 0) return undefined
    return file === undefined ? { text } : { text, file }
  })

  group: () => void = this.RULE('group', () => {
    this.CONSUME(Open)
    this.MANY(() => {
      this.OR([
        { ALT: () => this.SUBRULE(this.word) },
        { ALT: () => this.CONSUME(Comma) },
        { ALT: () => this.SUBRULE(this.group) },
      ])
    })
    this.CONSUME(Close)
  })

  word: () => IToken = this.RULE('word', () =>
    this.OR([
      { ALT: () => this.CONSUME(Atom) },
      { ALT: () => this.CONSUME(Text) },
      { ALT: () => this.CONSUME(File) },
      { ALT: () => this.CONSUME(Elapsed) },
      { ALT: () => this.CONSUME(Arrow) },
      { ALT: () => this.CONSUME(Equals) },
    ]),
  )
}

const grammar = textGrammar(TOKENS, CallParser, { positionTracking: 'onlyOffset' })
export const callGrammar: CheckedGrammar = grammar

/** The call, or undefined when the text is no call. */
export function parseCall(text: string): Call | undefined {
  if (isTooDeep(text)) return undefined
  const { value: call, lexerErrors, parserErrors } = grammar.parse(text, (parser) => parser.call())
  return lexerErrors.length > 0 || parserErrors.length > 0 ? undefined : call
}
