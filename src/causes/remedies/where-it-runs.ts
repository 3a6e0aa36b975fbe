import type { Incidence } from '../../model/cause.ts'

/** What holds the process: a unit of systemd with its name, or a container's runtime; undefined where none is named. */
export type Holder = { readonly kind: 'systemd'; readonly unit: string } | { readonly kind: 'kubernetes' | 'docker' }

/** As the kernel names the control group that it killed or refused in, or as Kubernetes tells of its pods. */
export function holderOf({ facts }: Incidence): Holder | undefined {
  const cgroups = [...facts.of('kernel.oom-kill'), ...facts.of('kernel.fork-rejected')]
    .map(({ value }) => value.cgroup)
    .filter((cgroup) => cgroup !== undefined)
  if (facts.of('container.event').length > 0 || cgroups.some((cgroup) => /kubepods|kubelet/.test(cgroup)))
    return { kind: 'kubernetes' }
  if (cgroups.some((cgroup) => /docker|libpod|containerd|crio/.test(cgroup))) return { kind: 'docker' }
  const unit = cgroups.map((cgroup) => /([^/]+\.service)$/.exec(cgroup)?.[1]).find((name) => name !== undefined)
  return unit === undefined ? undefined : { kind: 'systemd', unit }
}
