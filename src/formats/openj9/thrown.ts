import type { LineCursor } from '../../source/block.ts'
import type { FactLedger } from '../../source/fact-ledger.ts'

/** The dump event "systhrow": the JVM itself threw `java/lang/OutOfMemoryError`, with `Java heap space` as its message. */
export function sayThrown(className: string, message: string | undefined, cursor: LineCursor, facts: FactLedger): void {
  const throwable = { className: className.replaceAll('/', '.'), ...(message && { message }), frames: [] }
  facts.repeat('log.exception', { chain: [throwable] }, cursor)
}
