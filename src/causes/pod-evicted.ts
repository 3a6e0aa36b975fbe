import { defineCause, type Incidence, type Remedy, statementOf } from '../model/cause.ts'

export const podEvicted = defineCause({
  id: 'pod-evicted',
  family: 'memory',
  title: 'Kubernetes evicted the pod because its node ran short of a resource',
  summary:
    'When memory or disk of a node falls below a threshold, the kubelet ends pods, first those that use more than they requested; a pod also goes when it fills its ephemeral storage (logs, emptyDir, heap dumps). It is no crash and no limit of the container: the process gets SIGTERM and, soon after, SIGKILL. The pod stays as Failed, with the reason Evicted and the resource in its message.',
  prior: -3,
  triggers: ['eviction-reported'],
  evidence: {
    'eviction-reported': { present: 6 },
    'cgroup-oom-kill': { present: -3 },
  },
  symptoms: ['eviction-reported'],
  tell: statementOf('eviction-reported'),
  remedies: remediesFor,
  references: ['https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/'],
})

function remediesFor({ findings }: Incidence): Remedy[] {
  const isDisk = /storage|disk|inode/i.test(findings.get('eviction-reported')?.statement ?? '')
  const look = isDisk
    ? 'df -h /var/lib/kubelet /var/lib/containerd; du -xsh /var/log/pods/*'
    : 'kubectl top pods -A --sort-by=memory'
  return [
    {
      when: 'now',
      action: 'See what uses up the node.',
      command: `kubectl describe node $NODE | grep -A8 Conditions; ${look}`,
    },
    {
      when: 'for-good',
      action: isDisk
        ? 'Request and limit ephemeral-storage, keep data, logs and heap dumps on volumes, and give the node a larger disk.'
        : 'Request as much memory as the process uses (request = limit makes it the last to go), and a priority class for brokers.',
    },
  ]
}
