// A log line that is a JSON object: log4j 1 and 2 JSON layouts, JsonTemplateLayout, ECS, logstash-logback-encoder,
// Quarkus, Elasticsearch 7+, Google's, GELF and other structured forms. They differ in the names of the keys alone.

import { type Level, levelOf } from './level.ts'
import type { LogLine } from './log-line.ts'

type Json = Readonly<Record<string, unknown>>

const LEVEL = ['level', 'log.level', 'severity', 'levelname', 'loglevel', 'priority']
const TIME = ['@timestamp', 'timestamp', 'time', 'ts', 'date', 'asctime']
const EPOCH = ['timeMillis', 'epochMillis']
const LOGGER = [
  'loggerName',
  'logger_name',
  'logger',
  'log.logger',
  'component',
  'category',
  'loggerClassName',
  '_logger',
]
const THREAD = ['thread', 'thread_name', 'threadName', 'process.thread.name', '_thread']
const MESSAGE = ['message', 'msg', 'event.original', 'textPayload', 'short_message']
const STACK = [
  'stack_trace',
  'stackTrace',
  'stacktrace',
  'error.stack_trace',
  'exception',
  'throwable',
  'thrown',
  'error',
]

/** Undefined for anything but an object with a level and a message. */
export function parseJsonLine(text: string): LogLine | undefined {
  const json = objectOf(text)
  if (json === undefined) return undefined
  const level = levelFrom(first(json, LEVEL))
  const message = first(json, MESSAGE)
  if (level === undefined || typeof message !== 'string') return undefined
  return {
    layout: 'json',
    level,
    message,
    ...timeOf(json),
    ...named('logger', first(json, LOGGER)),
    ...named('thread', first(json, THREAD)),
    ...named('stackTrace', stackOf(first(json, STACK)) ?? behindFirstLine(json.full_message)),
  }
}

/** By name, or GELF's number: the severity of syslog. */
function levelFrom(value: unknown): Level | undefined {
  return typeof value === 'number' ? SYSLOG_SEVERITIES[value] : levelOf(String(value ?? ''))
}

const SYSLOG_SEVERITIES: readonly Level[] = ['FATAL', 'FATAL', 'FATAL', 'ERROR', 'WARN', 'INFO', 'INFO', 'DEBUG']

/** GELF writes the message and the trace below it into one text, and the message alone into another. */
function behindFirstLine(text: unknown): string | undefined {
  const end = typeof text === 'string' ? text.indexOf('\n') : -1
  return end < 0 ? undefined : (text as string).slice(end + 1)
}

function objectOf(text: string): Json | undefined {
  if (!/^\s*\{.*\}\s*,?\s*$/s.test(text)) return undefined
  try {
    const value: unknown = JSON.parse(text.trim().replace(/,$/, ''))
    return typeof value === 'object' && value !== null ? (value as Json) : undefined
  } catch {
    // Cut or no JSON after all: the line is treated as text.
    return undefined
  }
}

/** `log.level` may be written as one key or as nested objects. */
function first(json: Json, keys: readonly string[]): unknown {
  for (const key of keys) {
    const value = json[key] ?? nested(json, key)
    if (value !== undefined && value !== null) return value
  }
  return undefined
}

function nested(json: Json, key: string): unknown {
  if (!key.includes('.')) return undefined
  let value: unknown = json
  for (const part of key.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Json)[part]
  }
  return value
}

function timeOf(json: Json): { time?: string; epochMs?: number } {
  const epoch = first(json, EPOCH)
  if (typeof epoch === 'number') return { epochMs: epoch }
  const instant = json.instant as { epochSecond?: number; nanoOfSecond?: number } | undefined
  if (typeof instant?.epochSecond === 'number') {
    return { epochMs: instant.epochSecond * 1000 + Math.floor((instant.nanoOfSecond ?? 0) / 1e6) }
  }
  const time = first(json, TIME)
  if (typeof time === 'number') return { epochMs: time < 1e11 ? time * 1000 : time }
  return typeof time === 'string' ? { time } : {}
}

function named<K extends string>(key: K, value: unknown): Partial<Record<K, string>> {
  return typeof value === 'string' && value !== '' ? ({ [key]: value } as Record<K, string>) : {}
}

/** A printed trace, log4j 1's array of lines, or log4j 2's `thrown` object, which is printed again here. */
function stackOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(String).join('\n')
  if (typeof value !== 'object' || value === null) return undefined
  const json = value as Json
  const printed = first(json, ['stack_trace', 'stackTrace', 'stacktrace', 'trace', 'formatted'])
  if (typeof printed === 'string') return printed
  if (Array.isArray(printed) && typeof printed[0] === 'string') return printed.join('\n')
  return printThrown(json)
}

const MAX_CAUSES = 20

function printThrown(thrown: Json): string | undefined {
  const lines: string[] = []
  let cause: Json | undefined = thrown
  for (let depth = 0; cause !== undefined && depth < MAX_CAUSES; depth++) {
    const name = first(cause, ['name', 'type', 'class', 'exception_class', 'className', 'exceptionType'])
    if (typeof name !== 'string') break
    const message = first(cause, ['message', 'localizedMessage', 'exception_message'])
    lines.push(`${depth > 0 ? 'Caused by: ' : ''}${name}${typeof message === 'string' ? `: ${message}` : ''}`)
    lines.push(...framesOf(first(cause, ['extendedStackTrace', 'stackTrace', 'stacktrace', 'frames'])))
    const common = cause.commonElementCount
    if (typeof common === 'number' && common > 0) lines.push(`\t... ${common} more`)
    cause = (cause.cause ?? cause.causedBy) as Json | undefined
  }
  return lines.length > 0 ? lines.join('\n') : undefined
}

function framesOf(frames: unknown): string[] {
  if (typeof frames === 'string') return frames.split('\n').filter((line) => /^\s*(at |\.\.\.)/.test(line))
  if (!Array.isArray(frames)) return []
  return frames.map((frame: Json) => {
    const line = typeof frame.line === 'number' ? `:${frame.line}` : ''
    const file = frame.line === -2 ? 'Native Method' : frame.file ? `${frame.file}${line}` : 'Unknown Source'
    return `\tat ${frame.class ?? frame.className ?? ''}.${frame.method ?? frame.methodName ?? ''}(${file})`
  })
}
