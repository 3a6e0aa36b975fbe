// The document: which lines belong to which section. The order of sections is left open on purpose: it changed with
// JDK 9, steps that fail are left out, and people cut logs to the parts that they find interesting.

import { type IToken, Lexer } from 'chevrotain'
import { type CheckedGrammar, LEXER_OPTIONS, parserDefects } from '../shared/line-grammar.ts'
import { QuickParser } from '../shared/quick-parser.ts'
import type { Title } from './titles.ts'
import {
  BannerLines,
  BlankLines,
  documentVocabulary,
  End,
  InBandError,
  Lines,
  MapRows,
  Rule,
  SectionTitle,
} from './tokens.ts'

/** A line of the document, its line end removed. */
export interface Line {
  readonly text: string
  /** From 0. */
  readonly row: number
}

export interface Section {
  /** `banner`, the id of a title, `in-band-error`, `rule`, `end`, or `stray` for lines under no title. */
  readonly id: string
  /** Carries nothing to be read line by line. */
  readonly opaque: boolean
  readonly lines: readonly Line[]
}

class DocumentParser extends QuickParser {
  constructor() {
    super(documentVocabulary)
    this.performSelfAnalysis()
  }

  document = this.RULE('document', (): Section[] => {
    const sections: Section[] = []
    const rows = new RowCounter()
    this.MANY(() => {
      const part = this.OR([
        { ALT: () => one('banner', this.CONSUME(BannerLines)) },
        { ALT: () => one('rule', this.CONSUME(Rule)) },
        { ALT: () => one('end', this.CONSUME(End)) },
        { ALT: () => this.SUBRULE(this.section) },
        { ALT: () => this.SUBRULE(this.untitled) },
      ])
      this.ACTION(() => sections.push(...rows.number(part)))
    })
    return sections
  })

  private section = this.RULE('section', (): Part => {
    const title = this.CONSUME(SectionTitle)
    const body: IToken[] = []
    this.MANY(() => body.push(this.SUBRULE(this.body)))
    return { id: '', title: title.payload, tokens: [title, ...body] }
  })

  private untitled = this.RULE('untitled', (): Part => {
    const body: IToken[] = []
    this.AT_LEAST_ONE(() => body.push(this.SUBRULE(this.body)))
    return { id: 'stray', tokens: body }
  })

  private body = this.RULE(
    'body',
    (): IToken =>
      this.OR([
        { ALT: () => this.CONSUME(Lines) },
        { ALT: () => this.CONSUME(MapRows) },
        { ALT: () => this.CONSUME(BlankLines) },
        { ALT: () => this.CONSUME(InBandError) },
      ]),
  )
}

interface Part {
  readonly id: string
  readonly title?: Title
  readonly tokens: readonly IToken[]
}

function one(id: string, token: IToken): Part {
  return { id, tokens: [token] }
}

/**
 * Numbers the lines, gives back what lies behind the end of a section whose title says where it ends, and takes the
 * JVM's complaints out: a step that failed may go on after them.
 */
class RowCounter {
  #row = 0

  number({ id, title, tokens }: Part): Section[] {
    const lines: Line[] = []
    const complaints: Line[] = []
    for (const token of tokens) (token.tokenType === InBandError ? complaints : lines).push(...this.#linesOf(token))
    const end = title === undefined ? 0 : endOf(title, lines)
    return [
      {
        id: title?.id ?? id,
        opaque: title?.extent === 'opaque',
        lines: title === undefined ? lines : lines.slice(0, end),
      },
      { id: 'stray', opaque: false, lines: title === undefined ? [] : lines.slice(end) },
      { id: 'in-band-error', opaque: false, lines: complaints },
    ].filter((section) => section.lines.length > 0)
  }

  #linesOf({ image }: IToken): Line[] {
    const texts = image.split('\n')
    if (image.endsWith('\n')) texts.pop()
    return texts.map((text) => ({ text: text.endsWith('\r') ? text.slice(0, -1) : text, row: this.#row++ }))
  }
}

function endOf(title: Title, lines: readonly Line[]): number {
  if (title.extent === 'line') return 1
  if (title.extent !== 'paragraph') return lines.length
  const blank = lines.findIndex(({ text }, index) => index > 0 && text.trim() === '')
  return blank < 0 ? lines.length : blank
}

let lexer: Lexer | undefined
let parser: DocumentParser | undefined

/** Every line of the text is in exactly one of the sections. */
export function readDocument(text: string): readonly Section[] {
  lexer ??= new Lexer(documentVocabulary, LEXER_OPTIONS)
  parser ??= new DocumentParser()
  parser.input = lexer.tokenize(text).tokens
  return parser.document()
}

export const documentGrammar: CheckedGrammar = { defects: () => parserDefects(new DocumentParser()) }
