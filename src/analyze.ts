// The straight line as one function: sources → artifacts with facts → incidents → diagnoses → report.

import { diagnose } from './diagnosis/diagnose.ts'
import { fingerprintOf } from './incident/fingerprint.ts'
import { groupIncidents } from './incident/group.ts'
import type { ArtifactFacts, Incident } from './incident/incident.ts'
import { timelineOf } from './incident/timeline.ts'
import type { Artifact } from './model/artifact.ts'
import type { Note } from './model/note.ts'
import type { IncidentReport, Report } from './model/report.ts'
import type { Plugin } from './plugin.ts'
import { type ArtifactReading, readArtifact } from './read-artifact.ts'
import { createRegistry, type Registry } from './registry.ts'
import type { Source } from './source/source.ts'
import { VERSION } from './version.ts'

export interface AnalyzeOptions {
  readonly plugins?: readonly Plugin[]
  readonly signal?: AbortSignal
}

/** What is kept of each source. The text it was read from is not: the logs of an archive would fill the memory. */
type FactsOfArtifact = Pick<ArtifactReading, 'artifact' | 'facts'>

/**
 * Takes all sources as the evidence of one bundle and answers its report; reads each source once, in bounded memory.
 * @throws the signal's reason when aborted. Damaged, foreign or empty sources never throw: the report says so.
 */
export async function analyze(
  sources: AsyncIterable<Source> | Iterable<Source>,
  options: AnalyzeOptions = {},
): Promise<Report> {
  const registry = createRegistry(options.plugins)
  const readings: FactsOfArtifact[] = []
  for await (const source of sources) {
    options.signal?.throwIfAborted()
    const { artifact, facts } = await readArtifact(source, registry.formats, registry.loadFormats)
    readings.push({ artifact, facts })
  }
  return reportOf(readings, registry)
}

/** One source up to its facts and values, without any judgement: what `inspect` prints. Never throws for bad data. */
export function extract(source: Source, options: AnalyzeOptions = {}): Promise<ArtifactReading> {
  const { formats, loadFormats } = createRegistry(options.plugins)
  return readArtifact(source, formats, loadFormats)
}

/** From what was read to the report; pure, and independent of the order of the readings. */
export function reportOf(
  readings: readonly FactsOfArtifact[],
  registry: Registry = createRegistry(),
  notes: readonly Note[] = [],
): Report {
  const sorted = [...readings].sort((a, b) => (a.artifact.uri < b.artifact.uri ? -1 : 1))
  const artifacts: Artifact[] = sorted.map((reading) => reading.artifact)
  const factsByArtifact: ArtifactFacts[] = sorted.map(({ artifact, facts }) => ({
    uri: artifact.uri,
    format: artifact.format,
    facts,
  }))
  const incidents: IncidentReport[] = []
  for (const incident of groupIncidents(factsByArtifact)) incidents.push(incidentReport(incident, registry))
  return {
    schemaVersion: '1.0',
    tool: { name: 'hserr', version: VERSION },
    artifacts,
    incidents: distinctIds(incidents),
    notes,
  }
}

function incidentReport(incident: Incident, registry: Registry): IncidentReport {
  const { verdict, symptoms, diagnoses } = diagnose(incident.facts, registry.findings, registry.causes)
  const { process } = incident
  return {
    id:
      [process.host, process.pid === undefined ? undefined : `pid-${process.pid}`, process.diedAt]
        .filter((part) => part !== undefined)
        .join('-') || 'incident',
    fingerprint: fingerprintOf(incident.facts, verdict),
    process,
    verdict,
    symptoms,
    diagnoses,
    timeline: timelineOf(incident.facts),
  }
}

/** Numbers the ids that are not unique by themselves. */
function distinctIds(incidents: readonly IncidentReport[]): IncidentReport[] {
  const seen = new Map<string, number>()
  return incidents.map((incident) => {
    const count = (seen.get(incident.id) ?? 0) + 1
    seen.set(incident.id, count)
    return count === 1 ? incident : { ...incident, id: `${incident.id}-${count}` }
  })
}
