import type {
  BundleRecord,
  CrashGroup,
  IncidentLine,
  PassedOverRecord,
  ScanRecord,
  ScanSummary,
  Tally,
} from '../../model/scan.ts'
import { VERSION } from '../../version.ts'

/** Which incidents count; all given conditions must hold. An incident without a time is outside any stretch of time. */
export interface IncidentFilter {
  readonly cause?: string
  readonly host?: string
  readonly sinceMs?: number
  readonly untilMs?: number
}

export function matches({ verdict, host, diedAt }: IncidentLine, filter: IncidentFilter): boolean {
  if (filter.cause !== undefined && verdict !== filter.cause) return false
  if (filter.host !== undefined && host !== filter.host) return false
  if (filter.sinceMs === undefined && filter.untilMs === undefined) return true
  const at = diedAt === undefined ? Number.NaN : Date.parse(diedAt)
  return at >= (filter.sinceMs ?? Number.NEGATIVE_INFINITY) && at <= (filter.untilMs ?? Number.POSITIVE_INFINITY)
}

/**
 * Gathers records, in any order, and answers what they have in common. Keeps the groups, not the records: memory grows
 * with the number of different crashes and hosts.
 */
export class Summarizer {
  #bundles = 0
  #incidents = 0
  #bytes = 0
  readonly #groups = new Map<string, OpenGroup>()
  readonly #tallies = {
    cause: new Map<string, number>(),
    host: new Map<string, number>(),
    jdk: new Map<string, number>(),
  }
  readonly #unread: { uri: string; message: string }[] = []
  readonly #passedOver = { byName: 0, notText: 0, unknownText: 0 }

  add(record: ScanRecord): void {
    if (record.kind === 'bundle') this.#addBundle(record)
    else if (record.kind === 'unread') this.#unread.push({ uri: record.uri, message: record.message })
    else this.#addPassedOver(record)
  }

  summary(): ScanSummary {
    return {
      kind: 'summary',
      schemaVersion: '1.0',
      tool: { name: 'hserr', version: VERSION },
      bundles: this.#bundles,
      incidents: this.#incidents,
      bytes: this.#bytes,
      groups: [...this.#groups.values()].map(closed).sort(byCountThenName),
      byCause: talliesOf(this.#tallies.cause),
      byHost: talliesOf(this.#tallies.host),
      byJdk: talliesOf(this.#tallies.jdk),
      unread: [...this.#unread].sort((a, b) => compare(`${a.uri}\n${a.message}`, `${b.uri}\n${b.message}`)),
      passedOver: { ...this.#passedOver },
    }
  }

  #addBundle({ uri, bytes, incidents, notes }: BundleRecord): void {
    this.#bundles++
    this.#bytes += bytes
    for (const { message } of notes) this.#unread.push({ uri, message })
    for (const incident of incidents) {
      this.#incidents++
      this.#addToGroup(incident, uri)
      count(this.#tallies.cause, incident.verdict ?? 'undetermined')
      count(this.#tallies.host, incident.host ?? 'unknown host')
      count(this.#tallies.jdk, incident.jvm ?? 'unknown JDK')
    }
  }

  /** The same way of dying with another verdict is another group: the evidence around it differs. */
  #addToGroup(incident: IncidentLine, uri: string): void {
    const key = `${incident.fingerprint} ${incident.verdict}`
    const group = this.#groups.get(key) ?? { example: uri, incident, count: 0, hosts: new Set<string>() }
    this.#groups.set(key, group)
    group.count++
    if (incident.host !== undefined) group.hosts.add(incident.host)
    if (incident.diedAt !== undefined) {
      if (group.firstSeen === undefined || incident.diedAt < group.firstSeen) group.firstSeen = incident.diedAt
      if (group.lastSeen === undefined || incident.diedAt > group.lastSeen) group.lastSeen = incident.diedAt
    }
    if (compare(`${uri}\n${incident.id}`, `${group.example}\n${group.incident.id}`) < 0) {
      group.example = uri
      group.incident = incident
    }
  }

  #addPassedOver({ byName, notText, unknownText }: PassedOverRecord): void {
    this.#passedOver.byName += byName
    this.#passedOver.notText += notText
    this.#passedOver.unknownText += unknownText
  }
}

interface OpenGroup {
  /** The first bundle by name, and its incident, so that the order of records does not matter. */
  example: string
  incident: IncidentLine
  count: number
  readonly hosts: Set<string>
  firstSeen?: string
  lastSeen?: string
}

function closed({ example, incident, count, hosts, firstSeen, lastSeen }: OpenGroup): CrashGroup {
  const { fingerprint, verdict, confidence, summary } = incident
  return {
    fingerprint,
    verdict,
    ...(confidence !== undefined && { confidence }),
    count,
    hosts: [...hosts].sort(compare),
    ...(firstSeen !== undefined && { firstSeen }),
    ...(lastSeen !== undefined && { lastSeen }),
    example,
    ...(summary !== undefined && { summary }),
  }
}

function byCountThenName(a: CrashGroup, b: CrashGroup): number {
  return b.count - a.count || compare(`${a.fingerprint} ${a.verdict}`, `${b.fingerprint} ${b.verdict}`)
}

function talliesOf(counts: ReadonlyMap<string, number>): Tally[] {
  const tallies = [...counts].map(([name, count]) => ({ name, count }))
  return tallies.sort((a, b) => b.count - a.count || compare(a.name, b.name))
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}

/** By code units: the same on every machine, whatever its language. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
