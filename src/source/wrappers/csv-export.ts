import { epochOf, type Peeled, type Wrapper } from './wrapper.ts'

const MESSAGE = /^(?:@?message|msg|_raw|content|line|log|logmessage|textpayload|body)$/i
const FIELD = /(?:"((?:[^"]|"")*)"|([^",]*))(?:,|$)/y

/**
 * What CloudWatch, Datadog, Splunk and others export: a header, one of whose columns is the log's line. A text of many
 * lines stands in quotes, so that only its first line has the other columns.
 *
 *   timestamp,message
 *   1690000000123,"java.lang.OutOfMemoryError: Java heap space
 *   	at java.util.Arrays.copyOf(Arrays.java:3537)"
 */
export function csvExportOf(lines: readonly string[]): Wrapper | undefined {
  const [header = '', ...rows] = lines
  const columns = fieldsOf(header, Number.POSITIVE_INFINITY)?.fields ?? []
  const column = columns.findIndex((name) => MESSAGE.test(name))
  const firstRow = rows.find((row) => row.trim() !== '')
  if (columns.length < 2 || column < 0 || firstRow === undefined) return undefined
  const shape = shapeOf(fieldsOf(firstRow, 1)?.fields[0])
  if (column > 0 && shape === '') return undefined
  return {
    id: 'csv-export',
    peel(line) {
      if (line === header) return undefined
      const before = column === 0 ? { fields: [], end: 0 } : fieldsOf(line, column)
      const begins = before !== undefined && (column === 0 || shapeOf(before.fields[0]) === shape)
      return begins ? { text: opened(line.slice(before.end)), ...stampOf(before.fields) } : { text: closed(line) }
    },
    fits: () => true,
  }
}

/** The first fields, and where the next one begins; undefined for a line that has fewer. */
function fieldsOf(line: string, count: number): { fields: string[]; end: number } | undefined {
  const fields: string[] = []
  FIELD.lastIndex = 0
  while (fields.length < count && FIELD.lastIndex < line.length) {
    const match = FIELD.exec(line)
    if (match === null) return undefined
    fields.push((match[1] ?? match[2] ?? '').trim())
    if (!match[0].endsWith(',')) break
  }
  const end = FIELD.lastIndex
  return fields.length < count && count !== Number.POSITIVE_INFINITY ? undefined : { fields, end }
}

/** Numbers differ from row to row; what is around them does not. */
function shapeOf(field: string | undefined): string {
  return (field ?? '').replace(/\d+/g, '0')
}

function opened(text: string): string {
  return text.startsWith('"') ? closed(text.slice(1)) : text.replace(/,[^,]*$/, (tail) => (tail.length < 2 ? '' : tail))
}

/** Up to the quote that ends the text, which is not doubled. */
function closed(text: string): string {
  const end = /(?<!")(?:"")*"(?!")/.exec(text)
  const inside = end === null ? text : text.slice(0, end.index + end[0].length - 1)
  return inside.replaceAll('""', '"')
}

function stampOf([field = '']: readonly string[]): Pick<Peeled, 'epochMs'> {
  const epochMs = /^\d{13}$/.test(field) ? Number(field) : /[T ]\d\d:\d\d/.test(field) ? epochOf(field) : undefined
  return epochMs === undefined ? {} : { epochMs }
}
