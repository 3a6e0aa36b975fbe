import { defineFinding } from '../model/finding.ts'

export const killedByProbe = defineFinding({
  id: 'killed-by-probe',
  title: 'Kubernetes killed the container because its liveness probe failed',
  needs: ['container.event'],
  test(facts) {
    const probes = facts['container.event'].filter(
      ({ value }) => /liveness probe/i.test(value.message) && /Unhealthy|Killing/.test(value.reason),
    )
    return probes.length > 0
      ? { state: 'present', statement: 'the liveness probe failed and the container was killed for it', cites: probes }
      : {
          state: 'absent',
          statement: 'no failed liveness probe among the events',
          cites: facts['container.event'].slice(0, 1),
        }
  },
})
