import type { Fact } from '../../model/fact.ts'
import { mayBeJvm } from '../../model/jvm-command.ts'

/** OOM kills that may be of our process: a kernel log also tells of others on the host, and those end nothing of ours. */
export function killsOfJvm(facts: readonly Fact<'kernel.oom-kill'>[]): readonly Fact<'kernel.oom-kill'>[] {
  return facts.filter(({ value }) => mayBeJvm(value.command))
}
