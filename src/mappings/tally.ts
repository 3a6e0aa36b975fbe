import type { MappingGroup } from '../model/fact-types.ts'

type Group = { -readonly [K in keyof MappingGroup]: MappingGroup[K] }

/** Adds up rows by a name; keeps one small object a distinct name. */
export class Tally {
  readonly #kinds = new Map<string, Map<string | undefined, Group>>()

  add(kind: string, detail: string | undefined, count: number, bytes: number, deleted: number): void {
    const groups = this.#groupsOf(kind)
    const group = groups.get(detail)
    if (group === undefined) {
      groups.set(
        detail,
        detail === undefined ? { kind, count, bytes, deleted } : { kind, detail, count, bytes, deleted },
      )
      return
    }
    group.count += count
    group.bytes += bytes
    group.deleted += deleted
  }

  /** Most rows first; equal ones by name, so that the order never depends on the order of rows. */
  sorted(): MappingGroup[] {
    const all: Group[] = []
    for (const groups of this.#kinds.values()) for (const group of groups.values()) all.push(group)
    return all.sort((a, b) => b.count - a.count || order(a.kind, b.kind) || order(a.detail ?? '', b.detail ?? ''))
  }

  #groupsOf(kind: string): Map<string | undefined, Group> {
    const known = this.#kinds.get(kind)
    if (known !== undefined) return known
    const groups = new Map<string | undefined, Group>()
    this.#kinds.set(kind, groups)
    return groups
  }
}

function order(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
