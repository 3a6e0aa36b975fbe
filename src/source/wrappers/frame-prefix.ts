import { peeled, type Wrapper } from './wrapper.ts'

/** A frame or a cause that is not the first on its line: nothing that logs writes words in front of those. */
const BEHIND =
  /^(.*?\S)[ \t]+(?:at [\w$.<>@/-]+\((?:[\w$.-]+\.(?:java|scala|kt|groovy|clj):\d+|Native Method|Unknown Source)\)|Caused by: (?:[\w$]+\.)+[\w$]+|\.\.\. \d+ (?:more|common))/
const BARE = /^\s*(?:at [\w$.<>@/-]+\([^()]*\)\s*$|Caused by: (?:[\w$]+\.)+[\w$]+)/
/** With a level it is a log's own layout, as of a server that logs what was printed on stderr. */
const LEVEL = /\b(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|SEVERE)\b/
const FEWEST_LINES = 3
const MOST_WORDS = 12
const MOST_NAMES = 24
const STAMP = /^\S*\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\S*/

/**
 * Words that any other tool put in front of every line, learned from the frames of stack traces:
 *
 *   kafka-0 kafka java.lang.OutOfMemoryError: Java heap space                          (stern)
 *   2024-01-01T10:00:00Z {pod="kafka-0"}     at java.util.Arrays.copyOf(…)             (logcli)
 *   2024-01-01T10:00:00.123000+00:00 ecs/kafka/0f1e Caused by: java.io.IOException: …  (aws logs tail)
 */
export function framePrefixOf(lines: readonly string[]): Wrapper | undefined {
  const prefixes = lines.flatMap((line) => BEHIND.exec(line)?.[1] ?? [])
  if (prefixes.length === 0 || lines.length < FEWEST_LINES) return undefined
  if (prefixes.some((prefix) => LEVEL.test(prefix)) || lines.some((line) => BARE.test(line))) return undefined
  const prefix = patternOf(prefixes)
  if (prefix === undefined || lines.filter((line) => prefix.test(line)).length < lines.length * 0.7) return undefined
  return {
    id: 'frame-prefix',
    peel(line) {
      const [whole, words] = prefix.exec(line) ?? []
      if (whole === undefined || words === undefined) return undefined
      return peeled(line.slice(whole.length), STAMP.exec(words)?.[0], words.replace(STAMP, '').trim())
    },
  }
}

/** Any word where they differ, as the names of pods do; where all do, only those that were seen. Numbers may be others. */
function patternOf(prefixes: readonly string[]): RegExp | undefined {
  const rows = prefixes.map((prefix) => prefix.split(' '))
  const [first = []] = rows
  if (first.length > MOST_WORDS || rows.some((row) => row.length !== first.length)) return undefined
  const columns = first.map((_, column) => [...new Set(rows.map((row) => withoutNumbers(row[column] as string)))])
  const isAnchored = columns.some((words) => words.length === 1)
  if (columns.some((words) => words.length > MOST_NAMES)) return undefined
  const patterns = columns.map((words) => (isAnchored && words.length > 1 ? String.raw`\S+` : `(?:${words.join('|')})`))
  return new RegExp(`^(${patterns.join(' ')})(?:[ \\t]|$)`)
}

function withoutNumbers(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`).replace(/\d+/g, String.raw`\d+`)
}
