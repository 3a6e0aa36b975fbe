import { epochOf, type Peeled, shareOf, type Wrapper } from './wrapper.ts'

// A collector's object around each line. It is peeled only where the inner text is a line of a log by itself: with
// structured logging the object *is* the log line, and its level and logger must not be lost.
/** The keys under which collectors keep the line. */
export const TEXT_KEYS: readonly string[] = ['log', 'message', 'msg', 'textPayload', 'line', 'body']
const TIME = ['@timestamp', 'timestamp', 'time', 'ts', 'date', 'receiveTimestamp'] as const
const STRUCTURED = [
  'logger',
  'loggerName',
  'logger_name',
  'log.logger',
  'stack_trace',
  'thread_name',
  'thread',
  'instant',
  'timeMillis',
]
/** Structured logging always tells the level; a collector does not know it. */
const LEVEL = ['level', 'log.level', 'severity', 'levelname', 'lvl', 'loglevel', 'priority']
const INNER =
  /^\s*(?:\[?\d{4}[-/.]\d\d[-/.]\d\d[T ]|\[\d+[.,]\d+s\]|\[\] ?(?:INFO|WARN|ERROR)|at \S+\(|Caused by: |\.\.\. \d+ more|#(?: |$)|(?:INFO|WARN|ERROR|FATAL) )/

type Json = Readonly<Record<string, unknown>>

/** `{"severity":"ERROR","textPayload":"[2025-03-29 …","timestamp":"…"}` (Google), fluentd's and Loki's `{"log":…}`, `{"line":…}`. */
export const jsonEnvelope: Wrapper = {
  id: 'json-envelope',
  peel(line) {
    const json = parse(line)
    if (json === undefined || STRUCTURED.some((key) => key in json)) return undefined
    const text = TEXT_KEYS.map((key) => json[key]).find((value) => typeof value === 'string')
    return text === undefined ? undefined : { text: text.replace(/\r?\n$/, ''), ...stampOf(json), ...sourceOf(json) }
  },
  fits(lines) {
    if (shareOf(jsonEnvelope, lines) < 0.5) return false
    if (lines.every((line) => !hasLevel(line))) return true
    const inner = lines.flatMap((line) => jsonEnvelope.peel(line)?.text ?? [])
    return inner.filter(isLogText).length > inner.length * 0.3
  },
}

function hasLevel(line: string): boolean {
  const json = parse(line)
  return json !== undefined && (LEVEL.some((key) => key in json) || typeof json.log === 'object')
}

/** True for what looks like a line of a log by itself. */
export function isLogText(text: string): boolean {
  return INNER.test(text)
}

function parse(line: string): Json | undefined {
  if (!line.startsWith('{') || !line.trimEnd().endsWith('}')) return undefined
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? (value as Json) : undefined
  } catch {
    // No JSON after all: passed on as it is.
    return undefined
  }
}

function stampOf(json: Json): Pick<Peeled, 'epochMs'> {
  for (const key of TIME) {
    const value = json[key]
    if (typeof value === 'number') return { epochMs: value < 1e11 ? Math.round(value * 1000) : value }
    const epochMs = typeof value === 'string' ? epochOf(value) : undefined
    if (epochMs !== undefined) return { epochMs }
  }
  return {}
}

function sourceOf(json: Json): Pick<Peeled, 'source'> {
  const kubernetes = json.kubernetes as Json | undefined
  const name = kubernetes?.pod_name ?? json.container_name ?? json.pod
  return typeof name === 'string' ? { source: name } : {}
}
