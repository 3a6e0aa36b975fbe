import { defineFinding } from '../model/finding.ts'
import { amountOf } from '../model/wording.ts'

// memory.events (cgroup v2) and memory.oom_control (v1) count kills of any process of the group: a sidecar or a script
// in the container may have been the victim (mm/memcontrol.c, MEMCG_OOM_KILL).
export const cgroupOomKillCounted = defineFinding({
  id: 'cgroup-oom-kill-counted',
  title: 'The kernel counts kills at the memory limit of the container (oom_kill)',
  needs: ['memory.cgroup'],
  collect: [
    { what: 'the counters of the container', collect: 'cat /sys/fs/cgroup/memory.events' },
    { what: 'whom the kernel killed', collect: "dmesg -T | grep -iE -A30 'oom|killed process'" },
  ],
  test(facts) {
    const groups = facts['memory.cgroup'].filter(({ value }) => (value.oomKills ?? 0) > 0)
    const kills = groups.reduce((sum, { value }) => sum + (value.oomKills ?? 0), 0)
    // A restarted container has a new group, which counts from zero again.
    if (kills === 0) return { state: 'unknown' }
    return {
      state: 'present',
      statement: `the kernel killed ${amountOf(kills, 'process', 'processes')} of the container at its memory limit (oom_kill)`,
      cites: groups,
    }
  },
})
