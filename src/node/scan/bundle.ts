// Which files belong together. A bundle is an archive, a folder that holds crash artifacts, or a lone crash log.
//
//   case-7/hs_err_pid12.log      one bundle, case-7: folders that are named for the role of
//   case-7/logs/server.log       their files (logs, gc, proc …) are part of what is above them
//   case-7/proc/limits
//   crashes/hs_err_pid1.log      three bundles: crash logs alone have nothing to say of each
//   crashes/hs_err_pid2.log      other
//   crashes/old.zip

import { statSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { InputNote } from '../input-note.ts'
import { entriesOf, matchesOf, missingNote, reasonOf, STDIN } from '../paths.ts'
import { labelOf } from '../unpack.ts'
import { CRASH_LOG, type Recognition, recognize } from './recognize.ts'

export interface Bundle {
  readonly uri: string
  /** What its files are read from. */
  readonly paths: readonly string[]
  /** How much of the walk lies before it, 0 to 1. */
  readonly progress: number
}

/** Hears of what is walked over and not part of a bundle. */
export interface WalkListener {
  note(note: InputNote): void
  passedOver(path: string, why: 'byName' | 'notText' | 'unknownText'): void
}

/** More crash logs than that in one folder are a collection, not the history of one host. */
const MANY_CRASHES = 16
const ROLE_NAMES =
  /^(logs?|gc|gclogs?|gc-logs?|proc|sys|system|sysctl|kernel|dmesg|os|host|jvm|java|config|conf|etc|var|tmp|crash(es)?|dumps?|console|stdout|diag(nostics?)?|metrics|jmx|kafka|server|app(lication)?)$/i

/** The bundles below the paths, in the order of their names; constant memory but for the files of one folder. */
export async function* bundlesIn(paths: readonly string[], listener: WalkListener): AsyncGenerator<Bundle> {
  for (const [index, path] of paths.entries()) {
    const range = { from: index / paths.length, to: (index + 1) / paths.length }
    if (path === STDIN) yield { uri: 'stdin', paths: [path], progress: range.from }
    else if (statSync(path, { throwIfNoEntry: false }) !== undefined) yield* bundlesAt(path, range, listener)
    else {
      let found = false
      for await (const match of matchesOf(path)) {
        found = true
        yield* bundlesAt(match, range, listener)
      }
      if (!found) listener.note(await missingNote(path))
    }
  }
}

interface Range {
  readonly from: number
  readonly to: number
}

interface Loose {
  readonly path: string
  readonly isCrashLog: boolean
}

function* bundlesAt(path: string, range: Range, listener: WalkListener): Generator<Bundle> {
  if (statSync(path).isDirectory()) yield* bundlesInFolder(path, range, listener)
  else if (place(path, recognize(path, { named: true }), listener) !== undefined) yield bundleOf([path], path, range)
}

/** `above` takes the loose files of a folder that is part of what is above it. */
function* bundlesInFolder(folder: string, range: Range, listener: WalkListener, above?: Loose[]): Generator<Bundle> {
  const loose = above ?? []
  const entries = entriesOf(folder, (note) => listener.note(note))
  // Joined once for the folder: for each of a million files it would be a quarter of the walk.
  const prefix = join(folder, 'x').slice(0, -1)
  for (const [index, entry] of entries.entries()) {
    const path = prefix + entry.name
    const inner = partOf(range, index, entries.length)
    if (entry.isDirectory()) {
      yield* bundlesInFolder(path, inner, listener, ROLE_NAMES.test(entry.name) ? loose : undefined)
    } else if (entry.isFile()) {
      const recognition = place(path, recognize(path, { named: false }), listener)
      if (recognition?.kind === 'archive') yield bundleOf([path], path, inner)
      if (recognition?.kind === 'log') loose.push({ path, isCrashLog: recognition.format === CRASH_LOG })
    }
  }
  if (above === undefined) yield* together(folder, loose, range)
}

function partOf({ from, to }: Range, index: number, count: number): Range {
  const step = (to - from) / count
  return { from: from + index * step, to: from + (index + 1) * step }
}

/** What is to be read; of the rest the listener hears. */
function place(path: string, recognition: Recognition, listener: WalkListener) {
  if (recognition.kind === 'archive' || recognition.kind === 'log') return recognition
  if (recognition.kind === 'passed-over') listener.passedOver(path, recognition.why)
  else {
    const message = `cannot be read: ${reasonOf(recognition.error)}`
    listener.note({ uri: labelOf(path), code: 'input/unreadable', severity: 'error', message })
  }
  return undefined
}

/** The loose files of one folder: one bundle, or, where they are crash logs and nothing else, or many, one for each. */
function* together(folder: string, loose: readonly Loose[], range: Range): Generator<Bundle> {
  const crashes = loose.filter(({ isCrashLog }) => isCrashLog)
  const apart = crashes.length > 1 && (crashes.length === loose.length || crashes.length > MANY_CRASHES)
  if (!apart) {
    if (loose.length > 0)
      yield bundleOf(
        loose.map(({ path }) => path),
        loose.length === 1 ? (loose[0] as Loose).path : folder,
        range,
      )
    return
  }
  const rest = new Set(loose.filter(({ isCrashLog }) => !isCrashLog).map(({ path }) => path))
  for (const { path } of crashes) {
    const company = [...rest].filter((other) => isSameProcess(path, other))
    for (const other of company) rest.delete(other)
    yield bundleOf([path, ...company], path, range)
  }
  if (rest.size > 0) yield bundleOf([...rest], folder, range)
}

/** By what people put in names: the process id, or what stands before `hs_err` (`broker-3.hs_err_pid12.log`). */
function isSameProcess(crashLog: string, other: string): boolean {
  const name = basename(other)
  const pid = /pid(\d+)/.exec(basename(crashLog))?.[1]
  if (pid !== undefined && new RegExp(`(?<!\\d)${pid}(?!\\d)`).test(name)) return true
  const stem = /^(.{3,}?)[._-]?hs_err/.exec(basename(crashLog))?.[1]
  return stem !== undefined && name.startsWith(stem) && !/^\w/.test(name.slice(stem.length))
}

function bundleOf(paths: readonly string[], uri: string, { from }: Range): Bundle {
  return { uri: labelOf(uri), paths, progress: from }
}
