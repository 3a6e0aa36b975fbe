// One line of unified logging (JEP 158, JDK 9 to 25) behind its decorators.
//
//   GC(12) Pause Young (Concurrent Start) (G1 Humongous Allocation) 84M->46M(96M) 1.982ms
//   ^id    ^pause      ^subtype           ^cause                    ^heap         ^duration
//
// Source: gc/shared/gcTraceTime.inline.hpp (name, cause, heap, duration), gc/g1/g1Trace*.cpp, gc/z/zStat.cpp,
// gc/shenandoah/shenandoahUtils.cpp, runtime/safepoint.cpp, gc/shared/gcInitLogger.cpp.

import type { IToken } from 'chevrotain'
import type { CheckedGrammar } from '../shared/checked-grammar.ts'
import { QuickParser } from '../shared/quick-parser.ts'
import { textGrammar } from '../shared/text-grammar.ts'
import { detailOf, figureLineOf, textOfTokens } from './dull-line.ts'
import type { Collection, Cycle, Message, Pause, Quantity, Statement, Transition } from './message.ts'
import {
  Arrow,
  bytesOf,
  Colon,
  Comma,
  countOf,
  Decimal,
  Figure,
  Integer,
  LeftParen,
  Milliseconds,
  millisecondsOf,
  Other,
  Percent,
  RightParen,
  Size,
  secondsOf,
  Text,
  Word,
} from './tokens.ts'
import {
  AllocationStall,
  CleanupHead,
  CollectionHead,
  ConcurrentHead,
  CycleHead,
  EpsilonHeap,
  EvacuationFailure,
  ExitHeap,
  FullCompaction,
  GcId,
  Generation,
  Head,
  HeapAddressHead,
  HeapMaxHead,
  MapCountHeap,
  MapCountLimit,
  MemoryHead,
  MetaspaceFailed,
  OutOfMemory,
  PauseHead,
  Phrase,
  PromotionFailed,
  SafepointHead,
  SafepointTotal,
  StoppedHead,
  Subtype,
  SystemGc,
  TimeLimit,
  ToSpaceExhausted,
  Trigger,
  UsingCollector,
  Version,
  VmWarning,
  vocabulary,
} from './unified-tokens.ts'

interface Group {
  readonly left: IToken
  readonly inside: readonly IToken[]
  readonly right: IToken
}

class UnifiedParser extends QuickParser {
  constructor() {
    super(vocabulary)
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

  /** Also `Pause Init Mark (N)   12 us, workers (us): 3,`: a row of Shenandoah's table, no pause. */
  readonly pause = this.RULE('pause', (): Statement => {
    this.CONSUME(PauseHead)
    const name = this.SUBRULE(this.words)
    const groups: string[] = []
    let subtype: string | undefined
    let evacuationFailure = false
    this.MANY(() => {
      const group = this.SUBRULE(this.group)
      this.ACTION(() => {
        const first = group.inside[0]?.tokenType
        if (first === EvacuationFailure) evacuationFailure = true
        else if (first === Subtype && group.inside.length === 1) subtype = textOfTokens(group.inside)
        else groups.push(textOfTokens(group.inside))
      })
    })
    let isTableRow = false
    const heap = this.OPTION(() => this.SUBRULE(this.transition))
    this.MANY1(() => this.SUBRULE1(this.group))
    const duration = this.OPTION1(() =>
      this.OR<IToken | undefined>([
        { ALT: () => this.CONSUME(Milliseconds) },
        {
          ALT: () => {
            this.SUBRULE(this.tableRow)
            isTableRow = true
          },
        },
      ]),
    )
    if (isTableRow) return { kind: 'detail', headEnd: Number.POSITIVE_INFINITY, isWhole: false }
    return this.ACTION(() => pauseOf(name, subtype, groups[0], evacuationFailure, heap, duration))
  })

  readonly tableRow = this.RULE('tableRow', () => {
    this.OR([{ ALT: () => this.CONSUME(Integer) }, { ALT: () => this.CONSUME(Other) }])
    this.SUBRULE(this.rest)
  })

  /** A name of several words: `Mark Start`, `Young`, `Init Update Refs`. */
  readonly words = this.RULE('words', (): string => {
    const images: string[] = []
    this.AT_LEAST_ONE(() => {
      const word = this.OR([
        { ALT: () => this.CONSUME(Word) },
        { ALT: () => this.CONSUME(Subtype) },
        { ALT: () => this.CONSUME(Phrase) },
      ])
      images.push(word.image)
    })
    return images.join(' ')
  })

  /** Anything in balanced parentheses. */
  readonly group = this.RULE('group', (): Group => {
    const left = this.CONSUME(LeftParen)
    const inside: IToken[] = []
    this.MANY(() => {
      this.OR([
        {
          ALT: () => {
            inside.push(this.SUBRULE(this.plain))
          },
        },
        {
          ALT: () => {
            const nested = this.SUBRULE(this.group)
            this.ACTION(() => inside.push(nested.left, ...nested.inside, nested.right))
          },
        },
      ])
    })
    const right = this.CONSUME(RightParen)
    return { left, inside, right }
  })

  /** A token that is no parenthesis. */
  readonly plain = this.RULE(
    'plain',
    (): IToken =>
      this.OR([
        { ALT: () => this.CONSUME(Figure) },
        { ALT: () => this.CONSUME(Text) },
        { ALT: () => this.CONSUME(Arrow) },
        { ALT: () => this.CONSUME(Head) },
      ]),
  )

  /** 84M->46M(96M), or ZGC's 34M(27%)->48M(38%) */
  readonly transition = this.RULE('transition', (): Transition => {
    const before = this.CONSUME(Size)
    this.OPTION(() => this.SUBRULE(this.share))
    this.CONSUME(Arrow)
    const after = this.CONSUME1(Size)
    let capacity: IToken | undefined
    this.OPTION1(() => {
      this.CONSUME(LeftParen)
      this.OR([
        {
          ALT: () => {
            capacity = this.CONSUME2(Size)
          },
        },
        { ALT: () => this.CONSUME(Percent) },
      ])
      this.CONSUME(RightParen)
    })
    return this.ACTION(() => transitionOf(before, after, capacity))
  })

  readonly share = this.RULE('share', () => {
    this.CONSUME(LeftParen)
    this.CONSUME(Percent)
    this.CONSUME(RightParen)
  })

  readonly cycle = this.RULE('cycle', (): Cycle => {
    this.CONSUME(CycleHead)
    this.MANY(() => this.SUBRULE(this.group))
    const duration = this.OPTION(() => this.CONSUME(Milliseconds))
    return this.ACTION(() => ({
      kind: 'cycle' as const,
      ...(duration !== undefined && { duration: millisecondsOf(duration) }),
    }))
  })

  readonly cleanup = this.RULE('cleanup', (): Statement => {
    this.CONSUME(CleanupHead)
    this.MANY(() => this.SUBRULE(this.group))
    const heap = this.OPTION(() => this.SUBRULE(this.transition))
    this.OPTION1(() => this.CONSUME(Milliseconds))
    return heap === undefined
      ? { kind: 'detail', headEnd: Number.POSITIVE_INFINITY, isWhole: false }
      : { kind: 'cleanup', heap }
  })

  readonly concurrentPhase = this.RULE('concurrentPhase', (): Statement => {
    const head = this.CONSUME(ConcurrentHead)
    const tokens = this.SUBRULE(this.rest)
    return this.ACTION(() => detailOf([head, ...tokens], (token) => token !== head && token.tokenType !== Word))
  })

  readonly collection = this.RULE('collection', (): Collection => {
    const head = this.CONSUME(CollectionHead)
    const cause = this.SUBRULE(this.group)
    const heap = this.OPTION(() => this.SUBRULE(this.transition))
    this.SUBRULE(this.rest)
    return this.ACTION(() => ({
      kind: 'collection' as const,
      name: head.image,
      cause: textOfTokens(cause.inside),
      ...(heap !== undefined && { heap }),
    }))
  })

  readonly allocationStall = this.RULE('allocationStall', (): Statement => {
    this.CONSUME(AllocationStall)
    this.SUBRULE(this.group)
    const duration = this.OPTION(() => this.CONSUME(Milliseconds))
    return this.ACTION(() => ({
      kind: 'allocation-stall' as const,
      duration: duration === undefined ? undefined : millisecondsOf(duration),
    }))
  })

  readonly outOfMemory = this.RULE('outOfMemory', (): Statement => {
    this.CONSUME(OutOfMemory)
    this.SUBRULE(this.group)
    return { kind: 'out-of-memory' }
  })

  readonly trouble = this.RULE('trouble', (): Statement => {
    const says = this.OR<Statement>([
      {
        ALT: () => {
          this.CONSUME(ToSpaceExhausted)
          return { kind: 'to-space-exhausted' }
        },
      },
      {
        ALT: () => {
          this.CONSUME(PromotionFailed)
          return { kind: 'promotion-failed' }
        },
      },
      {
        ALT: () => {
          this.CONSUME(TimeLimit)
          return { kind: 'gc-time-limit' }
        },
      },
      {
        ALT: () => {
          this.CONSUME(MetaspaceFailed)
          return { kind: 'metaspace-oom' }
        },
      },
      {
        ALT: () => {
          const head = this.CONSUME(FullCompaction)
          return { kind: 'full-compaction', last: /maxim/.test(head.image) }
        },
      },
    ])
    this.SUBRULE(this.rest)
    return says
  })

  readonly trigger = this.RULE('trigger', (): Statement => {
    this.CONSUME(Trigger)
    const tokens = this.SUBRULE(this.rest)
    return this.ACTION(() => ({
      kind: 'trigger' as const,
      explicit: tokens.some((token) => token.tokenType === SystemGc),
    }))
  })

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

  readonly rest = this.RULE('rest', (): IToken[] => {
    const tokens: IToken[] = []
    this.MANY(() => {
      tokens.push(
        this.OR([
          { ALT: () => this.SUBRULE(this.plain) },
          { ALT: () => this.CONSUME(LeftParen) },
          { ALT: () => this.CONSUME(RightParen) },
        ]),
      )
    })
    return tokens
  })
}

const grammar = textGrammar(vocabulary, UnifiedParser)
export const unifiedGrammar: CheckedGrammar = grammar

/** What the line says, or undefined: nothing that HotSpot prints. Never throws. */
export function parseUnified(text: string): Message | undefined {
  const { value: message, parserErrors } = grammar.parse(text, (parser) => parser.message())
  return parserErrors.length > 0 ? undefined : message
}

function pauseOf(
  name: string,
  subtype: string | undefined,
  group: string | undefined,
  evacuationFailure: boolean,
  heap: Transition | undefined,
  duration: IToken | undefined,
): Pause {
  const hasCause = /^(?:Young|Mixed|Full|Initial Mark)/.test(name)
  return {
    kind: 'pause',
    name,
    ...(subtype !== undefined && { subtype }),
    ...(hasCause && group !== undefined && { cause: group }),
    evacuationFailure,
    ...(heap !== undefined && { heap }),
    ...(duration !== undefined && { duration: millisecondsOf(duration) }),
  }
}

function transitionOf(before: IToken, after: IToken, capacity: IToken | undefined): Transition {
  return {
    before: bytesOf(before),
    after: bytesOf(after),
    ...(capacity !== undefined && { capacity: bytesOf(capacity) }),
  }
}
