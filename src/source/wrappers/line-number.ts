import type { Wrapper } from './wrapper.ts'

const FEWEST_LINES = 5
const LINE = /^ *(\d{1,7})(?:\t| {1,2}\|? ?|:(?! ))(.*)$/s
/** What people number to speak of: a crash log, a stack trace, a log. Series and tables have columns of numbers too. */
const INNER =
  /^(?:# (?:A fatal error|There is insufficient|JRE version)|-{5,} +(?:[A-Z] ){4}|\s*at [\w.$/@]+\(|\[?\d{4}-\d\d-\d\d[T ])/

/** The number of each line in front of it: `cat -n`, `nl`, `grep -n ''`, and what pages that show code hand out. */
export const lineNumber: Wrapper = {
  id: 'line-number',
  peel(line) {
    const text = LINE.exec(line)?.[2]
    return text === undefined ? undefined : { text }
  },
  /** Each is one more than the one before. */
  fits(lines) {
    if (lines.length < FEWEST_LINES || !lines.some((line) => INNER.test(LINE.exec(line)?.[2] ?? ''))) return false
    let steps = 0
    for (let index = 1; index < lines.length; index++) {
      const [before, after] = [numberOf(lines[index - 1]), numberOf(lines[index])]
      if (before !== undefined && after === before + 1) steps++
    }
    return steps > 0.95 * (lines.length - 1)
  },
}

function numberOf(line: string | undefined): number | undefined {
  const digits = LINE.exec(line ?? '')?.[1]
  return digits === undefined ? undefined : Number(digits)
}
