// Artifacts to incidents. One bundle commonly tells of one process; it tells of several when it holds several crash
// logs, or the same files once more in a sibling folder (broker-1/server.log, broker-2/server.log).

import { type AnyFact, FactSet } from '../model/fact.ts'
import { type Death, deathsIn, isSameDeath } from './death.ts'
import type { ArtifactFacts, Incident } from './incident.ts'
import { identify } from './process.ts'

/** Formats that are written by one process, in contrast to readings of a whole host. */
const OF_ONE_PROCESS = new Set(['hs-err', 'server-log', 'gc-log', 'jvm-console'])

/** Incidents in a stable order; the order of artifacts does not matter. An artifact without facts still has its incident. */
export function groupIncidents(artifacts: readonly ArtifactFacts[]): Incident[] {
  const sorted = [...artifacts].sort((a, b) => (a.uri < b.uri ? -1 : 1))
  return siblingFolders(sorted).flatMap(groupByDeath)
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
  const folders = [...groups].sort()
  const isBelow = (uri: string, folder: string) => uri.startsWith(`${folder}/`)
  return folders.map((folder) =>
    artifacts.filter(({ uri }) => isBelow(uri, folder) || !folders.some((other) => isBelow(uri, other))),
  )
}

function splitUri(uri: string): { folder: string; name: string } {
  const slash = uri.lastIndexOf('/')
  return slash < 0 ? { folder: '', name: uri } : { folder: uri.slice(0, slash), name: uri.slice(slash + 1) }
}

/** One incident for each death that crash logs tell of; one in all where there is none or one. */
function groupByDeath(artifacts: readonly ArtifactFacts[]): Incident[] {
  const deaths = distinctDeaths(artifacts.flatMap(deathsIn))
  if (deaths.length <= 1)
    return [
      incidentOf(
        artifacts,
        artifacts.flatMap(({ facts }) => facts),
        deaths[0],
      ),
    ]
  return deaths.map((death) => {
    const facts = artifacts.flatMap(({ uri, facts }) => facts.filter((fact) => belongsTo(fact, uri, death, deaths)))
    return incidentOf(artifacts, facts, death)
  })
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

/** Its own witnesses, then by pid, then by time; what says neither is true of the host and belongs to all. */
function belongsTo(fact: AnyFact, uri: string, death: Death, deaths: readonly Death[]): boolean {
  const owner = deaths.find((other) =>
    other.witnesses.some((witness) => witness.uri === uri && witness.run === fact.process?.run),
  )
  if (owner !== undefined) return owner === death
  const pid = fact.process?.pid
  if (pid !== undefined && deaths.some((other) => other.pid === pid)) return death.pid === pid
  const at = fact.at?.epochMs
  if (at === undefined || death.diedAt === undefined) return true
  return nextDeathAfter(at, deaths) === death
}

/** Writing a crash log takes a moment, and clocks differ: an event within a minute after a death still tells of it. */
const GRACE_MS = 60_000

function nextDeathAfter(epochMs: number, deaths: readonly Death[]): Death | undefined {
  const known = deaths.filter((death) => death.diedAt !== undefined)
  known.sort((a, b) => (a.diedAt as { epochMs: number }).epochMs - (b.diedAt as { epochMs: number }).epochMs)
  return known.find((death) => epochMs <= (death.diedAt as { epochMs: number }).epochMs + GRACE_MS) ?? known.at(-1)
}

function incidentOf(
  artifacts: readonly ArtifactFacts[],
  facts: readonly AnyFact[],
  death: Death | undefined,
): Incident {
  const uris = new Set(facts.map((fact) => fact.span.artifact))
  const own = artifacts.map(({ uri }) => uri).filter((uri) => uris.has(uri) || facts.length === 0)
  const set = new FactSet(facts)
  return { process: identify(set, death), facts: set, uris: own }
}
