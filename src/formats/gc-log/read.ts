// Reads a GC log line by line. The common line is passed over by its head (DullHeads), the rest goes through the shape
// cache to the grammar; what it says is told to the run it stands in.

import type { Message } from '../../../grammars/gc-log/message.ts'
import { parseUnified } from '../../../grammars/gc-log/unified.ts'
import type { Block, LineCursor } from '../../source/block.ts'
import { eachLine, lineText } from '../../source/block.ts'
import { excerptOf } from '../../source/excerpt.ts'
import { ShapeCache } from '../../source/shape-cache.ts'
import type { Reader, Reading, ReadingContext } from '../format.ts'
import { epochOf, findGlued, findLayout, fits, type Layout, UNDECORATED, uptimeOf } from './decorators.ts'
import { DullHeads } from './dull-heads.ts'
import type { Moment } from './moment.ts'
import { Runs } from './runs.ts'
import { UnifiedEvents } from './unified-events.ts'

export interface GcLogOptions extends ReadingContext {
  /** False: every line goes through the shape cache. The reading is the same, and slower. */
  readonly gate?: boolean
}

export function open(context: ReadingContext): Reader {
  return new GcLogReader(context)
}
