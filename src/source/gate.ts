import type { Block, LineCursor } from './block.ts'
import { eachLine } from './block.ts'
import type { NeedleSearch } from './needle-search.ts'

/**
 * Calls `visit` for each line and says whether it holds one of the needles: only such a line is worth its text. A
 * needle may begin with \n to mean the beginning of a line; so the first line of a block is always a hit.
 */
export function eachGatedLine(
  block: Block,
  needles: NeedleSearch,
  visit: (cursor: LineCursor, hit: boolean) => void,
): void {
  let next = needles.find(block.bytes, block.start, block.end)
  eachLine(block, (cursor) => {
    const hit = next < cursor.end || cursor.start === block.start
    if (next < cursor.end) next = needles.find(block.bytes, cursor.end, block.end)
    visit(cursor, hit)
  })
}
