// Which lines may be a part of a stack trace. Only a look: whether they are is the grammar's to say.

/** The line of a throwable, a label, or a frame that lost its `at`. */
export const THROWABLE_LINE: RegExp =
  /^\s*(?:Exception in thread "|Exception: \S+ thrown from|(?:[\w$\u0080-\uffff-]+\.)+[\w$]*(?:Exception|Error|Throwable|Failure|Fault|Death)[\w$]*(?::|\s*$)|\.\.\. \d+ |(?:Suppressed|Wrapped by): |\[CIRCULAR|at\s*$|(?:[\w$@.-]*\/){0,2}[\w$]+(?:\.[\w$<>-]+)+\([^()\s]*(?:\.(?:java|scala|kt)(?::\d+)?|Native Method|Unknown Source)\))/

const HEADER = /^\s*(?:Exception|[\w$\u0080-\uffff-]+\.[\w$.\u0080-\uffff-]*(?::|\s*$)|Wrapped by)/

/** Names what was thrown; a trace that starts otherwise had it in the line before. */
export function isHeader(text: string): boolean {
  return HEADER.test(text)
}

const OPENING_PARENTHESIS = 40

/** `at `, `Caused by:` or `...`: told from bytes, for most of the lines that start no record are such. */
export function isTraceLine(b: Uint8Array, at: number, end: number): boolean {
  const first = b[at]
  if (first === 97) return b[at + 1] === 116 && b[at + 2] === 32 && hasParenthesis(b, at + 3, end)
  if (first === 67) return b[at + 1] === 97 && b[at + 3] === 115 && b[at + 7] === 98 && b[at + 9] === 58
  return first === 46 && b[at + 1] === 46 && b[at + 2] === 46 && isDigit(b[at + 4])
}

function hasParenthesis(bytes: Uint8Array, from: number, end: number): boolean {
  for (let at = from; at < end; at++) if (bytes[at] === OPENING_PARENTHESIS) return true
  return false
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 48 && byte <= 57
}

/** A frame that ends with its place, `\tat a.B.c(B.java:1)`: nothing is glued to it. */
export function isWholeFrame(b: Uint8Array, start: number, end: number): boolean {
  if (b[start] !== 9 || b[start + 1] !== 97 || b[start + 2] !== 116 || b[end - 1] !== 41) return false
  let at = end - 2
  while (at > start && isPlaceByte(b[at] as number)) at--
  return b[at] === OPENING_PARENTHESIS && (b[at - 1] as number) > 32
}

/** What `(Native Method)`, `(<generated>)` and `(Log.scala:12)` are made of. */
function isPlaceByte(byte: number): boolean {
  return (
    (byte >= 97 && byte <= 122) ||
    (byte >= 65 && byte <= 90) ||
    (byte >= 45 && byte <= 58 && byte !== 47) ||
    byte === 32 ||
    byte === 36 ||
    byte === 60 ||
    byte === 62 ||
    byte === 95
  )
}
