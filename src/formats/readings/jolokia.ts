import { attributeMetric } from './jmx-lines.ts'
import { type ReadingTime, readingTime } from './reading-time.ts'
import type { Sample } from './sample.ts'

/**
 * Samples of what Jolokia answers, alone or in an array:
 *   {"request":{"mbean":"java.lang:type=Memory",…},"value":{"HeapMemoryUsage":{"used":…}},"timestamp":1795249860}
 */
export function jolokiaSamples(json: string): Sample[] | undefined {
  let parsed: unknown
  try {
    parsed = JSON.parse(json)
  } catch {
    return undefined
  }
  const answers = Array.isArray(parsed) ? parsed : [parsed]
  return answers.filter(isRecord).flatMap(samplesOf)
}

function samplesOf(answer: Record<string, unknown>): Sample[] {
  const { request, value, timestamp } = answer
  if (!isRecord(request) || typeof request.mbean !== 'string') return []
  const time = typeof timestamp === 'number' ? readingTime(String(timestamp)) : undefined
  const attribute = typeof request.attribute === 'string' ? request.attribute : ''
  return numbersIn(value, attribute, 0).flatMap(([name, number]) =>
    sampleOf(request.mbean as string, name, number, time),
  )
}

function sampleOf(mbean: string, attribute: string, value: number, time: ReadingTime | undefined): Sample[] {
  const metric = attributeMetric(mbean, attribute)
  return metric.known ? [{ values: [{ metric, measure: { value } }], ...(time && { time }) }] : []
}

const MAX_DEPTH = 4

function numbersIn(value: unknown, path: string, depth: number): [string, number][] {
  if (typeof value === 'number') return [[path, value]]
  if (!isRecord(value) || depth > MAX_DEPTH) return []
  return Object.entries(value).flatMap(([name, inner]) => numbersIn(inner, `${path} ${name}`.trim(), depth + 1))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
