import type { ArtifactReading } from '../../node.ts'
import { extract, openSources, sayNote } from '../../node.ts'
import { EXIT } from '../exit-codes.ts'
import { type CommandArguments, limitsOf, textValue } from '../options.ts'
import { warn, writeResult } from '../output.ts'
import { keepHeapSmall } from '../small-heap.ts'

/** `hserr inspect FILE`: what the file says. Of an archive or folder, each text in it, one after the other. */
export async function run({ operands, values }: CommandArguments): Promise<number> {
  keepHeapSmall(operands)
  let incomplete = false
  const stdinName = textValue(values, 'stdin-name')
  const sources = openSources(operands, {
    limits: limitsOf(values),
    ...(stdinName !== undefined && { stdinName }),
    onNote(note) {
      if (note.severity === 'info') return
      incomplete = true
      warn(sayNote(note), values)
    },
  })
  const readings: ArtifactReading[] = []
  for await (const source of sources) readings.push(await extract(source))
  if (readings.length === 0) {
    warn('nothing could be read', values)
    return EXIT.usage
  }
  const asJson = values.format === 'json'
  writeResult(asJson ? json(readings) : readings.map(text).join('\n'), values)
  if (readings.every(({ artifact }) => artifact.format === 'unknown')) {
    warn(`${readings[0]?.artifact.uri}: not of a kind that hserr knows`, values)
    return EXIT.usage
  }
  return incomplete && values.strict === true ? EXIT.incomplete : EXIT.done
}

function json(readings: readonly ArtifactReading[]): string {
  const values = readings.map(inspection)
  return `${JSON.stringify(values.length === 1 ? values[0] : values, null, 2)}\n`
}

function inspection({ artifact, readings }: ArtifactReading) {
  return {
    uri: artifact.uri,
    format: artifact.format,
    value: readings[0]?.reading.value ?? {},
    ...(readings.length > 1 && {
      also: readings.slice(1).map(({ format, reading }) => ({ format, value: reading.value })),
    }),
    coverage: artifact.coverage,
    notes: artifact.notes,
  }
}

/** The value as an indented list, which reads like YAML. */
function text(reading: ArtifactReading): string {
  const { uri, format, value, coverage, notes } = inspection(reading)
  const { lines, recognized, ignored, unknown } = coverage
  return [
    `${uri}: ${format}, ${lines} lines (${recognized} recognized, ${ignored} ignored, ${unknown} unknown)`,
    ...notes.map(({ message, line }) => `note${line === undefined ? '' : ` (line ${line})`}: ${message}`),
    ...linesOf(value, ''),
    '',
  ].join('\n')
}

function linesOf(value: unknown, indent: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => nested(`${indent}-`, item, indent))
  return Object.entries(value as object).flatMap(([key, item]) => nested(`${indent}${key}:`, item, indent))
}

function nested(label: string, value: unknown, indent: string): string[] {
  if (value === undefined) return []
  if (value === null || typeof value !== 'object') return [`${label} ${String(value)}`]
  const lines = linesOf(value, `${indent}  `)
  return lines.length === 0 ? [`${label} ${Array.isArray(value) ? '[]' : '{}'}`] : [label, ...lines]
}
