// Facts as text. As objects, those of a crash log take 33 kB, and a heap that keeps them grows to two and a half times
// as much before it is cleaned; packed they take 8 to 18 kB outside of it.

import type { AnyFact } from '../model/fact.ts'

/** Facts are plain JSON; one is a row of these, since the names of its fields would be half of the text. */
type Row = [
  type: AnyFact['type'],
  value: AnyFact['value'],
  line: number,
  endLine: number,
  byteOffset: number,
  excerpt: string | typeof SAME,
  process: AnyFact['process'] | typeof NONE | typeof SAME,
  at: AnyFact['at'] | typeof NONE,
]

/** As in the row before: twenty flags stand in one line. */
const SAME = 0
const NONE = 1

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Keeps the facts of one artifact as bytes; answers what makes equal facts of them again. */
export function packFacts(artifact: string, facts: readonly AnyFact[]): () => AnyFact[] {
  const bytes = encoder.encode(JSON.stringify(rowsOf(facts)))
  return () => factsOf(artifact, JSON.parse(decoder.decode(bytes)))
}

function rowsOf(facts: readonly AnyFact[]): Row[] {
  let before: AnyFact | undefined
  return facts.map((fact) => {
    const { type, value, span, at = NONE, process = NONE } = fact
    const excerpt = span.excerpt === before?.span.excerpt ? SAME : span.excerpt
    const isSameProcess = before !== undefined && before.process === fact.process
    before = fact
    return [type, value, span.line, span.endLine, span.byteOffset, excerpt, isSameProcess ? SAME : process, at]
  })
}

function factsOf(artifact: string, rows: readonly Row[]): AnyFact[] {
  let lastExcerpt = ''
  let lastProcess: AnyFact['process']
  return rows.map(([type, value, line, endLine, byteOffset, excerpt, process, at]) => {
    if (excerpt !== SAME) lastExcerpt = excerpt
    if (process !== SAME) lastProcess = process === NONE ? undefined : process
    const span = { artifact, line, endLine, byteOffset, excerpt: lastExcerpt }
    return {
      type,
      value,
      span,
      ...(at !== NONE && { at }),
      ...(lastProcess !== undefined && { process: lastProcess }),
    } as AnyFact
  })
}
