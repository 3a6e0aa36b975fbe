// Artifacts to incidents. One bundle commonly tells of one process; it tells of several when it holds several crash
// logs, or the same files once more in a sibling folder (broker-1/server.log, broker-2/server.log).

import { type AnyFact, FactSet } from '../model/fact.ts'
import type { Instant } from '../model/instant.ts'
import { type Death, deathsIn, isSameDeath } from './death.ts'
import type { ArtifactFacts, Incident } from './incident.ts'
import { identify } from './process.ts'

/** Formats that are written by one process, in contrast to readings of a whole host. */
const OF_ONE_PROCESS = new Set(['hs-err', 'server-log', 'gc-log', 'jvm-console'])

/**
 * Incidents in a stable order, one after the other; the order of artifacts does not matter. An artifact without facts still
 * has its incident.
 */
export function* groupIncidents(artifacts: readonly ArtifactFacts[]): Generator<Incident> {
  const sorted = [...artifacts].sort((a, b) => (a.uri < b.uri ? -1 : 1))
  for (const group of siblingFolders(sorted)) yield* groupByDeath(group)
}

/** Splits by folder where sibling folders hold files of the same name written by one process each; the rest is shared. */
function siblingFolders(artifacts: readonly ArtifactFacts[]): ArtifactFacts[][] {
  const foldersByName = new Map<string, Set<string>>()
  for (const { uri, format } of artifacts) {
    if (!OF_ONE_PROCESS.has(format)) continue
    const { folder, name } = splitUri(uri)
    const key = `${format} ${name.replace(/\d+/g, '#')}`
    const folders = foldersByName.get(key)
    if (folders) folders.add(folder)
    else foldersByName.set(key, new Set([folder]))
  }
  const groups = [...foldersByName.values()].reduce(
    (most, folders) => (folders.size > most.size ? folders : most),
    new Set<string>(),
  )
  if (groups.size < 2) return [[...artifacts]]
  const parts = new Map([...groups].sort().map((folder) => [folder, [] as ArtifactFacts[]]))
  for (const artifact of artifacts) {
    const above = foldersAbove(artifact.uri).filter((folder) => parts.has(folder))
    for (const folder of above.length > 0 ? above : parts.keys()) parts.get(folder)?.push(artifact)
  }
  return [...parts.values()]
}

function foldersAbove(uri: string): string[] {
  return [...uri.matchAll(/\//g)].map(({ index }) => uri.slice(0, index))
}

function splitUri(uri: string): { folder: string; name: string } {
  const slash = uri.lastIndexOf('/')
  return slash < 0 ? { folder: '', name: uri } : { folder: uri.slice(0, slash), name: uri.slice(slash + 1) }
}

/** One incident for each death that crash logs tell of; one in all where there is none or one. */
function* groupByDeath(artifacts: readonly ArtifactFacts[]): Generator<Incident> {
  const deaths = distinctDeaths(artifacts.flatMap(deathsIn))
  if (deaths.length <= 1) {
    yield incidentOf(
      artifacts,
      artifacts.flatMap(({ facts }) => facts),
      deaths[0],
    )
    return
  }
  const ownersOf = ownership(deaths)
  const factsOf = new Map(deaths.map((death) => [death, [] as AnyFact[]]))
  for (const { uri, facts } of artifacts) {
    for (const fact of facts) for (const owner of ownersOf(fact, uri)) factsOf.get(owner)?.push(fact)
  }
  for (const death of deaths) yield incidentOf(artifacts, factsOf.get(death) ?? [], death)
}

function distinctDeaths(deaths: readonly Death[]): Death[] {
  const distinct: Death[] = []
  for (const death of deaths) {
    const at = distinct.findIndex((other) => isSameDeath(other, death))
    if (at < 0) distinct.push(death)
    else
      distinct[at] = {
        ...death,
        ...distinct[at],
        witnesses: [...(distinct[at] as Death).witnesses, ...death.witnesses],
      }
  }
  return distinct
}

/**
 * Whose a fact is: its own witness's, then by pid, then by time; what says neither is true of the host and belongs to
 * all. Indexed, since an archive may hold thousands of crash logs.
 */
function ownership(deaths: readonly Death[]): (fact: AnyFact, uri: string) => readonly Death[] {
  const byWitness = new Map<string, Death[]>()
  const byPid = new Map<number, Death[]>()
  for (const death of deaths) {
    for (const { uri, run } of death.witnesses) {
      const key = `${run} ${uri}`
      if (!byWitness.has(key)) byWitness.set(key, [death])
    }
    if (death.pid !== undefined) byPid.set(death.pid, [...(byPid.get(death.pid) ?? []), death])
  }
  const timed = deaths.filter((death) => death.diedAt !== undefined)
  timed.sort((a, b) => (a.diedAt as Instant).epochMs - (b.diedAt as Instant).epochMs)
  const untimed = deaths.filter((death) => death.diedAt === undefined)
  return (fact, uri) => {
    const { pid, run } = fact.process ?? {}
    const known = byWitness.get(`${run} ${uri}`) ?? (pid === undefined ? undefined : byPid.get(pid))
    if (known !== undefined) return known
    const next = fact.at === undefined ? undefined : nextDeathAfter(fact.at.epochMs, timed)
    return next === undefined ? deaths : [...untimed, next]
  }
}

/** Writing a crash log takes a moment, and clocks differ: an event within a minute after a death still tells of it. */
const GRACE_MS = 60_000

function nextDeathAfter(epochMs: number, timed: readonly Death[]): Death | undefined {
  return timed.find((death) => epochMs <= (death.diedAt as Instant).epochMs + GRACE_MS) ?? timed.at(-1)
}

function incidentOf(
  artifacts: readonly ArtifactFacts[],
  facts: readonly AnyFact[],
  death: Death | undefined,
): Incident {
  const uris = new Set(facts.length === 0 ? artifacts.map(({ uri }) => uri) : facts.map(({ span }) => span.artifact))
  const set = new FactSet(facts)
  return { process: identify(set, death), facts: set, uris: [...uris].sort() }
}
