import type { AnyFact, FactSet } from '../model/fact.ts'
import type { IncidentProcess } from '../model/report.ts'

/** The facts of one artifact, as the reading of it gave them. */
export interface ArtifactFacts {
  readonly uri: string
  readonly format: string
  readonly facts: readonly AnyFact[]
}

/** One process over one stretch of time, with every fact that speaks of it or of its host. */
export interface Incident {
  readonly process: IncidentProcess
  readonly facts: FactSet
  /** The artifacts that contributed, sorted. */
  readonly uris: readonly string[]
}
