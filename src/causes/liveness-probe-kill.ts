import { defineCause } from '../model/cause.ts'

export const livenessProbeKill = defineCause({
  id: 'liveness-probe-kill',
  family: 'broker',
  title: 'Kubernetes ended the container because its liveness probe failed',
  summary:
    'The kubelet sends SIGTERM, and SIGKILL when the grace period is over (exit codes 143 and 137): neither a crash nor a lack of memory. A broker that recovers its logs after an unclean stop does not listen yet, so a probe of its port kills it before it is ready, and the next start has as much to recover. Long collections, a full thread pool or a probe that starts a JVM of its own under a CPU limit fail the probe in the same way.',
  consequenceOf: ['java-heap-oom', 'metaspace-oom', 'thread-limit', 'fd-exhaustion', 'disk-full', 'log-dir-failure'],
  prior: -3,
  triggers: ['killed-by-probe'],
  evidence: {
    'killed-by-probe': { present: 6 },
    'cgroup-oom-kill': { present: -5 },
    'host-oom-kill': { present: -5 },
  },
  symptoms: ['killed-by-probe'],
  tell: ({ findings }) => {
    const killed = findings.get('killed-by-probe')?.statement
    const recovery = findings.get('log-recovery-running')
    return recovery?.state === 'present' ? `${killed}; ${recovery.statement}.` : `${killed}.`
  },
  remedies: [
    {
      when: 'now',
      action: 'Give it time to come up: a startup probe of as many minutes as the longest recovery takes.',
      command: 'startupProbe: { tcpSocket: { port: 9092 }, periodSeconds: 10, failureThreshold: 180 }',
    },
    {
      when: 'now',
      action:
        'See what it did when the probe failed: recovery, a collection, waiting for ZooKeeper or the controllers.',
      command: 'kubectl logs $POD --previous --tail=200; kubectl describe pod $POD',
    },
    {
      when: 'for-good',
      action:
        'Probe the port only, with a timeout of 5 s and more, never through a command that starts a JVM; a long terminationGracePeriodSeconds keeps stops clean.',
    },
  ],
  references: ['https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/'],
})
