import { type AnalyzeOptions, analyze, analyzeLazily } from '../analyze.ts'
import type { Note } from '../model/note.ts'
import type { LazyReport, Report } from '../model/report.ts'
import { NoteGate, sayNote } from './input-note.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import { type OpenOptions, openSources, openStream } from './open.ts'

/** Takes files, folders, archives, patterns and `-` as the evidence of one bundle; what could not be read is in `notes`. */
export function analyzePaths(
  paths: string | readonly string[],
  options: OpenOptions & AnalyzeOptions = {},
): Promise<Report> {
  return withNotes(options, (opening) => analyze(openSources(paths, opening), options))
}

/** The same, with incidents that are diagnosed when their turn comes. */
export function analyzePathsLazily(
  paths: string | readonly string[],
  options: OpenOptions & AnalyzeOptions = {},
): Promise<LazyReport> {
  return withNotes(options, (opening) => analyzeLazily(openSources(paths, opening), options))
}

/**
 * Analyses an upload: a stream without path or name, which may be a log or an archive of any kind. Nothing is written to
 * disk; `limits` bound what it may cost.
 */
export function analyzeUpload(
  stream: AsyncIterable<Uint8Array>,
  options: OpenOptions & AnalyzeOptions = {},
): Promise<Report> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  return withNotes(options, ({ onNote }) => analyze(openStream(stream, 'upload', limits, onNote, options), options))
}

/** Runs, and puts what was said of the input into the report, in an order that does not depend on that of the input. */
async function withNotes<R extends LazyReport>(
  options: OpenOptions,
  run: (opening: OpenOptions & Required<Pick<OpenOptions, 'onNote'>>) => Promise<R>,
): Promise<R> {
  const notes: Note[] = []
  const gate = new NoteGate((note) => {
    notes.push({ code: note.code, severity: note.severity, message: sayNote(note) })
    options.onNote?.(note)
  })
  const report = await run({ ...options, onNote: (note) => gate.note(note) })
  gate.end()
  return { ...report, notes: [...report.notes, ...notes.sort((a, b) => (a.message < b.message ? -1 : 1))] }
}
