import { defineFinding } from '../model/finding.ts'

/** `Container kafka failed liveness probe, will be restarted`; before 1.13 `Container is unhealthy, it will be killed`. */
const KILLED_FOR_IT = /(?:failed (?:liveness|startup) probe|Container is unhealthy).*(?:will be|killed|restarted)/i
const PROBE_FAILED = /(?:Liveness|Startup) probe (?:failed|errored)/i

export const killedByProbe = defineFinding({
  id: 'killed-by-probe',
  title: 'Kubernetes killed the container because its liveness probe failed',
  needs: ['container.event'],
  reads: ['container.terminated'],
  test(facts) {
    const events = facts['container.event']
    const kills = events.filter(({ value }) => KILLED_FOR_IT.test(value.message))
    const failed = events.filter(({ value }) => PROBE_FAILED.test(value.message))
    // Failed probes alone are no kill: the threshold may not be reached. By SIGTERM or SIGKILL the container did end.
    const ends = facts['container.terminated'].filter(({ value }) => value.exitCode === 137 || value.exitCode === 143)
    const isKilled = kills.length > 0 || (failed.length > 0 && ends.some(({ value }) => value.reason !== 'OOMKilled'))
    if (isKilled)
      return {
        state: 'present',
        statement: 'the kubelet ended the container because its liveness probe failed',
        cites: [...kills, ...failed],
      }
    return failed.length > 0
      ? { state: 'unknown' }
      : { state: 'absent', statement: 'no failed liveness probe among the events', cites: events.slice(0, 1) }
  },
})
