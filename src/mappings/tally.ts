import type { MappingGroup } from '../model/fact-types.ts'

/** Adds up rows by a name; keeps one small object a distinct name. */
export class Tally {
  readonly #groups = new Map<string, { -readonly [K in keyof MappingGroup]: MappingGroup[K] }>()

  add(kind: string, detail: string | undefined, count: number, bytes: number, deleted: number): void {
    const key = detail === undefined ? kind : `${kind} ${detail}`
    const group = this.#groups.get(key)
    if (group === undefined) {
      this.#groups.set(key, { kind, ...(detail === undefined ? {} : { detail }), count, bytes, deleted })
      return
    }
    group.count += count
    group.bytes += bytes
    group.deleted += deleted
  }

  get size(): number {
    return this.#groups.size
  }

  /** Most rows first; equal ones by name, so that the order never depends on the order of rows. */
  sorted(): MappingGroup[] {
    return [...this.#groups.values()].sort(
      (a, b) => b.count - a.count || order(a.kind, b.kind) || order(a.detail ?? '', b.detail ?? ''),
    )
  }
}

function order(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
