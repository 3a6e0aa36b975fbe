// The order of lines in a printed stack trace, as sections: a header with its message, frames, and the count of frames
// left out. Which section caused which is worked out afterwards (link.ts): it depends on indentation, and nests without
// bound, so it is no matter for a recursive grammar. Actions are embedded: values come out typed, without a tree between.

import type { IToken, TokenType } from 'chevrotain'
import { type CheckedGrammar, lexerDefects, parserDefects } from '../shared/checked-grammar.ts'
import { QuickLexer } from '../shared/quick-lexer.ts'
import { QuickParser } from '../shared/quick-parser.ts'
import * as t from './tokens.ts'

export interface Frame {
  readonly className: string
  readonly method: string
  readonly file?: string
  readonly line?: number
  readonly isNative?: boolean
  /** `java.base` with its version, and the class loader's name, where printed. */
  readonly module?: string
  readonly loader?: string
  /** `kafka-clients-3.8.0.jar:?`. */
  readonly packaging?: string
}

export interface Section {
  /** `rest` is a trace without its header: cut off, or the log message itself named the throwable. */
  readonly kind: 'thrown' | 'cause' | 'suppressed' | 'wrapper' | 'circular' | 'handler-died' | 'rest'
  /** Width of the white space in front: tells whose suppressed one this is. */
  readonly indent: number
  className: string
  message?: string
  thread?: string
  frames: Frame[]
  /** The number in `... 22 more`. */
  omitted: number
  /** From 1, in the text that was read. */
  line: number
  endLine: number
}

const MAX_MESSAGE_LINES = 60
/** A message goes on until one of these. */
const ENDS_MESSAGE: readonly TokenType[] = [t.FrameStart, t.More, t.CausedBy, t.Suppressed, t.Circular]

class StackTraceParser extends QuickParser {
  constructor() {
    super(t.vocabulary, { recoveryEnabled: true })
    this.performSelfAnalysis()
  }

  readonly sections: () => Section[] = this.RULE('sections', () => {
    const found: Section[] = []
    this.MANY(() => {
      this.OR([
        { ALT: () => this.SUBRULE(this.dumpedThread) },
        { ALT: () => found.push(this.SUBRULE(this.section)) },
        { ALT: () => found.push(this.SUBRULE(this.frames)) },
        { ALT: () => found.push(this.SUBRULE(this.handlerDied)) },
        { ALT: () => found.push(this.SUBRULE(this.circular)) },
        { ALT: () => this.CONSUME(t.Blank) },
        { ALT: () => this.CONSUME(t.LockLine) },
        { ALT: () => this.CONSUME(t.Text) },
      ])
    })
    return found
  })

  /** A header and all that belongs to it. */
  readonly section: () => Section = this.RULE('section', () => {
    const section = this.SUBRULE(this.header)
    const message: IToken[] = []
    this.MANY({
      GATE: () => this.#messageGoesOn(),
      DEF: () => {
        message.push(this.OR([{ ALT: () => this.CONSUME(t.Text) }, { ALT: () => this.CONSUME(t.Blank) }]))
      },
    })
    this.OPTION(() => {
      const rest = this.SUBRULE(this.frames)
      this.ACTION(() => {
        section.frames = rest.frames
        section.omitted = rest.omitted
        section.endLine = rest.endLine
      })
    })
    this.ACTION(() => {
      if (message.length > 0)
        section.message = [section.message ?? '', ...message.map(({ image }) => image.trimEnd())].join('\n').trimEnd()
      section.endLine = Math.max(section.endLine, section.line + message.length)
    })
    return section
  })

  readonly header: () => Section = this.RULE('header', () => {
    const opening = this.OR([
      { ALT: () => this.CONSUME(t.Header) },
      { ALT: () => this.CONSUME(t.InThread) },
      { ALT: () => this.CONSUME(t.CausedBy) },
      { ALT: () => this.CONSUME(t.Suppressed) },
      { ALT: () => this.CONSUME(t.WrappedBy) },
    ])
    const name = this.OPTION1(() => this.CONSUME(t.ClassName))
    const message = this.OPTION2(() => this.CONSUME(t.Message))
    this.OPTION3(() => this.CONSUME(t.LineEnd))
    return this.ACTION(() => sectionOf(opening, name?.image ?? '', message?.image ?? ''))
  })

  readonly frames: () => Section = this.RULE('frames', () => {
    let section: Section | undefined
    this.AT_LEAST_ONE(() => {
      this.OR([
        {
          ALT: () => {
            const { frame, start } = this.SUBRULE(this.frame)
            this.ACTION(() => {
              section ??= rest(start)
              section.frames.push(frame)
              section.endLine = start.startLine as number
            })
          },
        },
        {
          ALT: () => {
            const more = this.CONSUME(t.More)
            this.ACTION(() => {
              section ??= rest(more)
              section.omitted += Number(/\d+/.exec(more.image)?.[0])
              section.endLine = more.startLine as number
            })
          },
        },
      ])
    })
    return section as Section
  })

  readonly frame: () => { frame: Frame; start: IToken } = this.RULE('frame', () => {
    const start = this.CONSUME(t.FrameStart)
    const prefixes: string[] = []
    this.MANY(() => prefixes.push(this.CONSUME(t.Prefix).image.slice(0, -1)))
    const callee = this.CONSUME(t.Callee)
    const location = this.CONSUME(t.Location)
    const packaging = this.OPTION1(() => this.CONSUME(t.Packaging))
    this.OPTION2(() => this.CONSUME(t.FrameRest))
    this.OPTION3(() => this.CONSUME(t.LineEnd))
    return this.ACTION(() => ({ start, frame: frameOf(prefixes, callee.image, location.image, packaging?.image) }))
  })

  readonly dumpedThread: () => void = this.RULE('dumpedThread', () => {
    this.CONSUME(t.ThreadState)
    this.MANY(() => this.OR([{ ALT: () => this.SUBRULE(this.frame) }, { ALT: () => this.CONSUME(t.LockLine) }]))
  })

  readonly handlerDied: () => Section = this.RULE('handlerDied', () => {
    const token = this.CONSUME(t.HandlerDied)
    return this.ACTION(() => {
      const [, className, thread] = /Exception: (\S+) thrown .*? in thread "(.*?)"?\s*$/s.exec(token.image) as string[]
      return { ...emptySection('handler-died', token), className: className as string, thread: thread as string }
    })
  })

  readonly circular: () => Section = this.RULE('circular', () => {
    const token = this.CONSUME(t.Circular)
    return this.ACTION(() => {
      const label = /\[CIRCULAR REFERENCE: ?(.*?)\]?\s*$/.exec(token.image)?.[1] ?? ''
      const [, className, message] = /^([^\s:]+)(?:: ?(.*))?$/s.exec(label) ?? [label, label]
      return { ...emptySection('circular', token), className: className as string, ...(message ? { message } : {}) }
    })
  })

  #messageGoesOn(): boolean {
    for (let ahead = 1; ahead <= MAX_MESSAGE_LINES; ahead++) {
      const type = this.LA(ahead).tokenType
      if (type === t.Text || type === t.Blank) continue
      return ahead > 1 && ENDS_MESSAGE.includes(type)
    }
    return false
  }
}

export const stackTraceGrammar: CheckedGrammar = {
  defects: () => [...lexerDefects(t.vocabulary), ...parserDefects(StackTraceParser)],
}

let lexer: QuickLexer | undefined
let parser: StackTraceParser | undefined

/** All sections in `text`, and the lines (from 1) at which the grammar had to give up. */
export function parseSections(text: string): { readonly sections: Section[]; readonly failedLines: number[] } {
  const lines = text.endsWith('\n') ? text : `${text}\n`
  lexer ??= new QuickLexer(t.vocabulary)
  parser ??= new StackTraceParser()
  // There is a token for every line.
  parser.input = lexer.tokenize(lines) as IToken[]
  const sections = parser.sections() ?? []
  return { sections, failedLines: parser.errors.map(({ token }) => token.startLine ?? 0) }
}

const KINDS: ReadonlyMap<TokenType, Section['kind']> = new Map<TokenType, Section['kind']>([
  [t.CausedBy, 'cause'],
  [t.Suppressed, 'suppressed'],
  [t.WrappedBy, 'wrapper'],
])

function sectionOf(opening: IToken, name: string, message: string): Section {
  const section = emptySection(KINDS.get(opening.tokenType) ?? 'thrown', opening)
  const thread = /^\s*Exception in thread "(.*)" $/.exec(opening.image)?.[1]
  if (thread !== undefined) section.thread = thread
  section.className = opening.tokenType === t.Header ? opening.image.trim() : name
  const said = message.replace(/^:[ \t]?/, '').trimEnd()
  if (said !== '') section.message = said
  return section
}

function emptySection(kind: Section['kind'], token: IToken): Section {
  const indent = /^[ \t]*/.exec(token.image)?.[0].length ?? 0
  const line = token.startLine as number
  return { kind, indent, className: '', frames: [], omitted: 0, line, endLine: line }
}

function rest(token: IToken): Section {
  return emptySection('rest', token)
}

/**
 *   java.base@17.0.8/java.nio.Bits.reserveMemory(Bits.java:178) ~[?:?]
 *   ^prefix           ^callee                    ^location       ^packaging
 */
function frameOf(prefixes: readonly string[], callee: string, location: string, packaging: string | undefined): Frame {
  const dot = callee.lastIndexOf('.')
  // `AbstractIndex.(AbstractIndex.scala:67)`: a browser took <init> for a tag.
  const method = callee.slice(dot + 1) || '<init>'
  const module = prefixes.at(-1)
  const loader = prefixes.length > 1 ? prefixes[0] : undefined
  return {
    className: dot < 0 ? '' : callee.slice(0, dot),
    method,
    ...placeOf(location.replace(/^\(|\)$/g, '').trim()),
    ...(module ? { module } : {}),
    ...(loader ? { loader } : {}),
    ...(packaging ? { packaging: packaging.trim().replace(/^~?\[|\]$/g, '') } : {}),
  }
}

function placeOf(location: string): Pick<Frame, 'file' | 'line' | 'isNative'> {
  if (location === 'Native Method') return { isNative: true }
  if (location === '' || location === 'Unknown Source' || location === 'Redefined') return {}
  const [, file, line] = /^(.*?)(?::(-?\d+))?$/s.exec(location) as unknown as [string, string, string | undefined]
  return { file, ...(line === undefined ? {} : { line: Number(line) }) }
}
