import { redacted } from '../model/redaction.ts'
import type { Span } from '../model/span.ts'
import { shortened } from '../model/wording.ts'
import type { LineCursor } from './block.ts'
import { lineText } from './block.ts'

const MAX_EXCERPT = 240

/** Redacted and shortened to 240 characters. */
export function excerptOf(text: string): string {
  return shortened(redacted(text).trim(), MAX_EXCERPT)
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
