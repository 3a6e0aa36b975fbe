import { defineFinding } from '../model/finding.ts'
import { quoted } from '../model/wording.ts'

export const evictionReported = defineFinding({
  id: 'eviction-reported',
  title: 'The kubelet evicted the pod from its node',
  needs: [],
  reads: ['container.event', 'container.terminated'],
  collect: [
    {
      what: 'why the pod went',
      collect: 'kubectl describe pod $POD | grep -A3 Evicted; kubectl get events --field-selector reason=Evicted',
    },
  ],
  test(facts) {
    const events = facts['container.event'].filter(({ value }) => value.reason === 'Evicted')
    const statuses = facts['container.terminated'].filter(({ value }) => value.reason === 'Evicted')
    if (events.length + statuses.length === 0) return { state: 'unknown' }
    const said = events[0] === undefined ? '' : `: ${quoted(events[0].value.message)}`
    return { state: 'present', statement: `the kubelet evicted the pod${said}`, cites: [...events, ...statuses] }
  },
})
