// The library for Node: all of 'hserr', and files, folders, archives, standard input and workers.

export * from './index.ts'
export type * from './model/scan.ts'
export { analyzePaths, analyzePathsLazily, analyzeUpload } from './node/analyze-paths.ts'
export { type InputNote, sayNote } from './node/input-note.ts'
export { DEFAULT_LIMITS, type Limits } from './node/limits.ts'
export { type OpenOptions, openSources } from './node/open.ts'
export { type ScanOptions, type ScanProgress, scan } from './node/scan/scan.ts'
export type { Shard } from './node/scan/shard.ts'
export { type IncidentFilter, matches, Summarizer } from './node/scan/summarize.ts'
export { renderRecord, renderSummary } from './render/scan.ts'
