// The process as a whole: its state, its threads, the errors it had thrown before it died.

import type { HsErr } from '../../../grammars/hs-err/index.ts'
import type { FactTypes } from '../../model/fact-types.ts'
import { kindOf } from './death-facts.ts'
import type { Say } from './facts.ts'

const MAX_GROUPS = 20

export function sayProcess(log: HsErr, lineOf: (row: number) => number, say: Say): void {
  if (log.vmState)
    say('crash.vm-state', { state: log.vmState.state, lifecycle: log.vmState.lifecycle }, log.vmState.row)
  if (log.exceptionCounts) {
    const { row, ...counts } = log.exceptionCounts
    say('crash.exception-counts', counts, row)
  }
  sayThreads(log, say)
  sayExceptions(log, lineOf, say)
}

/** The JVM's own count holds also where the list of threads is cut. */
function sayThreads(log: HsErr, say: Say): void {
  const { threadListLength, javaThreads, otherThreads } = log
  const java = threadListLength?.count ?? javaThreads?.count
  const row = threadListLength?.row ?? javaThreads?.row
  if (java === undefined || row === undefined) return
  const groups = Object.entries(javaThreads?.groups ?? {})
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count)
    .slice(0, MAX_GROUPS)
  say(
    'threads.count',
    {
      java,
      moment: kindOf(log) === 'vm-info' ? 'snapshot' : 'crash',
      ...(otherThreads?.complete && { total: java + otherThreads.count }),
      ...(groups.length > 0 && { groups }),
    },
    row,
  )
}

/**
 *   Event: 12.070 Thread 0x… Exception <a 'java/lang/OutOfMemoryError'{0x00000000ff4a0b08}: Map failed> (0x00000000ff4a0b08)
 *   Event: 1.2 Thread 0x… Exception <a 'java/lang/NoSuchMethodError': <clinit>> (0x…) thrown at [/build/…, line 613]      JDK 8
 */
const EXCEPTION = /Exception <a '([^']+)'(?:\{0x[0-9a-f]+\})?(?:: ([\s\S]*?))?> ?\(0x[0-9a-f]+\)/

function sayExceptions(log: HsErr, lineOf: (row: number) => number, say: Say): void {
  const ring = log.events.find(({ name }) => name === 'Internal exceptions')
  const counted = new Map<string, { value: FactTypes['crash.internal-exception']; row: number }>()
  for (const { text, row } of ring?.events ?? []) {
    const match = EXCEPTION.exec(text)
    if (match === null) continue
    const className = (match[1] as string).replaceAll('/', '.')
    const message = match[2]
    const key = `${className} ${message ?? ''}`
    const known = counted.get(key)
    const line = lineOf(row)
    const first = known?.value.firstLine ?? line
    const value = {
      className,
      ...(message && { message }),
      count: (known?.value.count ?? 0) + 1,
      firstLine: first,
      lastLine: line,
    }
    counted.set(key, { value, row: known?.row ?? row })
  }
  for (const { value, row } of counted.values()) say('crash.internal-exception', value, row)
}
