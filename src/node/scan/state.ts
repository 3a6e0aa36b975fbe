// What a scan has done, in a file, so that an interrupted one can go on. A line each: first what made it (version and
// rules), then a bundle's record with what its files looked like. It is added to as bundles are done, never rewritten.

import { createHash } from 'node:crypto'
import { appendFileSync, createReadStream, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { formats } from '../../formats/index.ts'
import type { BundleRecord } from '../../model/scan.ts'
import { createRegistry } from '../../registry.ts'
import { VERSION } from '../../version.ts'
import type { Bundle } from './bundle.ts'

interface Entry {
  readonly uri: string
  /** Size and time of change of each file: equal means unread and unchanged. */
  readonly look: string
  /** SHA-256 of the files' bytes: equal means unchanged though touched. */
  readonly content: string
  readonly record: BundleRecord
}

export class ScanState {
  readonly #path: string
  readonly #known = new Map<string, Entry>()

  /** Opens the file, or begins it anew when another version or other rules wrote it. */
  constructor(path: string) {
    this.#path = path
    const head = JSON.stringify({ hserrScan: 1, version: VERSION, rules: rulesVersion() })
    const [first, ...lines] = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []
    if (first !== head) {
      writeFileSync(path, `${head}\n`)
      return
    }
    for (const line of lines) {
      const entry = parsed(line)
      if (entry) this.#known.set(entry.uri, entry)
    }
    if (lines.length > 0 && lines.at(-1) !== '') appendFileSync(path, '\n') // a line that was cut when we were killed
  }

  /** The record from before, when the bundle's files are what they were. */
  async recall(bundle: Bundle): Promise<BundleRecord | undefined> {
    const entry = this.#known.get(bundle.uri)
    if (entry === undefined) return undefined
    const look = lookOf(bundle)
    if (look === undefined) return undefined
    if (look === entry.look) return entry.record
    return (await contentOf(bundle)) === entry.content ? entry.record : undefined
  }

  /** Keeps a record; standard input and what failed are not kept. */
  async keep(bundle: Bundle, record: BundleRecord): Promise<void> {
    const look = lookOf(bundle)
    if (look === undefined || record.notes.some(({ code }) => code === 'scan/failed')) return
    const entry: Entry = { uri: bundle.uri, look, content: await contentOf(bundle), record }
    appendFileSync(this.#path, `${JSON.stringify(entry)}\n`)
  }
}

function parsed(line: string): Entry | undefined {
  if (!line.endsWith('}')) return undefined
  try {
    return JSON.parse(line) as Entry
  } catch {
    return undefined // cut, then written over by the next run's first line
  }
}

/** Undefined when a file is gone, or is none (a pipe). */
function lookOf({ paths }: Bundle): string | undefined {
  const looks = paths.map((path) => statSync(path, { throwIfNoEntry: false }))
  if (looks.some((look) => look === undefined || !look.isFile())) return undefined
  return looks.map((look) => `${look?.size}:${look?.mtimeMs}:${look?.ino}`).join(' ')
}

async function contentOf({ paths }: Bundle): Promise<string> {
  const hash = createHash('sha256')
  for (const path of paths) {
    hash.update(`\0${statSync(path).size}\0`)
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk)
  }
  return hash.digest('hex')
}

/** Changes whenever a rule does: over the tables of causes and the code of findings. */
function rulesVersion(): string {
  const { findings, causes } = createRegistry()
  const rules = [
    ...formats.map(({ id, needles }) => [id, needles]),
    ...findings.map((finding) => [finding, String(finding.test)]),
    ...causes,
  ]
  return createHash('sha256').update(JSON.stringify(rules)).digest('hex').slice(0, 16)
}
