// Broker and application logs: Kafka, ZooKeeper, Elasticsearch, Cassandra, Spring and all that log through log4j, logback
// or java.util.logging; also bare stack traces. Layouts are data (layouts.ts).

import type { Head } from '../../source/head.ts'
import type { Format } from '../format.ts'
import { LineParser } from './log-line.ts'
import { isOfOtherFormat } from './other-formats.ts'

const MAX_LINES = 400
const TRACE_LINE =
  /^\s*(?:at (?:[^\s()]+\/)*[^\s()]+\([^()]*\)|Caused by: \S|\.\.\. \d+ (?:more|common)|Exception in thread "|(?:\w+\.)+[\w$]*(?:Exception|Error)(?::|$))/

export const serverLog: Format = {
  id: 'server-log',
  title: 'Broker or application log',
  detect,
  owns,
  needles: ['Caused by: ', 'Exception in thread "', 'java.lang.OutOfMemoryError'],
  load: () => import('./read.ts'),
}

/** Kafka's own layout, as log4j writes it to server.log. */
const RECORD = /^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}\] (?:TRACE|DEBUG|INFO|WARN|ERROR|FATAL) /

/** A file that log4j writes, and nobody else: records and traces; its last line may be cut. */
function owns({ lines }: Head): boolean {
  const last = lines.length - 1
  const isOwn = (line: string, index: number) =>
    RECORD.test(line) || TRACE_LINE.test(line) || line === '' || (index === last && /^(?:\[|\t)/.test(line))
  return RECORD.test(lines[0] as string) && lines.every(isOwn)
}

/** The share of lines that are a record's head or a part of a trace; what other programs print does not count against it. */
function detect(head: Head): number {
  const parser = new LineParser()
  let heads = 0
  let stamped = 0
  let traces = 0
  let others = 0
  let followers = 0
  let isOpen = false
  for (const line of head.lines.slice(0, MAX_LINES)) {
    if (line.trim() === '') continue
    if (isOfOtherFormat(line)) {
      others++
      continue
    }
    const parsed = parser.parse(line.slice(0, 1024))
    if (parsed !== undefined) {
      heads++
      if (parsed.time !== undefined || parsed.epochMs !== undefined) stamped++
    } else if (TRACE_LINE.test(line)) traces++
    else if (isOpen) followers++
    else others++
    isOpen = parsed !== undefined || isOpen
  }
  const told = heads + traces
  if (told === 0) return 0
  const share = told / (told + others + followers / 4)
  const sure = stamped > 0 || traces > 0 ? 0.9 : 0.4
  return Math.max(share * sure, stamped > 0 || traces > 1 ? 0.25 : 0)
}
