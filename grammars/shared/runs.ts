import type { CustomPatternMatcherFunc } from 'chevrotain'

/** Whether the line that begins at `at` belongs to the run. */
export type LineTest = (text: string, at: number) => boolean

/** The offset behind the line that begins at `at`, its line end included. */
export function behindLine(text: string, at: number): number {
  const newline = text.indexOf('\n', at)
  return newline < 0 ? text.length : newline + 1
}

/** One token for consecutive lines of a kind: a thousand rows cost the parser as much as one. */
export function runOf(isRow: LineTest): CustomPatternMatcherFunc {
  return (text, start) => {
    let end = start
    while (end < text.length && isRow(text, end)) end = behindLine(text, end)
    return end === start ? null : [text.slice(start, end)]
  }
}

/** One token for a whole line. */
export function lineThat(isRow: LineTest): CustomPatternMatcherFunc {
  return (text, start) => (isRow(text, start) ? [text.slice(start, behindLine(text, start))] : null)
}
