import { shareOf, type Wrapper } from './wrapper.ts'

const LINE = /^\[(?:error|warn|info|ERROR|WARNING|WARN|INFO)\] ?(.*)$/s
/** What a JVM prints and no build tool says of itself. */
const INNER = /^\s*(?:#(?: |$)|at \S+\(|Caused by: |(?:[a-z]\w*\.)+[A-Z]\w*(?:Error|Exception)\b)/

/** sbt and Maven put a level before every line, those of a trace or of a crash banner too: `[error] java.lang.…`. */
export const buildLevel: Wrapper = {
  id: 'build-level',
  peel(line) {
    const text = LINE.exec(line)?.[1]
    return text === undefined ? undefined : { text }
  },
  fits(lines) {
    return shareOf(buildLevel, lines) > 0.9 && lines.some((line) => INNER.test(LINE.exec(line)?.[1] ?? ''))
  },
}
