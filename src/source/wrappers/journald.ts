import { peeled, shareOf, type Wrapper } from './wrapper.ts'

// `Apr 10 07:23:12 host kafka[1303882]: …` (journalctl -o short, classic syslog) and `2025-04-10T07:23:12+0000 host …`
// (short-iso, rsyslog's default since version 8), with the priority in front when taken off the wire.
const TRADITIONAL = String.raw`[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d+)?`
const ISO = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)`
// `… INFO main: text` and `… Caused by: text` have no host, only a stamp.
const WORD = '(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|Caused|Suppressed) '
const LINE = new RegExp(
  String.raw`^(?:<\d+>)?(?:${TRADITIONAL}|(${ISO})) (?!${WORD}|at )([\w.:-]*\w) ([A-Za-z][\w.@/()-]*?)(?:\[(\d+)\])?: ?(.*)$`,
  's',
)

/**
 * The system's journal as text. What the kernel says is left whole: its own prefix is the kernel log's format.
 * Lost on the way: the short form has no year, so it gives no stamp.
 */
export const journald: Wrapper = {
  id: 'journald',
  peel(line) {
    const [, stamp, , unit, pid, text] = LINE.exec(line) ?? []
    if (text === undefined || unit === 'kernel') return undefined
    return peeled(text, stamp, pid === undefined ? unit : `${unit}[${pid}]`)
  },
  fits: (lines) => shareOf(journald, lines) > 0.2,
}
