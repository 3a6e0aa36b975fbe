import type { AnyFact, Fact } from '../../model/fact.ts'

/** Negative where `a` is older than `b`; compares the numbers of dotted versions, missing parts count as 0. */
export function compareVersions(a: string, b: string): number {
  const left = numbersOf(a)
  const right = numbersOf(b)
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

function numbersOf(version: string): number[] {
  return (/^\d+(?:\.\d+)*/.exec(version)?.[0] ?? '').split('.').map(Number)
}

/** The version of an application, where one is known. */
export function versionOf(
  facts: readonly Fact<'application.version'>[],
  name: string,
): { readonly version: string; readonly cite: AnyFact } | undefined {
  const fact = facts.find(({ value }) => value.name === name && /^\d/.test(value.version))
  return fact === undefined ? undefined : { version: fact.value.version, cite: fact as AnyFact }
}
