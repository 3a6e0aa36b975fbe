// What collectors say that they do: pauses, cycles, whole collections, and what went wrong in them.
//
// Source: gc/g1/g1Trace*.cpp, gc/g1/g1CollectedHeap.cpp, gc/z/zStat.cpp, gc/shenandoah/shenandoahUtils.cpp.

import type { IToken } from 'chevrotain'
import { detailOf, textOfTokens } from './dull-line.ts'
import type { Collection, Cycle, Pause, Statement, Transition } from './message.ts'
import { Integer, Milliseconds, millisecondsOf, Other, Word } from './tokens.ts'
import { UnifiedParts } from './unified-parts.ts'
import {
  AllocationStall,
  CleanupHead,
  CollectionHead,
  ConcurrentHead,
  CycleHead,
  EvacuationFailure,
  FullCompaction,
  MetaspaceFailed,
  OutOfMemory,
  PauseHead,
  PromotionFailed,
  Subtype,
  SystemGc,
  TimeLimit,
  ToSpaceExhausted,
  Trigger,
} from './unified-tokens.ts'

/** The statements about collections; the parser of a line adds those about everything else. */
export abstract class CollectionStatements extends UnifiedParts {
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
