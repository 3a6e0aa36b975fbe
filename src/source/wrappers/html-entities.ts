import type { Wrapper } from './wrapper.ts'

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' }
const ENTITY = /&(?:(lt|gt|amp|quot|apos|nbsp)|#(\d{1,6})|#x([0-9a-f]{1,6}));/gi
const TAG = /<\/?(?:pre|code|p|br|div|span|samp)(?: [^<>]*)?\/?>/gi
const MARKUP = /[<>]|&(?:lt|gt|amp|quot|apos|nbsp|#\d{1,6}|#x[0-9a-f]{1,6});/i

/** The source of a web page or of a mail: `<pre>`, `&lt;init&gt;`, `&quot;main&quot;`. */
export const htmlEntities: Wrapper = {
  id: 'html-entities',
  peel(line) {
    return MARKUP.test(line) ? { text: line.replace(TAG, '').replace(ENTITY, decoded) } : undefined
  },
  /** Nothing is left of a sharp bracket besides the tags: what a log writes with one is written as an entity. */
  fits(lines) {
    const text = lines.join('\n')
    if (text.search(ENTITY) < 0 && !/<pre\b/i.test(text)) return false
    return !/[<>]/.test(text.replace(TAG, ''))
  },
}

function decoded(
  entity: string,
  name: string | undefined,
  decimal: string | undefined,
  hex: string | undefined,
): string {
  if (name !== undefined) return NAMED[name.toLowerCase()] ?? entity
  const code = decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal)
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : entity
}
