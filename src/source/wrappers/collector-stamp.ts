import { peeled, shareOf, type Wrapper } from './wrapper.ts'

const ISO = String.raw`(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d))[ \t]`
// Rancher's log view puts the reader's local time in front, in the reader's language: `2019/12/18 上午9:43:17`.
const LOCALE = String.raw`\d{1,4}[/.]\d{1,2}[/.]\d{1,4},? [^\x00-\x7f]{0,4}\d{1,2}:\d\d:\d\d(?: [AP]M)? ?(?=\[|\d{4}-|\s|[A-Za-z])`
// Jenkins' Timestamper: `[2024-03-08T16:42:33.730Z] `, or the time of day and two blanks.
const JENKINS = String.raw`\[(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\] ?|\d\d:\d\d:\d\d {2}`
const LINE = new RegExp(`^(?:${ISO}|${LOCALE}|${JENKINS})(.*)$`, 's')
/** Written by Go with all its digits, as by kubectl and GitHub's runners; Java's loggers end at microseconds. */
const NANOSECONDS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7,9}(?:Z|[+-]\d\d:\d\d)[ \t]/
/** What follows a stamp of one's own: a level, a thread; in `docker events` the kind of object. */
const AFTER_OWN_STAMP =
  /^\s*\[?(?:TRACE|DEBUG|INFO|WARN|ERROR|FATAL|SEVERE|WARNING)\b|^\s*\[[\w .#-]+\] (?:TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\b|^(?:container|image|network|volume|plugin) [\w:-]+ /i
const OWN_STAMP = /^\s*\[?\d{4}[-/.]\d\d[-/.]\d\d[T ]/
const STRUCTURAL = /^\s*(?:at \S+\(|Caused by: |#(?: |$)|$)/
/** No log puts a stamp of its own in front of these. */
const NEVER_STAMPED =
  /^\s+at [\w$.<>@/]+\([^()]*\)\s*$|^Caused by: (?:\w+\.)+\w+|^\s*\.\.\. \d+ more|^# (?:A fatal error has|There is insufficient)/

/** A stamp that a collector (`kubectl logs --timestamps`, Rancher, Jenkins) put in front of lines that have their own. */
export const collectorStamp: Wrapper = {
  id: 'collector-stamp',
  peel(line) {
    const [, stamp, jenkins, text] = LINE.exec(line) ?? []
    return text === undefined ? undefined : peeled(text, stamp ?? jenkins)
  },
  /** Every line has it, a trace's frames too; or the line's own stamp follows. */
  fits(lines) {
    if (shareOf(collectorStamp, lines) < 0.7) return false
    const inner = lines.flatMap((line) => collectorStamp.peel(line)?.text ?? [])
    const fine = lines.filter((line) => NANOSECONDS.test(line)).length
    const own = inner.filter((text) => AFTER_OWN_STAMP.test(text)).length
    if (fine > lines.length * 0.7 && own < inner.length * 0.5) return true
    const stamped = inner.filter((text) => OWN_STAMP.test(text)).length
    const structural = inner.filter((text) => STRUCTURAL.test(text)).length
    return stamped + structural > inner.length * 0.3 || inner.some((text) => NEVER_STAMPED.test(text))
  },
}
