import { defineFinding } from '../model/finding.ts'
import { sizeOf } from '../model/wording.ts'
import { killsOfJvm, OOM_KILL_FACTS } from './evidence/oom-kills.ts'

export const cgroupOomKill = defineFinding({
  id: 'cgroup-oom-kill',
  title: "The kernel killed the process at its container's memory limit",
  needs: [],
  reads: [...OOM_KILL_FACTS, 'container.terminated'],
  collect: [
    {
      what: 'how the container ended',
      collect: 'kubectl describe pod $POD; docker inspect -f "{{json .State}}" $CONTAINER',
    },
    { what: 'the kernel log of the node', collect: "dmesg -T | grep -iE -A30 'oom|killed process'" },
  ],
  test(facts) {
    const kills = killsOfJvm(facts).filter(({ value }) => value.constraint === 'memcg')
    const reasons = facts['container.terminated'].filter(({ value }) => value.reason === 'OOMKilled')
    const cites = [...kills, ...reasons]
    if (cites.length === 0) return { state: 'unknown' }
    const rss = kills[0]?.value.anonRssKb
    const statement =
      rss === undefined
        ? 'the container was killed for exceeding its memory limit'
        : `the kernel killed it at its memory limit with ${sizeOf(rss * 1024)} resident`
    return { state: 'present', statement, cites }
  },
})
