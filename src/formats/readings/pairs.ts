import { type Measure, measureOf } from './measure.ts'
import { metricOf } from './metric-name.ts'
import { leadingTime } from './reading-time.ts'
import type { Sample } from './sample.ts'

const PAIR =
  /([A-Za-z_][\w.\-/%]*(?:\([^()]*\))?)\s*[=:]\s*([-+]?\d[\d.,]*(?:[eE][-+]?\d+)?(?: ?(?:[kKmMgGtT]i?[bB]?|[bB]|bytes|%)(?![\w=:]))?)/y
const BETWEEN = /[\s,;|]*/y

/**
 * A line that is nothing but an optional time and `name=value` pairs:
 *   1795249853258 opened=0 rss_kb=72580 vmdata_kb=1176744
 *   heap_memory=24 MB offheap_memory=2.5 MB
 */
export function samplePairs(line: string): Sample | undefined {
  const stamped = leadingTime(line)
  const text = stamped?.rest ?? line
  const values: { metric: ReturnType<typeof metricOf>; measure: Measure }[] = []
  let at = skip(text, 0)
  while (at < text.length) {
    PAIR.lastIndex = at
    const pair = PAIR.exec(text)
    const measure = pair && measureOf((pair[2] as string).replace(/[.,]$/, ''))
    if (!pair || !measure) return undefined
    values.push({ metric: metricOf(pair[1] as string), measure })
    at = skip(text, PAIR.lastIndex)
  }
  if (values.length === 0) return undefined
  return { values, ...(stamped && { time: stamped.time }) }
}

function skip(text: string, from: number): number {
  BETWEEN.lastIndex = from
  BETWEEN.exec(text)
  return BETWEEN.lastIndex
}
