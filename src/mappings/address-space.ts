// The address space of a traced process, as far as its calls tell: which ranges are mapped, whether they can be
// accessed, and which call made them. munmap and mprotect name addresses only, so this is how they find their mmap.

const MAX_REGIONS = 1 << 20

/** What one mmap made; it lives until the last piece of it is gone. */
export interface Mapping<Owner> {
  readonly owner: Owner
  pieces: number
}

interface Region<Owner> {
  start: number
  end: number
  accessible: boolean
  readonly mapping: Mapping<Owner>
}

/** What a change did: bytes that were accessible or are now, and the owners of mappings that are wholly gone. */
export interface Change<Owner> {
  readonly lostBytes: number
  readonly gainedBytes: number
  readonly gone: readonly Owner[]
}

/** Regions in order of their addresses; at most MAX_REGIONS of them. */
export class AddressSpace<Owner> {
  readonly #regions: Region<Owner>[] = []

  /** A new mapping replaces what was there, as MAP_FIXED does. */
  map(start: number, end: number, accessible: boolean, owner: Owner): Change<Owner> {
    const change = this.unmap(start, end)
    if (this.#regions.length < MAX_REGIONS) {
      this.#insert([{ start, end, accessible, mapping: { owner, pieces: 1 } }])
    }
    return { ...change, gainedBytes: accessible ? end - start : 0 }
  }

  unmap(start: number, end: number): Change<Owner> {
    const removed = this.#carve(start, end)
    const gone: Owner[] = []
    for (const { mapping } of removed) {
      mapping.pieces--
      if (mapping.pieces === 0) gone.push(mapping.owner)
    }
    return { lostBytes: accessibleBytes(removed), gainedBytes: 0, gone }
  }

  /** Ranges that were mapped before the trace began are taken to have been inaccessible. */
  protect(start: number, end: number, accessible: boolean): Change<Owner> {
    const pieces = this.#carve(start, end)
    const before = accessibleBytes(pieces)
    for (const piece of pieces) piece.accessible = accessible
    this.#insert(pieces)
    const after = accessible ? end - start : 0
    return { lostBytes: Math.max(0, before - after), gainedBytes: Math.max(0, after - before), gone: [] }
  }

  /** Takes out what lies in [start, end); a region that crosses a bound is cut in two. */
  #carve(start: number, end: number): Region<Owner>[] {
    const first = this.#cutAt(start)
    let last = first
    while (last < this.#regions.length && (this.#regions[last] as Region<Owner>).end <= end) last++
    const crossing = this.#regions[last]
    if (crossing !== undefined && crossing.start < end) {
      this.#cutAt(end)
      last++
    }
    return last === first ? [] : this.#regions.splice(first, last - first)
  }

  /** Makes `address` a bound; answers the index of the first region at or behind it. */
  #cutAt(address: number): number {
    const index = this.#indexBehind(address)
    const region = this.#regions[index - 1]
    if (region === undefined || region.end <= address) return index
    if (region.start === address) return index - 1
    this.#regions.splice(index, 0, { ...region, start: address })
    region.end = address
    region.mapping.pieces++
    return index
  }

  /** Index of the first region that starts behind `address`. */
  #indexBehind(address: number): number {
    let low = 0
    let high = this.#regions.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#regions[middle] as Region<Owner>).start <= address) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Puts pieces that follow each other into a gap, and joins neighbours of one mapping. */
  #insert(pieces: readonly Region<Owner>[]): void {
    const head = pieces[0]
    if (head === undefined) return
    const at = this.#indexBehind(head.start)
    this.#regions.splice(at, 0, ...pieces)
    for (let index = Math.min(at + pieces.length, this.#regions.length - 1); index >= Math.max(at, 1); index--) {
      this.#joinWithBefore(index)
    }
  }

  #joinWithBefore(index: number): void {
    const before = this.#regions[index - 1] as Region<Owner>
    const region = this.#regions[index] as Region<Owner>
    if (before.end !== region.start || before.mapping !== region.mapping) return
    if (before.accessible !== region.accessible) return
    before.end = region.end
    before.mapping.pieces--
    this.#regions.splice(index, 1)
  }
}

function accessibleBytes(regions: readonly { start: number; end: number; accessible: boolean }[]): number {
  return regions.reduce((sum, { start, end, accessible }) => sum + (accessible ? end - start : 0), 0)
}
