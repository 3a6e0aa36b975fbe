import type { Block, LineCursor } from './block.ts'
import { eachLine } from './block.ts'
import type { NeedleSearch } from './needle-search.ts'

const NEWLINE = 10
const LONGEST_NEEDLE = 64

/**
 * Calls `visit` for each line and says whether it holds one of the needles: only such a line is worth its text. A
 * needle may begin with \n to mean the beginning of a line.
 */
export function eachGatedLine(
  block: Block,
  needles: NeedleSearch,
  visit: (cursor: LineCursor, hit: boolean) => void,
): void {
  let next = beginsWithNeedle(block, needles) ? block.start : needles.find(block.bytes, block.start, block.end)
  eachLine(block, (cursor) => {
    const hit = next < cursor.end
    if (hit) next = needles.find(block.bytes, cursor.end, block.end)
    visit(cursor, hit)
  })
}

/** The newline before a block's first line is in the block before, or still in front of it. */
function beginsWithNeedle({ bytes, start, end }: Block, needles: NeedleSearch): boolean {
  const stop = Math.min(end, start + LONGEST_NEEDLE)
  if (start > 0 && bytes[start - 1] === NEWLINE) return needles.find(bytes, start - 1, stop) === start - 1
  const line = new Uint8Array(stop - start + 1)
  line[0] = NEWLINE
  line.set(bytes.subarray(start, stop), 1)
  return needles.find(line, 0, line.length) === 0
}
