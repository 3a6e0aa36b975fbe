import { peeled, shareOf, type Wrapper } from './wrapper.ts'

const ISO = String.raw`(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d))[ \t]`
// Rancher's log view puts the reader's local time in front, in the reader's language: `2019/12/18 上午9:43:17`.
const LOCALE = String.raw`\d{1,4}[/.]\d{1,2}[/.]\d{1,4},? [^\x00-\x7f]{0,4}\d{1,2}:\d\d:\d\d(?: [AP]M)? ?(?=\[|\d{4}-|\s|[A-Za-z])`
// Jenkins' Timestamper: `[2024-03-08T16:42:33.730Z] `, or the time of day and two blanks.
const JENKINS = String.raw`\[(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\] ?|\d\d:\d\d:\d\d {2}`
const LINE = new RegExp(`^(?:${ISO}|${LOCALE}|${JENKINS})(.*)$`, 's')
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
    const stamped = inner.filter((text) => OWN_STAMP.test(text)).length
    const structural = inner.filter((text) => STRUCTURAL.test(text)).length
    return stamped + structural > inner.length * 0.3 || inner.some((text) => NEVER_STAMPED.test(text))
  },
}
