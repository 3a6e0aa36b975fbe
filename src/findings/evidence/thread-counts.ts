import type { AnyFact, Fact } from '../../model/fact.ts'

/** The largest number of threads that any witness counted. */
export function mostThreads(facts: {
  readonly 'threads.count': readonly Fact<'threads.count'>[]
  readonly 'memory.process': readonly Fact<'memory.process'>[]
}): { readonly count: number; readonly cite: AnyFact } | undefined {
  const counts = [
    ...facts['threads.count'].map((fact) => ({
      count: fact.value.total ?? fact.value.java ?? 0,
      cite: fact as AnyFact,
    })),
    ...facts['memory.process'].flatMap((fact) =>
      fact.value.threads === undefined ? [] : [{ count: fact.value.threads, cite: fact as AnyFact }],
    ),
  ]
  return counts.sort((a, b) => b.count - a.count)[0]
}
