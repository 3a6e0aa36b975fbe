// Artifacts to incidents. One bundle commonly tells of one process; it tells of several when it holds several crash
// logs, or the same files once more in a sibling folder (broker-1/server.log, broker-2/server.log).

import { type AnyFact, FactSet } from '../model/fact.ts'
import type { Instant } from '../model/instant.ts'
import { type Death, isSameDeath, type Witness } from './death.ts'
import type { Evidence } from './evidence.ts'
import type { Incident } from './incident.ts'
import { identify } from './process.ts'

/** Formats that are written by one process, in contrast to readings of a whole host. */
const OF_ONE_PROCESS = new Set(['hs-err', 'server-log', 'gc-log', 'jvm-console'])

/**
 * Incidents in a stable order, one after the other, so that the facts of one can go before those of the next are made;
 * the order of artifacts does not matter. An artifact without facts still has its incident.
 */
export function* groupIncidents(artifacts: readonly Evidence[]): Generator<Incident> {
  const sorted = [...artifacts].sort((a, b) => (a.uri < b.uri ? -1 : 1))
  for (const group of siblingFolders(sorted)) yield* groupByDeath(group)
}

/** Splits by folder where sibling folders hold files of the same name written by one process each; the rest is shared. */
function siblingFolders(artifacts: readonly Evidence[]): Evidence[][] {
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
  const parts = new Map([...groups].sort().map((folder) => [folder, [] as Evidence[]]))
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
function* groupByDeath(artifacts: readonly Evidence[]): Generator<Incident> {
  const deaths = distinctDeaths(artifacts.flatMap((artifact) => artifact.deaths))
  if (deaths.length <= 1) {
    yield incidentOf(
      artifacts,
      artifacts.flatMap((artifact) => artifact.facts()),
      deaths[0],
    )
    return
  }
  const { ofWitness, ofFact } = ownership(deaths)
  const sharesOf = new Map(deaths.map((death) => [death, [] as Share[]]))
  const give = (owners: readonly Death[], share: Share) => {
    for (const owner of owners) sharesOf.get(owner)?.push(share)
  }
  for (const { uri, soleWitness, facts } of artifacts) {
    if (soleWitness !== undefined) give(ofWitness(soleWitness) ?? [], facts)
    else for (const fact of facts()) give(ofFact(fact, uri), () => [fact])
  }
  for (const [death, shares] of sharesOf) {
    yield incidentOf(
      artifacts,
      shares.flatMap((share) => share()),
      death,
    )
  }
}

/** Facts that go to a death together, made when its turn comes. */
type Share = () => readonly AnyFact[]

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

interface Ownership {
  ofWitness(witness: Witness): readonly Death[] | undefined
  ofFact(fact: AnyFact, uri: string): readonly Death[]
}

/**
 * Whose a fact is: its own witness's, then by pid, then by time; what says neither is true of the host and belongs to
 * all. Indexed, since an archive may hold thousands of crash logs.
 */
function ownership(deaths: readonly Death[]): Ownership {
  const byWitness = new Map<string, Death[]>()
  const byPid = new Map<number, Death[]>()
  for (const death of deaths) {
    for (const witness of death.witnesses) {
      const key = keyOf(witness)
      if (!byWitness.has(key)) byWitness.set(key, [death])
    }
    if (death.pid !== undefined) byPid.set(death.pid, [...(byPid.get(death.pid) ?? []), death])
  }
  const timed = deaths.filter((death) => death.diedAt !== undefined)
  timed.sort((a, b) => (a.diedAt as Instant).epochMs - (b.diedAt as Instant).epochMs)
  const untimed = deaths.filter((death) => death.diedAt === undefined)
  const ofWitness = (witness: Witness) => byWitness.get(keyOf(witness))
  const ofFact = ({ process: { pid, run } = {}, at }: AnyFact, uri: string) => {
    const known = ofWitness({ uri, run }) ?? (pid === undefined ? undefined : byPid.get(pid))
    if (known !== undefined) return known
    const next = at === undefined ? undefined : nextDeathAfter(at.epochMs, timed)
    return next === undefined ? deaths : [...untimed, next]
  }
  return { ofWitness, ofFact }
}

function keyOf({ uri, run }: Witness): string {
  return `${run} ${uri}`
}

/** Writing a crash log takes a moment, and clocks differ: an event within a minute after a death still tells of it. */
const GRACE_MS = 60_000

function nextDeathAfter(epochMs: number, timed: readonly Death[]): Death | undefined {
  return timed.find((death) => epochMs <= (death.diedAt as Instant).epochMs + GRACE_MS) ?? timed.at(-1)
}

function incidentOf(artifacts: readonly Evidence[], facts: readonly AnyFact[], death: Death | undefined): Incident {
  const uris = new Set(facts.length === 0 ? artifacts.map(({ uri }) => uri) : facts.map(({ span }) => span.artifact))
  const set = new FactSet(facts)
  return { process: identify(set, death), facts: set, uris: [...uris].sort() }
}
