import type { FactTypes } from '../../model/fact-types.ts'
import type { Entry } from './entry.ts'

const MOST_GROUPS = 20
const MAX_GROUPS = 10_000

export type Descriptors = FactTypes['fds.count']

/** Counts the links in /proc/PID/fd by what they point to. */
export class DescriptorList {
  #open = 0
  readonly #groups = new Map<string, number>()

  /** True when the entry is a descriptor: a number that links to something. */
  add({ path, target }: Entry): boolean {
    if (target === undefined || !/^\d+$/.test(path)) return false
    this.#open++
    const group = groupOf(target)
    if (this.#groups.size < MAX_GROUPS || this.#groups.has(group)) {
      this.#groups.set(group, (this.#groups.get(group) ?? 0) + 1)
    }
    return true
  }

  value(): Descriptors | undefined {
    if (this.#open === 0) return undefined
    const groups = [...this.#groups].map(([name, count]) => ({ name, count }))
    groups.sort((a, b) => b.count - a.count || a.name.localeCompare(b.name))
    return { open: this.#open, groups: groups.slice(0, MOST_GROUPS) }
  }
}

/** `socket:[103039]` → `socket`; a segment file by its kind; another file by its own path with numbers collapsed. */
function groupOf(target: string): string {
  const kind = /^(socket|pipe|anon_inode):/.exec(target)?.[1]
  if (kind !== undefined) return kind
  const deleted = / \(deleted\)$/.test(target) ? ' (deleted)' : ''
  const segment = /\/\d{20}\.(log|index|timeindex|txnindex|snapshot)\b/.exec(target)?.[1]
  if (segment !== undefined) return `kafka-${segment}${deleted}`
  if (/\.jar(?: \(deleted\))?$/.test(target)) return `jar${deleted}`
  return target.replace(/\d+/g, 'N').slice(0, 120)
}
