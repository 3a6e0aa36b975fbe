import { defineCause } from '../model/cause.ts'
import { type Holder, holderOf } from './remedies/where-it-runs.ts'

export const cgroupMemoryLimit = defineCause({
  id: 'cgroup-memory-limit',
  family: 'memory',
  title: 'The container reached its memory limit and was killed',
  summary:
    'A memory cgroup does not make mmap fail: it kills. The process ends by SIGKILL (exit code 137) without crash log, stack trace or any last line; only the kernel log, the container runtime (OOMKilled) or memory.events tell; platforms that watch the size themselves (YARN, Heroku, Cloud Foundry) say it in their own words. Exit code 137 alone does not: a liveness probe or an operator kills in the same way.',
  prior: -4,
  triggers: [
    'cgroup-oom-kill',
    'cgroup-oom-kill-counted',
    'oom-kill-of-either-kind',
    'killed-without-crash-log',
    'cgroup-memory-at-limit',
  ],
  evidence: {
    'cgroup-oom-kill': { present: 8 },
    'cgroup-oom-kill-counted': { present: 6 },
    'oom-kill-of-either-kind': { present: 2 },
    'killed-without-crash-log': { present: 2, absent: -2 },
    'cgroup-memory-at-limit': { present: 2, absent: -3 },
    'killed-by-probe': { present: -5 },
    'ended-by-supervisor': { present: -5 },
    'runtime-saw-no-oom': { present: -1 },
    'host-oom-kill': { present: -5 },
    'native-allocation-failed': { present: -4 },
  },
  proof: [['cgroup-oom-kill']],
  symptoms: ['killed-without-crash-log', 'cgroup-oom-kill', 'cgroup-oom-kill-counted'],
  remedies: (incidence) => [
    {
      when: 'now',
      action:
        'Raise the limit of the container to heap + direct memory + metaspace + code cache + thread stacks + 20 %, or lower -Xmx.',
      command: whereItIsSet(holderOf(incidence)),
    },
    {
      when: 'for-good',
      action:
        'Size the heap by the limit: -XX:MaxRAMPercentage=50; use a JDK that sees cgroups (8u372, 11.0.16, 15 and later for cgroup v2).',
    },
  ],
  references: ['https://docs.kernel.org/admin-guide/cgroup-v2.html#memory', 'JDK-8230305 (cgroup v2)'],
})

function whereItIsSet(holder: Holder | undefined): string {
  const inPod = 'kubectl set resources statefulset/kafka --limits=memory=8Gi --requests=memory=8Gi'
  const inContainer = 'docker update --memory=8g --memory-swap=8g $CONTAINER'
  if (holder === undefined) return `${inPod}   # ${inContainer}; Spark on YARN: spark.executor.memoryOverhead`
  if (holder.kind === 'systemd') return `systemctl set-property ${holder.unit} MemoryMax=8G`
  return holder.kind === 'docker' ? inContainer : inPod
}
