// One line of unified logging (JEP 158, JDK 9 to 25) behind its decorators.
//
//   GC(12) Pause Young (Concurrent Start) (G1 Humongous Allocation) 84M->46M(96M) 1.982ms
//   ^id    ^pause      ^subtype           ^cause                    ^heap         ^duration
//
// Source: gc/shared/gcTraceTime.inline.hpp (name, cause, heap, duration), gc/g1/g1Trace*.cpp, gc/z/zStat.cpp,
// gc/shenandoah/shenandoahUtils.cpp, runtime/safepoint.cpp, gc/shared/gcInitLogger.cpp.

import type { IToken } from 'chevrotain'
import type { CheckedGrammar } from '../shared/checked-grammar.ts'
import { lineGrammar } from '../shared/line-grammar.ts'
import { isTooDeep } from '../shared/nesting.ts'
import { detailOf, figureLineOf } from './dull-line.ts'
import type { Message, Quantity, Statement } from './message.ts'
import {
  bytesOf,
  Colon,
  Comma,
  countOf,
  Decimal,
  Figure,
  Integer,
  LeftParen,
  Other,
  Size,
  secondsOf,
  Text,
  Word,
} from './tokens.ts'
import { CollectionStatements } from './unified-collections.ts'
import {
  EpsilonHeap,
  ExitHeap,
  GcId,
  Generation,
  HeapAddressHead,
  HeapMaxHead,
  MapCountHeap,
  MapCountLimit,
  MemoryHead,
  Phrase,
  SafepointHead,
  SafepointTotal,
  StoppedHead,
  UsingCollector,
  Version,
  VmWarning,
  vocabulary,
} from './unified-tokens.ts'

class UnifiedParser extends CollectionStatements {
  constructor() {
    super()
    this.performSelfAnalysis()
  }

  readonly message = this.RULE('message', (): Message | undefined => {
    const id = this.OPTION(() => this.CONSUME(GcId))
    this.OPTION1(() => this.CONSUME(Generation))
    const says = this.SUBRULE(this.statement)
    if (says === undefined) return undefined
    return id === undefined ? { says } : { id: { at: id.startOffset + 3, scale: 1 }, says }
  })

  readonly statement = this.RULE('statement', (): Statement | undefined =>
    this.OR<Statement | undefined>([
      { ALT: () => this.SUBRULE(this.pause) },
      { ALT: () => this.SUBRULE(this.cycle) },
      { ALT: () => this.SUBRULE(this.cleanup) },
      { ALT: () => this.SUBRULE(this.concurrentPhase) },
      { ALT: () => this.SUBRULE(this.collection) },
      { ALT: () => this.SUBRULE(this.allocationStall) },
      { ALT: () => this.SUBRULE(this.outOfMemory) },
      { ALT: () => this.SUBRULE(this.trouble) },
      { ALT: () => this.SUBRULE(this.trigger) },
      { ALT: () => this.SUBRULE(this.header) },
      { ALT: () => this.SUBRULE(this.mapCountWarning) },
      { ALT: () => this.SUBRULE(this.safepoint) },
      { ALT: () => this.SUBRULE(this.stopped) },
      { ALT: () => this.SUBRULE(this.exitHeap) },
      { ALT: () => this.SUBRULE(this.epsilonHeap) },
      { ALT: () => this.SUBRULE(this.vmWarning) },
      { ALT: () => this.SUBRULE(this.phraseLine) },
      { ALT: () => this.SUBRULE(this.figureLine) },
    ]),
  )

  readonly header = this.RULE(
    'header',
    (): Statement =>
      this.OR<Statement>([
        {
          ALT: () => {
            const using = this.CONSUME(UsingCollector)
            return { kind: 'using', collector: using.image.slice('Using '.length) }
          },
        },
        {
          ALT: () => {
            const version = this.CONSUME(Version)
            return { kind: 'version', text: version.image.slice('Version: '.length).trim() }
          },
        },
        {
          ALT: () => {
            this.CONSUME(MemoryHead)
            const size = this.CONSUME(Size)
            return this.ACTION(() => ({ kind: 'memory' as const, size: bytesOf(size) }))
          },
        },
        {
          ALT: () => {
            this.CONSUME(HeapMaxHead)
            const size = this.CONSUME1(Size)
            return this.ACTION(() => ({ kind: 'heap-max' as const, size: bytesOf(size) }))
          },
        },
        {
          ALT: () => {
            this.CONSUME(HeapAddressHead)
            const size = this.CONSUME(Integer)
            this.SUBRULE(this.rest)
            return this.ACTION(() => ({ kind: 'heap-max' as const, size: { at: size.startOffset, scale: 2 ** 20 } }))
          },
        },
      ]),
  )

  readonly mapCountWarning = this.RULE('mapCountWarning', (): Statement => {
    const says = this.OR<Statement>([
      {
        ALT: () => {
          this.CONSUME(MapCountHeap)
          const size = this.CONSUME(Size)
          return this.ACTION(() => ({ kind: 'map-count-heap' as const, size: bytesOf(size) }))
        },
      },
      {
        ALT: () => {
          this.CONSUME(MapCountLimit)
          const required = this.CONSUME(Integer)
          this.AT_LEAST_ONE(() => this.OR1([{ ALT: () => this.CONSUME(Word) }, { ALT: () => this.CONSUME(LeftParen) }]))
          const current = this.CONSUME1(Integer)
          return this.ACTION(() => ({
            kind: 'map-count-limit' as const,
            required: countOf(required),
            current: countOf(current),
          }))
        },
      },
    ])
    this.SUBRULE(this.rest)
    return says
  })

  readonly safepoint = this.RULE('safepoint', (): Statement => {
    this.CONSUME(SafepointHead)
    const operation = this.SUBRULE(this.words)
    let total: Quantity | undefined
    this.MANY(() => {
      this.OR([
        {
          ALT: () => {
            this.CONSUME(SafepointTotal)
            const nanoseconds = this.CONSUME(Integer)
            total = this.ACTION(() => ({ at: nanoseconds.startOffset, scale: 1e-6 }))
          },
        },
        { ALT: () => this.CONSUME1(Integer) },
        { ALT: () => this.CONSUME(Word) },
        { ALT: () => this.CONSUME(Phrase) },
        { ALT: () => this.CONSUME(Colon) },
        { ALT: () => this.CONSUME(Comma) },
        { ALT: () => this.CONSUME(Other) },
      ])
    })
    if (total === undefined) return { kind: 'detail', headEnd: Number.POSITIVE_INFINITY, isWhole: false }
    return { kind: 'safepoint', operation, total }
  })

  readonly stopped = this.RULE('stopped', (): Statement => {
    this.CONSUME(StoppedHead)
    const total = this.CONSUME(Decimal)
    this.SUBRULE(this.rest)
    return this.ACTION(() => ({ kind: 'stopped' as const, total: secondsOf(total) }))
  })

  readonly exitHeap = this.RULE('exitHeap', (): Statement => {
    this.CONSUME(ExitHeap)
    return { kind: 'exit-heap' }
  })

  readonly epsilonHeap = this.RULE('epsilonHeap', (): Statement => {
    this.CONSUME(EpsilonHeap)
    const sizes: IToken[] = []
    this.AT_LEAST_ONE_SEP({
      SEP: Comma,
      DEF: () => {
        sizes.push(this.CONSUME(Size))
        this.OPTION(() => this.SUBRULE(this.share))
        this.CONSUME(Word)
      },
    })
    return this.ACTION(() => ({
      kind: 'epsilon-heap' as const,
      reserved: bytesOf(sizes[0] as IToken),
      used: bytesOf(sizes.at(-1) as IToken),
    }))
  })

  readonly vmWarning = this.RULE('vmWarning', (): Statement => {
    this.CONSUME(VmWarning)
    this.SUBRULE(this.rest)
    return { kind: 'vm-warning' }
  })

  readonly phraseLine = this.RULE('phraseLine', (): Statement => {
    const head = this.CONSUME(Phrase)
    const rest = this.SUBRULE(this.rest)
    return this.ACTION(() => detailOf([head, ...rest], (token) => token === head))
  })

  /** `  Eden regions: 24->0(32)`: words and at least one number; or a table's rule or legend, which begins with a sign. */
  readonly figureLine = this.RULE('figureLine', (): Statement | undefined => {
    const first = this.OR([
      { ALT: () => this.CONSUME(Figure) },
      { ALT: () => this.CONSUME(Text) },
      { ALT: () => this.CONSUME(LeftParen) },
    ])
    const tokens = this.SUBRULE(this.rest)
    return this.ACTION(() => figureLineOf([first, ...tokens]))
  })
}

const grammar = lineGrammar({ line: vocabulary }, UnifiedParser)
export const unifiedGrammar: CheckedGrammar = grammar

/** What the line says, or undefined: nothing that HotSpot prints. Never throws. */
export function parseUnified(text: string): Message | undefined {
  if (isTooDeep(text)) return undefined
  return grammar.read(text, 'line', (parser) => parser.message())
}
