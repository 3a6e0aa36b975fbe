import { peeled, type Wrapper } from './wrapper.ts'

const LINE = /^ ?(?:\(([\w.-]+)\)|([A-Za-z][\w./-]*\.sh|[A-Za-z][\w./-]*):) (.*)$/s
const INNER = /^\s*(?:\[?\d{4}-\d\d-\d\d|at \S+\(|Caused by: |\[[^\]]*\]|(?:TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\b)/

/** A script's or node's name in front of every line: `(streams-soak-3) …`, `kafka-server-start.sh: …`. */
export const tagPrefix: Wrapper = {
  id: 'tag-prefix',
  peel(line) {
    const tag = LINE.exec(line)
    return tag === null ? undefined : peeled(tag[3] as string, undefined, tag[1] ?? tag[2])
  },
  /** Few names, on nearly all lines, and a log behind them: else it is text with a colon. */
  fits(lines) {
    if (lines.length < 2) return false
    const matches = lines.map((line) => LINE.exec(line)).filter((match) => match !== null)
    const names = new Set(matches.map((match) => match[1] ?? match[2]))
    const inner = matches.filter((match) => INNER.test(match[3] as string)).length
    return matches.length >= lines.length * 0.9 && names.size <= 8 && inner >= matches.length * 0.5
  },
}
