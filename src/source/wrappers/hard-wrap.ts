import type { Wrapper } from './wrapper.ts'

const NARROWEST = 60
const WIDEST = 260
const FEWEST_LINES = 3
/** What a line starts with that cannot be the second half of another. */
const BEGINS =
  /^\s*(?:\[?\d{4}[-/.]\d\d[-/.]\d\d[T ]|\[?\d{1,2}:\d\d:\d\d|at \S|Caused by:|\.\.\. \d|Exception in thread|#|(?:TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\b|(?:[\w$]+\.)+[\w$]*(?:Exception|Error)\b|$)/
const STAMP = /^\s*\[?\d{4}[-/.]\d\d[-/.]\d\d[T ]\d\d:\d\d/

/**
 * A log copied from a terminal: long lines are broken at its width, in the middle of words too. Told only where records
 * start with stamps; a space at the break is lost.
 *
 *   [2019-10-06 01:34:11,642] WARN Client session timed out, … (org.apache.zookeeper.ClientCnx
 *   n)
 */
export function hardWrapOf(lines: readonly string[]): Wrapper | undefined {
  const width = Math.max(0, ...lines.map((line) => line.length))
  if (width < NARROWEST || width > WIDEST) return undefined
  const stamped = lines.filter((line) => STAMP.test(line)).length
  const full = lines.flatMap((line, index) => (line.length >= width - 1 && index + 1 < lines.length ? [index] : []))
  const broken = full.filter((index) => STAMP.test(lines[index] as string) && !BEGINS.test(lines[index + 1] as string))
  const exact = broken.filter((index) => lines[index]?.length === width).length
  if (broken.length < FEWEST_LINES || exact < 2 || broken.length < full.length * 0.8 || stamped < lines.length * 0.3) {
    return undefined
  }
  return {
    id: 'hard-wrap',
    begins: (line) => BEGINS.test(line),
    peel: (line) => ({ text: line.length === width - 1 ? `${line} ` : line, partial: line.length >= width - 1 }),
  }
}
