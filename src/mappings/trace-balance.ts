// What a trace of system calls adds up to: memory taken and given back, and files that were mapped and never unmapped.

import type { FactTypes } from '../model/fact-types.ts'
import { AddressSpace, type Change } from './address-space.ts'

const PAGE = 4096
const MAX_FILES = 1 << 17
const MAX_LEAKED = 50
const INDEX_FILE = /\/\d{20}\S*\.(?:index|timeindex|txnindex)(?:\.\w+)?$/

export interface Mmap {
  readonly start: number
  readonly length: number
  /** False for PROT_NONE: reserved addresses, no memory. */
  readonly accessible: boolean
  /** MAP_FIXED: takes the place of what is there. */
  readonly fixed?: boolean
  /** A shared mapping of a file from its first byte, not of a program: data. */
  readonly data?: string
}

/** A data file of the trace. */
interface TracedFile {
  path: string
  readonly isIndex: boolean
  /** Mappings that are still there. */
  live: number
  unlinked: boolean
}

/** Follows the calls of one process; keeps its regions and the files that it mapped. */
export class TraceBalance {
  readonly #space = new AddressSpace<TracedFile | undefined>()
  readonly #files = new Map<string, TracedFile>()
  /** Unlinked or replaced under their name while mapped. */
  readonly #orphans = new Set<TracedFile>()
  readonly #calls: Record<string, number> = {}
  readonly #sums = {
    mappedBytes: 0,
    unmappedBytes: 0,
    growthByMprotectBytes: 0,
    indexMaps: 0,
    indexUnmaps: 0,
    remapsWithoutUnmap: 0,
  }
  #brk: number | undefined
  #overlaps = 0

  /** Every call, failed ones too, and those that change nothing here. */
  count(call: string, times = 1): void {
    this.#calls[call] = (this.#calls[call] ?? 0) + times
  }

  get calls(): Readonly<Record<string, number>> {
    return this.#calls
  }

  mmap({ start, length, accessible, fixed, data }: Mmap): void {
    const file = data === undefined ? undefined : this.#fileOf(data)
    if (file !== undefined) {
      if (file.live > 0) this.#sums.remapsWithoutUnmap++
      if (file.isIndex) this.#sums.indexMaps++
      file.live++
    }
    const change = this.#space.map(start, start + roundUp(length), accessible, file)
    if (!fixed && change.gone.length > 0) this.#overlaps++
    this.#settle(change)
  }

  munmap(start: number, length: number): void {
    this.#settle(this.#space.unmap(start, start + roundUp(length)))
  }

  mremap(from: number, oldLength: number, to: number, newLength: number): void {
    this.munmap(from, oldLength)
    this.mmap({ start: to, length: newLength, accessible: true })
  }

  mprotect(start: number, length: number, accessible: boolean): void {
    const { gainedBytes, lostBytes } = this.#space.protect(start, start + roundUp(length), accessible)
    this.#sums.growthByMprotectBytes += gainedBytes - lostBytes
  }

  /** `end`: what brk answered; the first one is where the area began. */
  brk(end: number): void {
    const growth = end - (this.#brk ?? end)
    this.#brk = end
    if (growth > 0) this.#sums.mappedBytes += growth
    else this.#sums.unmappedBytes -= growth
  }

  rename(from: string, to: string): void {
    const file = this.#files.get(from)
    this.unlink(to)
    if (file === undefined) return
    this.#files.delete(from)
    file.path = to
    this.#files.set(to, file)
  }

  unlink(path: string): void {
    const file = this.#files.get(path)
    if (file === undefined) return
    this.#files.delete(path)
    file.unlinked = true
    if (file.live > 0) this.#orphans.add(file)
  }

  balance(tool: FactTypes['trace.balance']['tool'], seconds?: number): FactTypes['trace.balance'] {
    const called = (name: string) => this.#calls[name] ?? 0
    return {
      tool,
      calls: { ...this.#calls },
      ...this.#sums,
      mmaps: called('mmap') + called('mmap2') + called('old_mmap'),
      munmaps: called('munmap'),
      mprotects: called('mprotect') + called('pkey_mprotect'),
      brks: called('brk'),
      leakedFiles: this.#leaked(),
      ...(this.#overlaps === 0 ? {} : { overlaps: this.#overlaps }),
      ...(seconds === undefined ? {} : { seconds }),
    }
  }

  #fileOf(path: string): TracedFile {
    const known = this.#files.get(path)
    if (known !== undefined) return known
    const file = { path, isIndex: INDEX_FILE.test(path), live: 0, unlinked: false }
    if (this.#files.size < MAX_FILES) this.#files.set(path, file)
    return file
  }

  #settle({ gainedBytes, lostBytes, gone }: Change<TracedFile | undefined>): void {
    this.#sums.mappedBytes += gainedBytes
    this.#sums.unmappedBytes += lostBytes
    for (const file of gone) {
      if (file === undefined) continue
      file.live--
      if (file.isIndex) this.#sums.indexUnmaps++
      if (file.unlinked && file.live === 0) this.#orphans.delete(file)
    }
  }

  /** One mapping of a file that is still there is in use; what is beyond it, or of an unlinked file, stayed behind. */
  #leaked(): { path: string; count: number }[] {
    const orphans = [...this.#orphans].map(({ path, live }) => ({ path, count: live }))
    const remapped = [...this.#files.values()]
      .filter(({ live }) => live > 1)
      .map(({ path, live }) => ({ path, count: live - 1 }))
    const leaked = [...orphans, ...remapped].sort((a, b) => b.count - a.count || (a.path < b.path ? -1 : 1))
    return leaked.slice(0, MAX_LEAKED)
  }
}

function roundUp(bytes: number): number {
  return Math.ceil(bytes / PAGE) * PAGE
}
