import type { Span } from '../model/span.ts'
import type { LineCursor } from './block.ts'
import { lineText } from './block.ts'

const MAX_EXCERPT = 240

// Values that must not travel in a report: passwords, tokens and keys in properties, JAAS lines, URLs and agent options.
const SECRET =
  /((?:pass(?:word|wd|phrase)?|secret|token|api[-_.]?key|access[-_.]?key|private[-_.]?key|credential|license[-_.]?key)s?["']?\s*[=:]\s*)("[^"]*"|'[^']*'|[^\s,;&]+)/gi
const URL_LOGIN = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]+:)[^\s@/]+@/gi

/** Redacted and shortened to 240 characters. */
export function excerptOf(text: string): string {
  const redacted = text.replace(SECRET, '$1[redacted]').replace(URL_LOGIN, '$1[redacted]@').trim()
  return redacted.length <= MAX_EXCERPT ? redacted : `${redacted.slice(0, MAX_EXCERPT - 1)}…`
}

/** The span of the cursor's line. */
export function spanOf(artifact: string, cursor: LineCursor): Span {
  return {
    artifact,
    line: cursor.line,
    endLine: cursor.endLine,
    byteOffset: cursor.byteOffset,
    excerpt: excerptOf(lineText(cursor)),
  }
}

/** The first span, drawn out to the end of the cursor's line. */
export function spanThrough(first: Span, cursor: LineCursor): Span {
  return { ...first, endLine: cursor.endLine }
}
