import type { Fact } from '../model/fact.ts'
import { defineFinding } from '../model/finding.ts'
import { quoted } from '../model/wording.ts'
import { lastWords } from './evidence/giving-up.ts'
import { inWords } from './evidence/throwables.ts'

/** Says the least of all: where nothing else is known, the last error is where a person begins to read. */
/** Programs print traces to show where they are, too. */
const ROUTINE = /^(?:INFO|DEBUG|TRACE)$/

export const errorLogged = defineFinding({
  id: 'error-logged',
  title: 'The log holds an error',
  needs: [],
  reads: ['log.event', 'log.exception'],
  test(facts) {
    // What the process gave up for says more than the last error does.
    if (lastWords(facts['log.event']).length > 0) return { state: 'unknown' }
    const events = facts['log.event'].filter(({ value }) => value.level === 'ERROR' || value.level === 'FATAL')
    const traces = facts['log.exception'].filter(({ value }) => !ROUTINE.test(value.level ?? ''))
    const last = [...events, ...traces].toSorted(byPlace).at(-1)
    if (last === undefined) return { state: 'unknown' }
    return { state: 'present', statement: `the last error in the log is ${quoted(wordsOf(last))}`, cites: [last] }
  },
})

/** The first line with words of the message, and what was thrown. */
function wordsOf({ value }: Fact<'log.event' | 'log.exception'>): string {
  const { message, chain } = value as Partial<Fact<'log.exception'>['value']>
  const said = message?.split('\n').find((line) => /\w/.test(line))
  const thrown = chain?.[0] && inWords(chain[0])
  return [said, thrown].filter((part) => part !== undefined).join(': ')
}

function byPlace(a: Fact<'log.event' | 'log.exception'>, b: Fact<'log.event' | 'log.exception'>): number {
  if (a.span.artifact !== b.span.artifact) return a.span.artifact < b.span.artifact ? -1 : 1
  return lastLineOf(a) - lastLineOf(b)
}

function lastLineOf({ value, span }: Fact<'log.event' | 'log.exception'>): number {
  return value.lastLine ?? span.line
}
