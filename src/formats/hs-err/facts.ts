import type { HsErr } from '../../../grammars/hs-err/index.ts'
import type { AnyFact, FactType, ProcessKey } from '../../model/fact.ts'
import type { FactTypes, MappingsCensus } from '../../model/fact-types.ts'
import type { Span } from '../../model/span.ts'
import { sayDeath } from './death-facts.ts'
import { sayJvm } from './jvm-facts.ts'
import { jvmVersionOf } from './jvm-version.ts'
import type { LogText } from './log-text.ts'
import { sayMachine } from './machine-facts.ts'
import { sayMemory } from './memory-facts.ts'
import { sayProcess } from './process-facts.ts'
import { systemOf } from './system.ts'
import { instantOf } from './time.ts'

/** Which log of which file; `run` where the file holds several. */
export interface LogPlace {
  readonly uri: string
  readonly run?: number
}

/** States a fact that is read at a row of the log's text. */
export type Say = <T extends FactType>(type: T, value: FactTypes[T], row: number) => void

/** Everything that one crash log says, in the order of its lines. */
export function factsOf(
  log: HsErr,
  text: LogText,
  census: MappingsCensus | undefined,
  { uri, run }: LogPlace,
): AnyFact[] {
  const facts: AnyFact[] = []
  const pid = log.error?.pid ?? log.attachedPid
  const process: ProcessKey = { ...(pid !== undefined && { pid }), ...(run !== undefined && { run }) }
  const at = log.time && instantOf(log.time.text, log.timezone?.text)
  const add = (type: FactType, value: object, span: Span) => {
    const fact = at === undefined ? { type, value, span, process } : { type, value, span, at, process }
    facts.push(fact as unknown as AnyFact)
  }
  const say: Say = (type, value, row) => add(type, value, text.span(uri, row))
  const jvm = jvmVersionOf(log)
  sayDeath(log, at, (row) => text.lineOf(row), say)
  sayJvm(log, jvm, say)
  sayProcess(log, (row) => text.lineOf(row), say)
  sayMemory(log, jvm?.collector, say)
  sayMachine(log, systemOf(log, jvm), say)
  if (census !== undefined) add('maps.census', census, text.mapSpan(uri))
  else if (log.mappingCount !== undefined) sayMappingCount(log.mappingCount, say)
  return facts.sort((a, b) => a.span.byteOffset - b.span.byteOffset)
}

/** The footer of a map whose rows are cut off: it counts the gate row, and may be one too high (JDK-8306507). */
function sayMappingCount({ total, row }: NonNullable<HsErr['mappingCount']>, say: Say): void {
  say('maps.count', { count: total - 1, withGate: true, moment: 'crash' }, row)
}
