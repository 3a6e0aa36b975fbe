// The browser-safe library: sources in, a report out. Node's files, archives and workers are in 'hserr/node'.

export { type AnalyzeOptions, analyze, analyzeLazily, extract, reportOf } from './analyze.ts'
export * from './capacity/index.ts'
export type { Format, FormatModule, Reader, Reading, ReadingContext } from './formats/format.ts'
export type * from './model/artifact.ts'
export { type Cause, type CauseFamily, defineCause, type Incidence, type Points, type Remedy } from './model/cause.ts'
export { type AnyFact, type Fact, FactSet, type FactType, type ProcessKey } from './model/fact.ts'
export type * from './model/fact-types.ts'
export {
  type Collect,
  defineFinding,
  type Finding,
  type FindingRule,
  type Findings,
  type Verdict,
} from './model/finding.ts'
export type * from './model/instant.ts'
export type * from './model/note.ts'
export type * from './model/report.ts'
export type * from './model/span.ts'
export { definePlugin, type Plugin } from './plugin.ts'
export type { ArtifactReading } from './read-artifact.ts'
export { createRegistry, type Registry } from './registry.ts'
export { explain, explainAll } from './render/explain.ts'
export { type RenderOptions, type ReportFormat, render, renderPieces } from './render/index.ts'
export type { Source } from './source/source.ts'
export { VERSION } from './version.ts'
