import type { Artifact } from './artifact.ts'
import type { Remedy } from './cause.ts'
import type { Collect } from './finding.ts'
import type { Note } from './note.ts'
import type { Span } from './span.ts'

export type Confidence = 'certain' | 'probable' | 'possible' | 'excluded'

export interface EvidenceItem {
  readonly finding: string
  readonly statement: string
  readonly spans: readonly Span[]
}

export interface Diagnosis {
  readonly cause: string
  readonly confidence: Confidence
  /** 0 to 1: an ordering, calibrated over the corpus (test/bench/results.md). */
  readonly score: number
  /** From what was seen last to the root. */
  readonly chain: readonly string[]
  readonly summary: string
  readonly for: readonly EvidenceItem[]
  readonly against: readonly EvidenceItem[]
  readonly missing: readonly Collect[]
  readonly remedies: readonly Remedy[]
  readonly references: readonly string[]
}

export interface TimelineEntry {
  /** ISO 8601, or `+12.3s` of JVM uptime where no wall clock is known. */
  readonly at: string
  readonly what: string
  readonly spans: readonly Span[]
}

export interface IncidentProcess {
  readonly pid?: number
  readonly host?: string
  readonly jvm?: string
  readonly application?: string
  readonly startedAt?: string
  readonly diedAt?: string
}

export interface IncidentReport {
  readonly id: string
  /** `v1:` and a hash over what makes two crashes the same crash. */
  readonly fingerprint: string
  readonly process: IncidentProcess
  readonly verdict: string | null
  /** How it surfaced, whatever the cause: the failures that were seen, most telling first. */
  readonly symptoms: readonly EvidenceItem[]
  readonly diagnoses: readonly Diagnosis[]
  readonly timeline: readonly TimelineEntry[]
}

/** The one result; every output format renders from it. */
export interface Report {
  readonly schemaVersion: '1.0'
  readonly tool: { readonly name: 'hserr'; readonly version: string }
  readonly artifacts: readonly Artifact[]
  readonly incidents: readonly IncidentReport[]
  readonly notes: readonly Note[]
}

/** The report of a bundle that may tell of thousands of incidents: they are made while they are gone through, once. */
export interface LazyReport extends Omit<Report, 'incidents'> {
  readonly incidents: Iterable<IncidentReport>
}
