import { defineFinding } from '../model/finding.ts'
import { sizeOf } from '../model/wording.ts'
import { killsOfJvm, OOM_KILL_FACTS } from './evidence/oom-kills.ts'

export const hostOomKill = defineFinding({
  id: 'host-oom-kill',
  title: 'The kernel, or earlyoom before it, killed the process because the host was out of memory',
  needs: [],
  reads: [...OOM_KILL_FACTS],
  collect: [{ what: 'the kernel log', collect: "dmesg -T | grep -iE -A30 'oom|killed process'" }],
  test(facts) {
    const kills = killsOfJvm(facts).filter(
      ({ value }) => value.constraint !== 'memcg' && value.constraint !== 'unknown',
    )
    if (kills.length === 0) return { state: 'unknown' }
    const { command, anonRssKb, by } = kills[0]?.value ?? {}
    const size = anonRssKb === undefined ? '' : ` with ${sizeOf(anonRssKb * 1024)} resident`
    return {
      state: 'present',
      statement: `${by ?? "the kernel's OOM killer"} ended ${command ?? 'the process'}${size}${by === undefined ? '' : ' because the host was short of memory'}`,
      cites: kills,
    }
  },
})
