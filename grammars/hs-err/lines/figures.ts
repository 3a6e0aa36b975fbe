// Lines that give a pool of memory and its sizes, whatever the order and the punctuation.
//
//    garbage-first heap   total 1048576K, used 21765K [0x00000000c0000000, 0x0000000100000000)
//    eden space 65536K, 6% used [0x00000000eab00000,0x00000000eaed7238,0x00000000eeb00000)
//    256M max, 256M soft max, 256M committed, 10240K used                                         Shenandoah
//   CodeHeap 'non-nmethods': size=5692Kb used=1114Kb max_used=1137Kb free=4577Kb
//   -                 Java Heap (reserved=262144KB, committed=262144KB)                           native memory tracking
//
// Source: gc/*/…Heap.cpp (print_on), code/codeCache.cpp (print_summary), services/memReporter.cpp

import { createToken, Lexer } from 'chevrotain'
import type { CheckedGrammar } from '../../shared/checked-grammar.ts'
import { lineGrammar } from '../../shared/line-grammar.ts'
import { QuickParser } from '../../shared/quick-parser.ts'

export interface Pool {
  readonly name: string
  /** Bytes by label: total, used, committed, reserved, capacity, max capacity, max, size, free, max_used, malloc … */
  readonly bytes: Readonly<Record<string, number>>
  /** First and last address of the pool's range. */
  readonly low?: string
  readonly high?: string
}

interface Figure {
  readonly label: string
  readonly bytes: number
}

const LABEL =
  'total|used|committed|reserved|capacity|max capacity|soft max|max|size|free|max_used|peak|malloc|space(?= +\\d)'

const Noise = createToken({ name: 'Noise', pattern: /[ \t,:=()]+|at peak|tag=\w+|#\d+/, group: Lexer.SKIPPED })
/** What stands before the first figure. */
const Name = createToken({
  name: 'Name',
  pattern: new RegExp(
    `(?:- +)?(?!(?:${LABEL})\\b)[A-Za-z][^,=:]*?(?=:? +\\(?(?:(?:${LABEL})\\b[ =:]*)+\\d)|(?:CodeHeap '[^']*'|CodeCache|Total)(?=:)`,
  ),
})
const Label = createToken({ name: 'Label', pattern: new RegExp(`(?:${LABEL})\\b`) })
const SIZE = /\d+(?:\.\d+)?(?:[KMGT][bB]?|B)(?![\w%])/
const Size = createToken({ name: 'Size', pattern: SIZE })
const Percent = createToken({ name: 'Percent', pattern: /\d+% used/, group: Lexer.SKIPPED })
const Range = createToken({ name: 'Range', pattern: /\[0x[0-9a-f]+(?:, ?0x[0-9a-f]+)+[)\]]?/ })

const vocabulary = [Noise, Name, Percent, Label, Size, Range]

class FiguresParser extends QuickParser {
  constructor() {
    super(vocabulary)
    this.performSelfAnalysis()
  }

  pool = this.RULE('pool', (): Pool => {
    const name = this.OPTION(() => this.CONSUME(Name).image.replace(/^- +/, '')) ?? ''
    const bytes: Record<string, number> = {}
    this.AT_LEAST_ONE(() => {
      const figure = this.OR([
        { ALT: () => this.SUBRULE(this.labelFirst) },
        { ALT: () => this.SUBRULE(this.sizeFirst) },
      ])
      this.ACTION(() => {
        bytes[figure.label] ??= figure.bytes
      })
    })
    const range = this.OPTION2(() => rangeOf(this.CONSUME(Range).image))
    return { name, bytes, ...range }
  })

  /** `total reserved 262144K` has two labels; the last one names the figure. */
  private labelFirst = this.RULE('labelFirst', (): Figure => {
    let label = ''
    this.AT_LEAST_ONE(() => {
      label = this.CONSUME(Label).image
    })
    return { label, bytes: bytesOf(this.CONSUME(Size).image) }
  })

  private sizeFirst = this.RULE('sizeFirst', (): Figure => {
    const bytes = bytesOf(this.CONSUME(Size).image)
    return { label: this.CONSUME(Label).image, bytes }
  })
}

function rangeOf(image: string): { low: string; high: string } {
  const addresses = image.match(/0x[0-9a-f]+/g) ?? ['', '']
  return { low: addresses[0] as string, high: addresses.at(-1) as string }
}

const SCALE: Readonly<Record<string, number>> = { B: 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40 }

/** `1024K`, `44Kb`, `262144KB`, `4.50M`: bytes. NaN in Chevrotain's recording phase. */
function bytesOf(image: string): number {
  return Number.parseFloat(image) * (SCALE[/[KMGTB]/.exec(image)?.[0] ?? 'B'] as number)
}

const grammar = lineGrammar({ line: vocabulary }, FiguresParser)
export const figuresGrammar: CheckedGrammar = grammar

const FIGURE = new RegExp(`\\b${SIZE.source}`, 'g')
const SHARE = /\b\d+(?=% used)/g
const ADDRESS = /0x[0-9a-f]+/g

/**
 * No two logs have the same figures. So each is replaced by its place in the line, `used 2B`, which makes a line that many
 * logs have; that is parsed once and tells which label the second figure goes with.
 */
export function readPool(text: string): Pool | undefined {
  const figures = text.match(FIGURE) ?? []
  let place = 0
  const like = text
    .replace(FIGURE, () => `${++place}B`)
    .replace(SHARE, '0')
    .replace(ADDRESS, '0x0')
  const pool = grammar.read(like, 'line', (parser) => parser.pool())
  if (pool === undefined) return undefined
  const bytes: Record<string, number> = {}
  for (const label in pool.bytes) bytes[label] = bytesOf(figures[(pool.bytes[label] as number) - 1] as string)
  return { name: pool.name, bytes, ...(pool.low !== undefined && rangeOf(text)) }
}
