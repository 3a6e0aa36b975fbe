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
  at: AnyFact['at'] | typeof NONE | typeof SAME,
]

/** As in the row before: twenty flags stand in one line, and all of a crash log is of one moment. */
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
    const { type, value, span, process = NONE, at = NONE } = fact
    const excerpt = span.excerpt === before?.span.excerpt ? SAME : span.excerpt
    const ofProcess = before !== undefined && before.process === fact.process ? SAME : process
    const ofMoment = before !== undefined && before.at === fact.at ? SAME : at
    before = fact
    return [type, value, span.line, span.endLine, span.byteOffset, excerpt, ofProcess, ofMoment]
  })
}

function factsOf(artifact: string, rows: readonly Row[]): AnyFact[] {
  let lastExcerpt = ''
  let lastProcess: AnyFact['process']
  let lastAt: AnyFact['at']
  return rows.map(([type, value, line, endLine, byteOffset, excerpt, process, at]) => {
    if (excerpt !== SAME) lastExcerpt = excerpt
    if (process !== SAME) lastProcess = process === NONE ? undefined : process
    if (at !== SAME) lastAt = at === NONE ? undefined : at
    const span = { artifact, line, endLine, byteOffset, excerpt: lastExcerpt }
    return {
      type,
      value,
      span,
      ...(lastAt !== undefined && { at: lastAt }),
      ...(lastProcess !== undefined && { process: lastProcess }),
    } as AnyFact
  })
}
