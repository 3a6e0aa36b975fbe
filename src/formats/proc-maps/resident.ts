// The rows that smaps prints below each mapping: how much of it is in memory.

import { MAPPING_KINDS } from '../../mappings/mapping-kind.ts'
import { tellAnonymous } from '../../mappings/neighbours.ts'
import type { MappingTable } from '../../mappings/table.ts'
import type { FactTypes } from '../../model/fact-types.ts'

/** smaps field → where its KiB are added. */
const FIELDS = { Size: 'sizeKb', Rss: 'rssKb', Pss: 'pssKb', Anonymous: 'anonymousKb', Swap: 'swapKb' } as const
/** Every row that smaps and smaps_rollup print, Linux 2.6.14 to 6.18. */
const DETAIL =
  /^(Size|KernelPageSize|MMUPageSize|Rss|Pss\w*|Shared_\w+|Private_\w+|Referenced|Anonymous|KSM|LazyFree|AnonHugePages|ShmemHugePages|ShmemPmdMapped|FilePmdMapped|HugetlbPages|Swap|SwapPss|Locked|THPeligible|ProtectionKey|VmFlags|Nonlinear):\s+(\d+)?/

type Field = (typeof FIELDS)[keyof typeof FIELDS]
export type Resident = Readonly<Record<Field, number>> & {
  /** Resident KiB by what the mappings are, largest first. */
  readonly groups: readonly { readonly kind: string; readonly rssKb: number; readonly pssKb: number }[]
}

/** Sums the detail rows; keeps two numbers a mapping. */
export class ResidentSums {
  readonly #sums: Record<Field, number> = { sizeKb: 0, rssKb: 0, pssKb: 0, anonymousKb: 0, swapKb: 0 }
  #rss: Float64Array = new Float64Array(256)
  #pss: Float64Array = new Float64Array(256)
  #seen = false

  /** Takes a detail row of the mapping `row`; -1 stands for the rollup of all. False when it is none. */
  add(text: string, row: number): boolean {
    const match = DETAIL.exec(text)
    if (match === null) return false
    const field = FIELDS[match[1] as keyof typeof FIELDS]
    if (field === undefined) return true
    this.#seen = true
    const value = Number(match[2] ?? 0)
    this.#sums[field] += value
    if (field === 'rssKb') this.#rss = withValue(this.#rss, row, value)
    if (field === 'pssKb') this.#pss = withValue(this.#pss, row, value)
    return true
  }

  /** Undefined when there was no detail at all: a plain maps file. */
  resident(table: MappingTable): Resident | undefined {
    if (!this.#seen) return undefined
    const { kinds } = tellAnonymous(table, undefined)
    const groups = MAPPING_KINDS.map((kind) => ({ kind, rssKb: 0, pssKb: 0 }))
    for (let row = 0; row < table.rows; row++) {
      const group = groups[kinds[row] as number] as { rssKb: number; pssKb: number }
      group.rssKb += this.#rss[row] ?? 0
      group.pssKb += this.#pss[row] ?? 0
    }
    return { ...this.#sums, groups: groups.filter(({ rssKb }) => rssKb > 0).sort((a, b) => b.rssKb - a.rssKb) }
  }
}

function withValue(column: Float64Array, row: number, value: number): Float64Array {
  if (row < 0) return column
  let room = column
  if (row >= column.length) {
    room = new Float64Array(Math.max(row + 1, column.length * 2))
    room.set(column)
  }
  room[row] = value
  return room
}

/** `rssAnonKb` counts what belongs to no file. */
export function processMemory(resident: Resident): FactTypes['memory.process'] {
  const { sizeKb, rssKb, anonymousKb, swapKb } = resident
  return {
    moment: 'snapshot',
    ...(sizeKb > 0 && { virtualKb: sizeKb }),
    rssKb,
    rssAnonKb: anonymousKb,
    swapKb,
  }
}
