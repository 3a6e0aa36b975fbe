import type { LazyReport, Report } from '../../model/report.ts'
import type { BundleRecord, IncidentLine } from '../../model/scan.ts'
import { analyzePathsLazily } from '../analyze-paths.ts'
import type { Limits } from '../limits.ts'
import { reasonOf } from '../paths.ts'
import type { Bundle } from './bundle.ts'

/** One bundle, analysed by itself. Never throws: what fails is said in the record's notes. */
export async function recordOf(bundle: Bundle, limits: Partial<Limits>, stop?: AbortSignal): Promise<BundleRecord> {
  try {
    const report = await analyzePathsLazily(bundle.paths, { limits, ...(stop && { stop }) })
    return recordFrom(bundle.uri, report)
  } catch (error) {
    return failedRecord(bundle.uri, reasonOf(error))
  }
}

/** A bundle of which nothing is known but that hserr itself failed on it. */
export function failedRecord(uri: string, reason: string): BundleRecord {
  const message = `hserr failed on this bundle, please report it: ${reason}`
  return {
    kind: 'bundle',
    uri,
    artifacts: 0,
    bytes: 0,
    incidents: [],
    notes: [{ code: 'scan/failed', severity: 'error', message }],
  }
}

function recordFrom(uri: string, { artifacts, incidents, notes }: LazyReport): BundleRecord {
  const failures = artifacts.flatMap((artifact) =>
    artifact.notes
      .filter(({ code }) => code === 'source/read-failed')
      .map((note) => ({ ...note, message: `${artifact.uri}: ${note.message}` })),
  )
  return {
    kind: 'bundle',
    uri,
    artifacts: artifacts.length,
    bytes: artifacts.reduce((bytes, artifact) => bytes + artifact.bytes, 0),
    incidents: Array.from(incidents, lineOf),
    notes: [...notes.filter(({ severity }) => severity !== 'info'), ...failures],
  }
}

function lineOf({ id, fingerprint, verdict, diagnoses, process }: Report['incidents'][number]): IncidentLine {
  const diagnosis = diagnoses.find(({ cause }) => cause === verdict) ?? diagnoses.find(isOpen)
  return {
    id,
    fingerprint,
    verdict,
    ...(diagnosis && { confidence: diagnosis.confidence, summary: diagnosis.summary }),
    ...(process.host !== undefined && { host: process.host }),
    ...(process.pid !== undefined && { pid: process.pid }),
    ...(process.jvm !== undefined && { jvm: process.jvm }),
    ...(process.diedAt !== undefined && { diedAt: process.diedAt }),
  }
}

function isOpen({ confidence }: { confidence: string }): boolean {
  return confidence !== 'excluded'
}
