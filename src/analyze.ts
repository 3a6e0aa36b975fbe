// The straight line as one function: sources → artifacts with facts → incidents → diagnoses → report.

import { diagnose } from './diagnosis/diagnose.ts'
import { type Evidence, evidenceOf } from './incident/evidence.ts'
import { fingerprintOf } from './incident/fingerprint.ts'
import { groupIncidents } from './incident/group.ts'
import type { Incident } from './incident/incident.ts'
import { timelineOf } from './incident/timeline.ts'
import type { Artifact } from './model/artifact.ts'
import type { Note } from './model/note.ts'
import type { IncidentReport, LazyReport, Report } from './model/report.ts'
import type { Plugin } from './plugin.ts'
import { type ArtifactReading, readArtifact } from './read-artifact.ts'
import { createRegistry, type Registry } from './registry.ts'
import type { Source } from './source/source.ts'
import { VERSION } from './version.ts'

export interface AnalyzeOptions {
  readonly plugins?: readonly Plugin[]
  readonly signal?: AbortSignal
}

/** The facts of so many artifacts are kept as they are: packing them would take longer than it saves. */
const FEW = 16

/**
 * Takes all sources as the evidence of one bundle and answers its report; reads each source once, in bounded memory.
 * @throws the signal's reason when aborted. Damaged, foreign or empty sources never throw: the report says so.
 */
export async function analyze(
  sources: AsyncIterable<Source> | Iterable<Source>,
  options: AnalyzeOptions = {},
): Promise<Report> {
  return whole(await analyzeLazily(sources, options))
}

/** The same, with incidents that are diagnosed when their turn comes: of an archive's thousands one is held at a time. */
export async function analyzeLazily(
  sources: AsyncIterable<Source> | Iterable<Source>,
  options: AnalyzeOptions = {},
): Promise<LazyReport> {
  const registry = createRegistry(options.plugins)
  const told: Told[] = []
  for await (const source of sources) {
    options.signal?.throwIfAborted()
    const reading = await readArtifact(source, registry.formats, registry.loadFormats)
    told.push(toldBy(reading, { packed: told.length >= FEW }))
  }
  return lazyReport(told, registry)
}

/** One source up to its facts and values, without any judgement: what `inspect` prints. Never throws for bad data. */
export function extract(source: Source, options: AnalyzeOptions = {}): Promise<ArtifactReading> {
  const { formats, loadFormats } = createRegistry(options.plugins)
  return readArtifact(source, formats, loadFormats)
}

/** From what was read to the report; pure, and independent of the order of the readings. */
export function reportOf(
  readings: readonly Pick<ArtifactReading, 'artifact' | 'facts'>[],
  registry: Registry = createRegistry(),
  notes: readonly Note[] = [],
): Report {
  return whole({
    ...lazyReport(
      readings.map((reading) => toldBy(reading, { packed: false })),
      registry,
    ),
    notes,
  })
}

/** What is kept of each source. The text it was read from is not: the logs of an archive would fill the memory. */
interface Told {
  readonly artifact: Artifact
  readonly evidence: Evidence
}

function toldBy({ artifact, facts }: Pick<ArtifactReading, 'artifact' | 'facts'>, how: { packed: boolean }): Told {
  return { artifact, evidence: evidenceOf({ uri: artifact.uri, format: artifact.format, facts }, how) }
}

function lazyReport(told: readonly Told[], registry: Registry): LazyReport {
  const sorted = [...told].sort((a, b) => (a.artifact.uri < b.artifact.uri ? -1 : 1))
  return {
    schemaVersion: '1.0',
    tool: { name: 'hserr', version: VERSION },
    artifacts: sorted.map(({ artifact }) => artifact),
    incidents: incidentReports(
      sorted.map(({ evidence }) => evidence),
      registry,
    ),
    notes: [],
  }
}

function whole(report: LazyReport): Report {
  return { ...report, incidents: [...report.incidents] }
}

/** Numbers the ids that are not unique by themselves. */
function* incidentReports(evidence: readonly Evidence[], registry: Registry): Generator<IncidentReport> {
  const seen = new Map<string, number>()
  for (const incident of groupIncidents(evidence)) {
    const report = incidentReport(incident, registry)
    const count = (seen.get(report.id) ?? 0) + 1
    seen.set(report.id, count)
    yield count === 1 ? report : { ...report, id: `${report.id}-${count}` }
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
