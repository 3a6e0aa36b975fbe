import { defineFinding } from '../model/finding.ts'
import { crashFrames, frameText } from './evidence/crash.ts'

const GC_FRAME =
  /copy_to_survivor|oop_iterate|oops_do|follow_stack|follow_contents|mark_and_push|MarkSweep::|G1(?!BarrierSet)\w*::|PSPromotionManager|PSScavenge|ParCompactionManager|PSParallelCompact|CMS|Shenandoah\w*::|^Z(?:Mark|Barrier|Relocate|Heap|Generation)\w*::|GenCollectedHeap::|DefNew|Tenured|oopDesc::size|RefProc|ReferenceProcessor/

export const gcFramesInStack = defineFinding({
  id: 'gc-frames-in-stack',
  title: 'The fault happened in the garbage collector',
  needs: [],
  reads: ['crash.problematic-frame', 'crash.stack', 'crash.log'],
  test(facts) {
    const { frames, cites } = crashFrames(facts)
    const [top] = frames
    if (top === undefined) return { state: 'unknown' }
    const found = frames.slice(0, 6).find((frame) => frame.kind === 'V' && GC_FRAME.test(frame.symbol ?? ''))
    return found === undefined
      ? { state: 'absent', statement: `the faulting frame is ${frameText(top)}`, cites }
      : { state: 'present', statement: `the collector walked into a damaged object: ${frameText(found)}`, cites }
  },
})
