// What lies in corpus/: cases with their hand-written expectations, and their input as bytes in memory.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Source } from '../../src/source/source.ts'

export const CORPUS: string = join(import.meta.dirname, '../../corpus')

/** expected.json: small, written by a person from what was done to the process. */
export interface Expected {
  readonly verdict: string | null
  /** Verdicts that are right too. */
  readonly accept?: readonly (string | null)[]
  /** Causes that must not be said at probable or above. */
  readonly forbid?: readonly string[]
  readonly atLeast?: 'certain' | 'probable'
  readonly facts?: readonly ({ readonly type: string; readonly file?: string; readonly line?: number } & Record<
    string,
    unknown
  >)[]
  readonly findings?: Readonly<Record<string, 'present' | 'absent' | 'unknown'>>
}

export interface CorpusCase {
  readonly name: string
  readonly expected: Expected
  readonly files: readonly CorpusFile[]
}

export interface CorpusFile {
  readonly name: string
  /** Decompressed. */
  readonly bytes: Uint8Array
}

/** Every case below a folder of the corpus, sorted by name. */
export function casesIn(folder: string): CorpusCase[] {
  const root = join(CORPUS, folder)
  if (!existsSync(root)) return []
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => basename(path) === 'expected.json')
    .sort()
    .map((path) => loadCase(join(root, dirname(path))))
}

function loadCase(folder: string): CorpusCase {
  const input = join(folder, 'input')
  const names = readdirSync(input, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(input, join(entry.parentPath, entry.name)))
    .sort()
  return {
    name: relative(CORPUS, folder),
    expected: JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected,
    files: names.map((name) => ({ name: name.replace(/\.gz$/, ''), bytes: bytesOf(join(input, name)) })),
  }
}

function bytesOf(path: string): Uint8Array {
  const raw = readFileSync(path)
  return path.endsWith('.gz') ? gunzipSync(raw) : raw
}

/** The files as sources, in chunks of a size of one's choice. */
export function sourcesOf(files: readonly CorpusFile[], chunkBytes: number = 1 << 20): Source[] {
  return files.map(({ name, bytes }) => ({
    uri: name,
    byteLength: bytes.length,
    stream: () => chunksOf(bytes, chunkBytes),
  }))
}

async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, Math.min(bytes.length, at + size))
}
