// Which lines of a file that begins with a crash log belong to that log, or to the next one behind it. They are of no use
// to any other format, and some would mislead one: the banner is what the console shows too.

/** Lines that no crash log has, so something else begins: a stamped record, or a word of the shell. */
const STAMP_OR_WORD =
  /^(?:\[?\d{4}-\d\d-\d\d[T ]|\[\d+[.,]\d+s\]|[A-Z]\w\w +\d+ \d\d:\d\d:|(?:Aborted|Killed|Segmentation fault|Bus error)\b)/
/** The shell waits for a command again. */
const PROMPT = /^(?:[^\s#]+[$#]|\$) \S/
const HEADLINE =
  /^# (?:A fatal error has been detected by|An unexpected error has been detected by|There is insufficient memory for) /
/** All that may stand behind the line `vm_info:`; JDK 8 and older write no `END.` */
const LAST_LINES = /^(?:time: |timezone: |elapsed time: |END\.|[#\s]*$)/

const BLANK = 32
const HASH = 35
const DOLLAR = 36
/** Behind the digits and the capitals. */
const LEFT_BRACKET = 91

export class LogExtent {
  #inside = false
  #isEnding = false

  /** False for a line in which another format may find something. */
  isOwn(line: string): boolean {
    const first = line[0]
    if (first === '#' && HEADLINE.test(line)) {
      this.#inside = true
      this.#isEnding = false
    } else if (this.#inside && (this.#isEnding ? !LAST_LINES.test(line) : isForeign(line))) this.#inside = false
    const isOwn = this.#inside || line === '#' || line === ''
    if (first === 'v' && line.startsWith('vm_info:')) this.#isEnding = true
    if (first === 'E' && line.startsWith('END.')) this.#inside = false
    return isOwn
  }
}

/** Asked of each line of each log, so that a pattern is tried only where the first character or the first blank allows it. */
function isForeign(line: string): boolean {
  const first = line.charCodeAt(0)
  if (first <= LEFT_BRACKET && first !== BLANK && STAMP_OR_WORD.test(line)) return true
  const beforeBlank = line.charCodeAt(line.indexOf(' ') - 1)
  return (beforeBlank === DOLLAR || beforeBlank === HASH) && PROMPT.test(line)
}

/** The extent after these lines of a file. */
export function extentBehind(lines: readonly string[]): LogExtent {
  const extent = new LogExtent()
  for (const line of lines) extent.isOwn(line)
  return extent
}
