import type { AnyFact, FactSet } from '../model/fact.ts'
import type { Instant } from '../model/instant.ts'
import { mayBeJvm } from '../model/jvm-command.ts'
import type { IncidentProcess } from '../model/report.ts'
import type { Death } from './death.ts'

/** Who the incident is about: pid, host, JVM, application, start and end, as far as any witness says. */
export function identify(facts: FactSet, death: Death | undefined): IncidentProcess {
  const pid = death?.pid ?? onlyPid(facts)
  const host = facts.of('os').find((fact) => fact.value.host !== undefined)?.value.host ?? hostOf(facts)
  const jvm = releaseOf(facts.of('jvm.version')[0]?.value.version)
  const application = applicationOf(facts)
  const startedAt = startOf(facts, death)
  const diedAt = death?.diedAt ?? terminationOf(facts)
  return {
    ...(pid !== undefined && { pid }),
    ...(host !== undefined && { host }),
    ...(jvm !== undefined && { jvm }),
    ...(application !== undefined && { application }),
    ...(startedAt !== undefined && { startedAt }),
    ...(diedAt !== undefined && { diedAt: isoOf(diedAt) }),
  }
}

/** `17.0.15+6-Debian-1deb12u1` is the release 17.0.15+6: crash logs name it without what the vendor adds, GC logs with it. */
function releaseOf(version: string | undefined): string | undefined {
  return version?.replace(/(\+\d+)-.*$/, '$1')
}

function onlyPid(facts: FactSet): number | undefined {
  const pids = new Set<number>()
  for (const fact of facts) if (fact.process?.pid !== undefined && !isOfAnother(fact)) pids.add(fact.process.pid)
  return pids.size === 1 ? [...pids][0] : undefined
}

/** The kernel tells of every process that it kills or that faults. */
function isOfAnother(fact: AnyFact): boolean {
  return (fact.type === 'kernel.oom-kill' || fact.type === 'kernel.segfault') && !mayBeJvm(fact.value.command)
}

/** Of several, as the services of a compose file are, none is known to be the one in question. */
function hostOf(facts: FactSet): string | undefined {
  const hosts = new Set<string>()
  for (const fact of facts) if (fact.process?.host !== undefined) hosts.add(fact.process.host)
  return hosts.size === 1 ? [...hosts][0] : undefined
}

/** Kafka before what it runs on: its class path names ZooKeeper and Jetty too. */
function applicationOf(facts: FactSet): string | undefined {
  const versions = facts.of('application.version').map((fact) => fact.value)
  const chosen = versions.find(({ name }) => name === 'kafka') ?? versions[0]
  return chosen === undefined ? undefined : `${chosen.name} ${chosen.version}`
}

function startOf(facts: FactSet, death: Death | undefined): string | undefined {
  if (death?.diedAt !== undefined && death.uptimeSeconds !== undefined) {
    return new Date(death.diedAt.epochMs - death.uptimeSeconds * 1000).toISOString()
  }
  const started = facts.of('container.terminated')[0]?.value.startedAt
  return started === undefined ? undefined : isoOf(started)
}

function terminationOf(facts: FactSet): Instant | undefined {
  return facts.of('container.terminated')[0]?.value.finishedAt ?? facts.of('process.exit')[0]?.value.at
}

export function isoOf(instant: Instant): string {
  return new Date(instant.epochMs).toISOString()
}
