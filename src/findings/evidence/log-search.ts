import type { AnyFact, Fact, FactType } from '../../model/fact.ts'
import type { Throwable } from '../../model/fact-types.ts'
import { type Collect, defineFinding, type FindingRule } from '../../model/finding.ts'
import { amountOf, quoted } from '../../model/wording.ts'
import { says } from './throwables.ts'

/** What a text search of logs reads. */
export const LOG_FACTS = [
  'log.exception',
  'log.event',
  'log.marker',
  'crash.internal-exception',
  'jvm.warning',
  'jvm.startup-failed',
] as const satisfies readonly FactType[]

type LogFacts = { readonly [K in (typeof LOG_FACTS)[number]]: readonly Fact<K>[] }

/** Every trace, event, marker and warning whose text matches: `class: message` of throwables, messages of the rest. */
export function searchLogs(facts: LogFacts, pattern: RegExp): readonly AnyFact[] {
  return [
    ...facts['log.exception'].filter(
      ({ value }) =>
        value.chain.some(({ className, message }) => pattern.test(`${className}: ${message ?? ''}`)) ||
        pattern.test(value.message ?? ''),
    ),
    ...facts['log.event'].filter(({ value }) => says(value.message, pattern)),
    ...facts['log.marker'].filter(({ value }) => pattern.test(value.message)),
    // The ring holds exceptions that were thrown, most of them caught and dealt with: only errors are telling.
    ...facts['crash.internal-exception'].filter(
      ({ value }) => value.className.endsWith('Error') && pattern.test(`${value.className}: ${value.message ?? ''}`),
    ),
    ...facts['jvm.warning'].filter(({ value }) => pattern.test(value.message)),
    ...facts['jvm.startup-failed'].filter(({ value }) => pattern.test(value.message)),
  ] as readonly AnyFact[]
}

/**
 * How often it happened: a message and the trace below it, or a line that two readers have read, are one event; equal
 * events that were counted as one fact count as often as they were seen.
 */
export function totalCount(cites: readonly AnyFact[]): number {
  let total = 0
  let counted = 0
  let open: AnyFact | undefined
  for (const cite of cites.toSorted(byPlace)) {
    const count = (cite.value as { readonly count?: number }).count ?? 1
    if (open === undefined || !isOneEvent(open, cite)) counted = 0
    total += Math.max(count - counted, 0)
    counted = Math.max(count, counted)
    open = cite
  }
  return total
}

function byPlace(a: AnyFact, b: AnyFact): number {
  if (a.span.artifact !== b.span.artifact) return a.span.artifact < b.span.artifact ? -1 : 1
  return a.span.line - b.span.line || a.span.endLine - b.span.endLine
}

/** On the same lines, or a trace right below the message that it was logged with. */
function isOneEvent(above: AnyFact, below: AnyFact): boolean {
  if (above.span.artifact !== below.span.artifact) return false
  if (below.span.line <= above.span.endLine) return true
  const isBelow = below.span.line === above.span.endLine + 1
  return isBelow && above.type !== 'log.exception' && below.type === 'log.exception'
}

/** The statement, how often it was seen, and what the first log line or throwable said: the port, the directory, the key. */
export function statedBy(statement: string, cites: readonly AnyFact[], pattern: RegExp): string {
  const said = cites.map((cite) => wordsOf(cite, pattern)).find((words) => words !== undefined)
  return `${statement} (${amountOf(totalCount(cites), 'time')})${said === undefined ? '' : `: ${quoted(said)}`}`
}

/** The message that matches; of a throwable that matches by its class alone, the class. */
function wordsOf({ type, value }: AnyFact, pattern: RegExp): string | undefined {
  const { chain = [], message } = value as { chain?: readonly Throwable[]; message?: string }
  const thrown = chain.find((item) => pattern.test(`${item.className}: ${item.message ?? ''}`))
  if (thrown !== undefined) return lineIn(thrown.message, pattern) || thrown.className
  return type === 'trace.failed-call' ? undefined : lineIn(message, pattern)
}

/** Of a message of many lines the one that matches. */
function lineIn(text: string | undefined, pattern: RegExp): string | undefined {
  return text?.split('\n').find((line) => pattern.test(line)) ?? text
}

export interface LogFinding {
  readonly id: string
  readonly title: string
  /** Tested against `class: message` of throwables and against messages. */
  readonly pattern: RegExp
  /** Besides: words that count only where a certain logger says them. */
  readonly loggedBy?: { readonly logger: RegExp; readonly message: RegExp }
  /** Half a sentence; how often it was seen, and the words of the log, are put behind it. */
  readonly statement: string
  readonly collect?: readonly Collect[]
}

/** A finding that is present where logs hold certain words; unknown elsewhere, since a log says only what it says. */
export function defineLogFinding({ pattern, loggedBy, statement, ...rule }: LogFinding): FindingRule {
  return defineFinding({
    ...rule,
    needs: [],
    reads: [...LOG_FACTS],
    test(facts) {
      const said = facts['log.event'].filter(
        ({ value }) => loggedBy?.logger.test(value.logger ?? '') === true && loggedBy.message.test(value.message),
      )
      const cites = [...searchLogs(facts, pattern), ...said]
      if (cites.length === 0) return { state: 'unknown' }
      return { state: 'present', statement: statedBy(statement, cites, pattern), cites }
    },
  })
}
