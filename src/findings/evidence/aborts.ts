import type { Fact, FactType } from '../../model/fact.ts'

/** What the JVM leaves behind before it aborts by itself. */
export const LEFT_BY_JVM = [
  'crash.log',
  'crash.saved-as',
  'crash.native-oom',
  'crash.internal-error',
] as const satisfies readonly FactType[]

/** After a crash log the JVM aborts too: exit code 134 is native code's only where there was none. */
export function hasCrashLog(facts: { readonly [K in (typeof LEFT_BY_JVM)[number]]: readonly Fact<K>[] }): boolean {
  return LEFT_BY_JVM.some((type) => facts[type].length > 0)
}
