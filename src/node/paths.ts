// Arguments to files: a file is itself, a folder is walked, a pattern is matched, `-` is standard input.

import { type Dirent, lstatSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { InputNote, NoteSink } from './input-note.ts'

/** What stands for standard input among paths. */
export const STDIN = '-'

export interface FilePath {
  readonly path: string
  /** The argument that led here. */
  readonly root: string
}

/** The files that the arguments name, folders in the order of their names; what is not there is noted. */
export async function* filesOf(paths: readonly string[], note: NoteSink): AsyncGenerator<FilePath> {
  for (const path of paths) {
    if (path === STDIN) yield { path, root: path }
    else if (statSync(path, { throwIfNoEntry: false }) !== undefined) yield* filesIn(path, path, note)
    else yield* matchingFiles(path, note)
  }
}

async function* matchingFiles(pattern: string, note: NoteSink): AsyncGenerator<FilePath> {
  let found = false
  for await (const path of matchesOf(pattern)) {
    found = true
    yield* filesIn(path, pattern, note)
  }
  if (!found) note(await missingNote(pattern))
}

/** A file itself, or all files of a folder; links inside folders are not followed. */
export function* filesIn(path: string, root: string, note: NoteSink): Generator<FilePath> {
  if (!statSync(path).isDirectory()) {
    yield { path, root }
    return
  }
  for (const entry of entriesOf(path, note)) {
    const inner = join(path, entry.name)
    if (entry.isDirectory()) yield* filesIn(inner, root, note)
    else if (entry.isFile()) yield { path: inner, root }
    else note({ uri: inner, code: 'input/not-a-file', severity: 'info', message: 'not a regular file; passed over' })
  }
}

/** The entries of a folder by name; none and a note when it cannot be read. */
export function entriesOf(folder: string, note: NoteSink): Dirent[] {
  try {
    return readEntries(folder)
  } catch (error) {
    note({ uri: folder, code: 'input/unreadable', severity: 'error', message: `cannot be read: ${reasonOf(error)}` })
    return []
  }
}

function readEntries(folder: string): Dirent[] {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
}

/**
 * The files and folders that a pattern matches, as they are found; patterns with `**` match files alone, so that nothing
 * is read twice. One folder at a time, so that the order is the same each time.
 */
export async function* matchesOf(pattern: string): AsyncGenerator<string> {
  const { default: fastGlob } = await import('fast-glob')
  if (!fastGlob.isDynamicPattern(pattern)) return
  const options = { dot: true, followSymbolicLinks: false, onlyFiles: pattern.includes('**'), concurrency: 1 }
  for await (const path of fastGlob.stream(pattern, options)) yield String(path)
}

/** Why an argument led to nothing. */
export async function missingNote(path: string): Promise<InputNote> {
  const { default: fastGlob } = await import('fast-glob')
  const message = fastGlob.isDynamicPattern(path) ? 'no file matches this pattern' : missingMessage(path)
  return { uri: path, code: 'input/missing', severity: 'error', message }
}

/** A dangling link is there, though what it points to is not. */
function missingMessage(path: string): string {
  const link = lstatSync(path, { throwIfNoEntry: false })
  return link === undefined ? 'no such file or folder' : 'a link to something that does not exist'
}

/** Node's message without the system call and the path, which the note names already. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  const known: Record<string, string> = {
    EACCES: 'permission denied',
    EPERM: 'not permitted',
    EISDIR: 'it is a folder',
  }
  return known[code ?? ''] ?? message
}
