import type { AnyFact, FactSet } from '../model/fact.ts'
import type { Occurrence } from '../model/fact-types.ts'
import type { Instant } from '../model/instant.ts'
import type { TimelineEntry } from '../model/report.ts'
import { isoOf } from './process.ts'

const MAX_ENTRIES = 40

/** What happened, in order, at most 40 entries: the first and last of what repeats, with the zone's assumption said. */
export function timelineOf(facts: FactSet): TimelineEntry[] {
  const dated: { instant: Instant; what: string; fact: AnyFact }[] = []
  for (const fact of facts) for (const { instant, what } of momentsOf(fact)) dated.push({ instant, what, fact })
  dated.sort((a, b) => a.instant.epochMs - b.instant.epochMs || (a.what < b.what ? -1 : 1))
  return thinned(dated).map(({ instant, what, fact }) => ({
    at: isoOf(instant),
    what: instant.zone === 'assumed' ? `${what} (zone assumed)` : what,
    spans: [fact.span],
  }))
}

/** The middle of a long story is what can be left out. */
function thinned<T>(entries: readonly T[]): readonly T[] {
  if (entries.length <= MAX_ENTRIES) return entries
  return [...entries.slice(0, MAX_ENTRIES / 2), ...entries.slice(-MAX_ENTRIES / 2)]
}

function momentsOf(fact: AnyFact): { instant: Instant; what: string }[] {
  const told = tell(fact)
  if (told === undefined) return []
  const { first, last, count } = occurrenceOf(fact)
  const start = first ?? fact.at ?? endIn(fact)
  if (start === undefined) return []
  if (count <= 1 || last === undefined || last.epochMs === start.epochMs) return [{ instant: start, what: told }]
  return [
    { instant: start, what: `${told} (first of ${count})` },
    { instant: last, what: `${told} (last of ${count})` },
  ]
}

/** Some witnesses tell the time of the end as part of what they say. */
function endIn(fact: AnyFact): Instant | undefined {
  if (fact.type === 'crash.log') return fact.value.time
  if (fact.type === 'process.exit') return fact.value.at
  return fact.type === 'container.terminated' ? fact.value.finishedAt : undefined
}

function occurrenceOf(fact: AnyFact): Occurrence {
  const value = fact.value as Partial<Occurrence>
  return { count: 1, ...(value as object) } as Occurrence
}

/** One line for a fact that is an event; undefined for readings and settings. */
function tell(fact: AnyFact): string | undefined {
  switch (fact.type) {
    case 'crash.log':
      return fact.value.kind === 'vm-info' ? undefined : 'the JVM wrote its crash log'
    case 'crash.native-oom':
      return fact.value.bytes === null
        ? 'a native allocation failed'
        : `a native allocation of ${fact.value.bytes} bytes failed`
    case 'log.marker':
      return `${fact.value.marker}: ${fact.value.message}`
    case 'log.event':
      return fact.value.level === 'WARN' ? undefined : `${fact.value.level}: ${fact.value.message}`
    case 'log.exception':
      return throwableText(fact.value.chain)
    case 'gc.explicit':
      return 'explicit garbage collection (System.gc())'
    case 'gc.long-pause':
      return `${fact.value.what} took ${Math.round(fact.value.pauseMs)} ms`
    case 'gc.heap-exhausted':
      return `the Java heap was exhausted: ${fact.value.how}`
    case 'jvm.commit-failed':
      return `os::commit_memory of ${fact.value.bytes} bytes failed (errno ${fact.value.errno})`
    case 'jvm.thread-start-failed':
      return `a thread could not be started${fact.value.errno === undefined ? '' : ` (${fact.value.errno})`}`
    case 'jvm.guard-pages-failed':
      return `attempt to ${fact.value.action} stack guard pages failed`
    case 'jvm.oom-action':
      return `the JVM is ${fact.value.action} because of OutOfMemoryError: ${fact.value.kind}`
    case 'kernel.oom-kill':
      return `the kernel's OOM killer ended ${fact.value.command ?? 'a process'}`
    case 'container.terminated':
      return `the container ended${fact.value.reason === undefined ? '' : `: ${fact.value.reason}`}`
    case 'process.exit':
      return `the process ended${fact.value.signal === undefined ? '' : ` by ${fact.value.signal}`}`
    default:
      return undefined
  }
}

function throwableText(chain: readonly { readonly className: string; readonly message?: string }[]): string {
  const root = chain.at(-1)
  if (root === undefined) return 'an exception'
  return root.message === undefined ? root.className : `${root.className}: ${root.message}`
}
