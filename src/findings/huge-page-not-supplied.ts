import type { AnyFact, Fact } from '../model/fact.ts'
import { defineFinding } from '../model/finding.ts'
import { crashFrames } from './evidence/crash.ts'

const PRETOUCH = /\bPretouchTask::|\bpretouch_(?:memory|page)/i

export const hugePageNotSupplied = defineFinding({
  id: 'huge-page-not-supplied',
  title: 'A huge page of the Java heap could not be supplied (SIGBUS)',
  needs: ['crash.signal', 'jvm.flag'],
  reads: ['crash.problematic-frame', 'crash.stack', 'memory.compressed-oops', 'memory.heap'],
  test(facts) {
    const flag = facts['jvm.flag'].find(({ value }) => value.name === 'UseLargePages' && value.value === true)
    const lost = facts['crash.signal'].find(
      ({ value }) => value.name === 'SIGBUS' && value.sentBy === undefined && value.siCodeName === 'BUS_ADRERR',
    )
    if (flag === undefined || lost === undefined) return { state: 'unknown' }
    const { frames, cites } = crashFrames(facts)
    const heap = heapAround(lost.value.siAddress, facts)
    const isTouched = frames.some(({ symbol }) => PRETOUCH.test(symbol ?? ''))
    if (heap === undefined && !isTouched) return { state: 'unknown' }
    return {
      state: 'present',
      statement: `the page at ${lost.value.siAddress} that could not be supplied is one of the Java heap, which is in huge pages`,
      cites: [lost, flag, ...(heap === undefined ? cites : [heap])],
    }
  },
})

interface HeapFacts {
  readonly 'memory.compressed-oops': readonly Fact<'memory.compressed-oops'>[]
  readonly 'memory.heap': readonly Fact<'memory.heap'>[]
}

/** What says that the address lies in the Java heap. */
function heapAround(address: string | undefined, facts: HeapFacts): AnyFact | undefined {
  if (address === undefined) return undefined
  const isWithin = (base: string | undefined, bytes: number | undefined) =>
    base !== undefined &&
    bytes !== undefined &&
    BigInt(address) >= BigInt(base) &&
    BigInt(address) < BigInt(base) + BigInt(bytes)
  return (
    facts['memory.compressed-oops'].find(({ value }) => isWithin(value.heapAddress, (value.sizeMb ?? 0) * 2 ** 20)) ??
    facts['memory.heap'].find(({ value }) => isWithin(value.baseAddress, value.maxBytes ?? value.committedBytes))
  )
}
