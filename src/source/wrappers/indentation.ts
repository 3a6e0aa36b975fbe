import type { Wrapper } from './wrapper.ts'

const FEWEST_LINES = 3
/** One blank in front of each line is the habit of some programs, and changes nothing for a reader. */
const INDENTED = /^(?: {2,}|\t)[ \t]*/
const FRAME = /^\s*at \S/
/** Between paragraphs of an issue a crash log is a block of code. */
const HEADLINE =
  /^( {2,}|\t+)# (?:A fatal error has been detected by|There is insufficient memory for|An unexpected error has been detected by)/

/**
 * Text that was pasted as a block of code: all lines are set in by the same blanks, or those are that follow a crash
 * log's headline.
 *
 *       # A fatal error has been detected by the Java Runtime Environment:
 *       #
 *       #  SIGSEGV (0xb) at pc=0x00007f7490972c48, pid=22772, tid=22773
 */
export function indentationOf(lines: readonly string[]): Wrapper | undefined {
  const indent = indentOfBlock(lines) ?? commonIndent(lines)
  if (indent === undefined || indent === '') return undefined
  return {
    id: 'indentation',
    peel: (line) => (line.startsWith(indent) ? { text: line.slice(indent.length) } : undefined),
  }
}

function indentOfBlock(lines: readonly string[]): string | undefined {
  const indent = lines.map((line) => HEADLINE.exec(line)?.[1]).find((found) => found !== undefined)
  if (indent === undefined) return undefined
  return lines.filter((line) => line.startsWith(indent)).length > lines.length / 2 ? indent : undefined
}

/** What all lines begin with; frames of a stack trace are set in by nature. */
function commonIndent(lines: readonly string[]): string | undefined {
  if (lines.length < FEWEST_LINES || lines.some((line) => !INDENTED.test(line))) return undefined
  if (lines.filter((line) => FRAME.test(line)).length > lines.length / 2) return undefined
  let common = INDENTED.exec(lines[0] as string)?.[0] ?? ''
  for (const line of lines) while (!line.startsWith(common)) common = common.slice(0, -1)
  return common
}
