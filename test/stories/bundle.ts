// Artifacts of a dying broker, written by hand, and the answer that the public analyze() gives to them.

import { analyze } from '../../src/index.ts'
import type { Diagnosis, IncidentReport } from '../../src/model/report.ts'

/** File names to their text. */
export type Bundle = Readonly<Record<string, string>>

/** The one incident that a bundle tells of. */
export async function incidentOf(bundle: Bundle): Promise<IncidentReport> {
  const sources = Object.entries(bundle).map(([uri, text]) => ({
    uri,
    async *stream() {
      yield new TextEncoder().encode(text)
    },
  }))
  const { incidents } = await analyze(sources)
  const [only] = incidents
  if (only === undefined || incidents.length > 1) throw new Error(`${incidents.length} incidents, not one`)
  return only
}

export function diagnosisOf(incident: IncidentReport, cause: string): Diagnosis | undefined {
  return incident.diagnoses.find((diagnosis) => diagnosis.cause === cause)
}

/** Causes that are said at probable or above. */
export function loudCauses(incident: IncidentReport): string[] {
  return incident.diagnoses
    .filter(({ confidence }) => confidence === 'certain' || confidence === 'probable')
    .map(({ cause }) => cause)
}

/** All commands that an undetermined incident asks for. */
export function asksFor(incident: IncidentReport): string {
  return incident.diagnoses.flatMap(({ missing }) => missing.map(({ collect }) => collect)).join('\n')
}
