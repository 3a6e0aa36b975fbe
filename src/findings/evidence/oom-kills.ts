import type { Fact } from '../../model/fact.ts'
import { mayBeJvm } from '../../model/jvm-command.ts'

type Kill = Fact<'kernel.oom-kill'>

interface DeathFacts {
  readonly 'kernel.oom-kill': readonly Kill[]
  readonly 'crash.log': readonly Fact<'crash.log'>[]
  readonly 'process.exit': readonly Fact<'process.exit'>[]
}

/** What tells an OOM kill of our process from those of others on the host, of which a kernel log tells as well. */
export const OOM_KILL_FACTS = ['kernel.oom-kill', 'crash.log', 'process.exit'] as const

/**
 * OOM kills that may be of our process. Where the kernel names its pid, others of the name are not; where it names none
 * of ours, ours may have another one in its container, but a process that wrote a crash log of a fault died of that.
 */
export function killsOfJvm(facts: DeathFacts): readonly Kill[] {
  const kills = facts['kernel.oom-kill'].filter(({ value }) => mayBeJvm(value.command))
  const own = new Set([...facts['crash.log'], ...facts['process.exit']].map(({ process }) => process?.pid))
  const ofOwnPid = kills.filter(({ value }) => value.pid !== undefined && own.has(value.pid))
  if (ofOwnPid.length > 0) return ofOwnPid
  const hasFault = facts['crash.log'].some(({ value }) => value.kind === 'signal' || value.kind === 'internal-error')
  return hasFault ? [] : kills
}
