// The document: which lines belong to which section. The order of sections is left open on purpose: it changed with
// JDK 9, steps that fail are left out, and people cut logs to the parts that they find interesting.

import { type CheckedGrammar, lexerDefects, parserDefects } from '../shared/checked-grammar.ts'
import { ownText } from '../shared/own-text.ts'
import { QuickLexer } from '../shared/quick-lexer.ts'
import { QuickParser } from '../shared/quick-parser.ts'
import type { Title } from './titles.ts'
import {
  BannerLines,
  BlankLines,
  documentVocabulary,
  End,
  InBandError,
  type Letter,
  Lines,
  MapRows,
  Rule,
  type Run,
  runsOf,
  SectionTitle,
} from './tokens.ts'

/** A line of the document, its line end removed. */
export interface Line {
  readonly text: string
  /** From 0. */
  readonly row: number
}

/** Its lines are made when somebody reads them: of many sections nothing is read but that they were there. */
export interface Section {
  /** `banner`, the id of a title, `in-band-error`, `rule`, `end`, or `stray` for lines under no title. */
  readonly id: string
  /** Carries nothing to be read line by line. */
  readonly opaque: boolean
  readonly runs: readonly Run[]
}

/** A part of the document: the tokens in [first, end). */
interface Part {
  readonly first: number
  readonly end: number
}

class DocumentParser extends QuickParser {
  constructor() {
    super(documentVocabulary)
    this.performSelfAnalysis()
  }

  document = this.RULE('document', (): Part[] => {
    const parts: Part[] = []
    this.MANY(() => {
      const first = this.LA(1).startOffset
      this.OR([
        { ALT: () => this.CONSUME(BannerLines) },
        { ALT: () => this.CONSUME(Rule) },
        { ALT: () => this.CONSUME(End) },
        { ALT: () => this.SUBRULE(this.section) },
        { ALT: () => this.SUBRULE(this.untitled) },
      ])
      parts.push({ first, end: this.LA(0).startOffset + 1 })
    })
    return parts
  })

  private section = this.RULE('section', () => {
    this.CONSUME(SectionTitle)
    this.MANY(() => this.SUBRULE(this.body))
  })

  private untitled = this.RULE('untitled', () => {
    this.AT_LEAST_ONE(() => this.SUBRULE(this.body))
  })

  private body = this.RULE('body', () => {
    this.OR([
      { ALT: () => this.CONSUME(Lines) },
      { ALT: () => this.CONSUME(MapRows) },
      { ALT: () => this.CONSUME(BlankLines) },
      { ALT: () => this.CONSUME(InBandError) },
    ])
  })
}

let lexer: QuickLexer | undefined
let parser: DocumentParser | undefined

/** Shapes of documents by their letters: the logs of one JVM mostly have the same one. */
const shapes = new Map<string, readonly Part[]>()
const MAX_SHAPES = 256
/** A longer one hardly comes again. */
const MAX_SHAPE = 4096

/** Every line of the text is in exactly one of the sections. */
export function readDocument(texts: readonly string[]): readonly Section[] {
  const runs = runsOf(texts)
  const sections: Section[] = []
  for (const part of partsOf(runs)) addSections(part, runs, sections)
  return sections
}

/** The lines of a section, each by itself: what is kept of one must not keep the whole log in memory. */
export function linesOf({ runs }: Section, texts: readonly string[]): Line[] {
  const lines: Line[] = []
  for (const { first, end } of runs) {
    for (let row = first; row < end; row++) lines.push({ text: ownText(texts[row] as string), row })
  }
  return lines
}

function partsOf(runs: readonly Run[]): readonly Part[] {
  let shape = ''
  for (const { letter } of runs) shape += letter
  const known = shapes.get(shape)
  if (known !== undefined) return known
  const parts = parse(shape)
  if (shapes.size === MAX_SHAPES) shapes.clear()
  if (shape.length <= MAX_SHAPE) shapes.set(shape, parts)
  return parts
}

function parse(shape: string): readonly Part[] {
  lexer ??= new QuickLexer(documentVocabulary)
  parser ??= new DocumentParser()
  parser.input = lexer.tokenize(shape) ?? []
  return parser.document()
}

/** What a part without a title is, by its first token. */
const UNTITLED: Readonly<Record<Letter, string>> = {
  '#': 'banner',
  '-': 'rule',
  E: 'end',
  T: 'stray',
  M: 'stray',
  '!': 'stray',
  ' ': 'stray',
  '.': 'stray',
}

/**
 * Gives back what lies behind the end of a section whose title says where it ends, and takes the JVM's complaints out: a
 * step that failed may go on after them.
 */
function addSections({ first, end }: Part, runs: readonly Run[], sections: Section[]): void {
  const { title, letter } = runs[first] as Run
  const all = runs.slice(first, end)
  const complaints = all.filter(isComplaint)
  const own = complaints.length === 0 ? all : all.filter((run) => !isComplaint(run))
  const behind = title === undefined ? [] : own.splice(endOf(title, own))
  if (own.length > 0)
    sections.push({ id: title?.id ?? UNTITLED[letter], opaque: title?.extent === 'opaque', runs: own })
  if (behind.length > 0) sections.push({ id: 'stray', opaque: false, runs: behind })
  if (complaints.length > 0) sections.push({ id: 'in-band-error', opaque: false, runs: complaints })
}

function isComplaint({ letter }: Run): boolean {
  return letter === '!'
}

/** The title is a run of one line. */
function endOf(title: Title, runs: readonly Run[]): number {
  if (title.extent === 'line') return 1
  if (title.extent !== 'paragraph') return runs.length
  const blank = runs.findIndex(({ letter }) => letter === ' ')
  return blank < 0 ? runs.length : blank
}

export const documentGrammar: CheckedGrammar = {
  defects: () => [...lexerDefects(documentVocabulary), ...parserDefects(DocumentParser)],
}
