import { isLogText, TEXT_KEYS } from './json-envelope.ts'
import type { Wrapper } from './wrapper.ts'

const FIELD = /^\s*"([\w.@-]+)": ?("(?:[^"\\]|\\.)*"),?\s*$/
const STRUCTURE = /^\s*(?:"[^"]+": ?|[[\]{}]+,?\s*$)/

/**
 * Log entries as one indented JSON document, each key on a line of its own: `gcloud logging read --format=json`, Azure,
 * Kibana's and Grafana's downloads. Only the texts are left, each from the line that it stands on.
 */
export const jsonDocument: Wrapper = {
  id: 'json-document',
  peel: (line) => ({ text: textOf(line) ?? '' }),
  fits(lines) {
    if (!/^\s*[[{]/.test(lines[0] ?? '')) return false
    const structural = lines.filter((line) => STRUCTURE.test(line)).length
    return structural > lines.length * 0.8 && lines.some((line) => isLogText(textOf(line) ?? ''))
  },
}

function textOf(line: string): string | undefined {
  const [, key, value] = FIELD.exec(line) ?? []
  if (key === undefined || value === undefined || !TEXT_KEYS.includes(key)) return undefined
  try {
    return String(JSON.parse(value)).replace(/\r?\n$/, '')
  } catch {
    // An escape that JSON does not know: no text of an export.
    return undefined
  }
}
