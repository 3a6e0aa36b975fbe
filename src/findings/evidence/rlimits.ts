import type { AnyFact, Fact } from '../../model/fact.ts'

/** The soft limit of a resource; `null` is unlimited, undefined unknown. */
export function softLimit(
  facts: readonly Fact<'limit.rlimit'>[],
  resource: string,
): { readonly soft: number | null; readonly cite: AnyFact } | undefined {
  const fact = facts.find(({ value }) => value.resource === resource)
  return fact === undefined ? undefined : { soft: fact.value.soft, cite: fact as AnyFact }
}
