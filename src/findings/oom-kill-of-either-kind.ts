import { defineFinding } from '../model/finding.ts'
import { killsOfJvm, OOM_KILL_FACTS } from './evidence/oom-kills.ts'

/**
 * A lone `Killed process 1 (java)` (kernels before 5.0, where the reason stands in the line above) or systemd's word on
 * a unit: the same for a full host and for a control group at its limit.
 */
export const oomKillOfEitherKind = defineFinding({
  id: 'oom-kill-of-either-kind',
  title: 'The OOM killer ended the process, and the line that says which memory was short is missing',
  needs: [],
  reads: [...OOM_KILL_FACTS],
  test(facts) {
    const kills = killsOfJvm(facts)
    const isExplained = kills.some(({ value }) => value.constraint !== 'unknown')
    if (kills.length === 0 || isExplained) return { state: 'unknown' }
    const victim = kills.find(({ value }) => value.command !== undefined)?.value.command ?? 'the process'
    return {
      state: 'present',
      statement: `the kernel's OOM killer ended ${victim}; whether at the limit of a container or of the host is not said`,
      cites: kills,
    }
  },
})
