import type { FactTypes } from '../../model/fact-types.ts'

type Heap = { -readonly [K in keyof FactTypes['memory.heap']]: FactTypes['memory.heap'][K] }
type Metaspace = FactTypes['memory.metaspace']

const KIB = 1024
const MIB = 1024 ** 2

// One shape a collector and generation; JDK 8 to 25 (src/hotspot/share/gc/*/…Heap.cpp, print_on). JDK 25 lost the indent
// and calls Serial's generations DefNew and Tenured.
const G1 = /^\s*garbage-first heap\s+total (?:reserved (\d+)K, committed )?(\d+)K, used (\d+)K/
const YOUNG = /^\s*(PSYoungGen|def new generation|DefNew|par new generation)\s+total (\d+)K, used (\d+)K/
const OLD =
  /^\s*(ParOldGen|PSOldGen|tenured generation|Tenured|concurrent mark-sweep generation)\s+total (\d+)K, used (\d+)K/
const Z = /^\s*ZHeap\s+used (\d+)M, capacity (\d+)M, max capacity (\d+)M/
const SHENANDOAH = /^\s*(\d+)([KMG])B? max, .*?(\d+)([KMG])B? committed, (\d+)([KMG])B? used/
const METASPACE = /^\s*Metaspace\s+used (\d+)K,(?: capacity \d+K,)? committed (\d+)K, reserved (\d+)K/
const REST =
  /^\s*(?:eden |from |to |the\s+space|object space|class space|region size|Shenandoah Heap|\d+ x \d+ ?K regions|Status:|Reserved region:|- [[m]|Collection set:|Cache |size classes)/

const COLLECTORS: Readonly<Record<string, string>> = {
  PSYoungGen: 'Parallel',
  ParOldGen: 'Parallel',
  PSOldGen: 'Parallel',
  'par new generation': 'CMS',
  'concurrent mark-sweep generation': 'CMS',
}

/** What `jcmd PID GC.heap_info` said, gathered line by line. */
export class HeapInfo {
  readonly heap: Heap = {}
  metaspace: Metaspace | undefined

  /** True when the line is of the heap. */
  line(text: string): boolean {
    return (
      this.#g1(text) ||
      this.#generation(text) ||
      this.#z(text) ||
      this.#shenandoah(text) ||
      this.#metaspace(text) ||
      REST.test(text)
    )
  }

  #g1(text: string): boolean {
    const match = G1.exec(text)
    if (match === null) return false
    const [, reserved, committed, used] = match
    Object.assign(this.heap, {
      collector: 'G1',
      usedBytes: Number(used) * KIB,
      committedBytes: Number(committed) * KIB,
    })
    if (reserved !== undefined) this.heap.maxBytes = Number(reserved) * KIB
    return true
  }

  #generation(text: string): boolean {
    const old = OLD.exec(text)
    const match = old ?? YOUNG.exec(text)
    if (match === null) return false
    const [, name, total, used] = match
    this.heap.collector = COLLECTORS[name as string] ?? this.heap.collector ?? 'Serial'
    this.heap.usedBytes = (this.heap.usedBytes ?? 0) + Number(used) * KIB
    this.heap.committedBytes = (this.heap.committedBytes ?? 0) + Number(total) * KIB
    if (old !== null)
      Object.assign(this.heap, { oldUsedBytes: Number(used) * KIB, oldCommittedBytes: Number(total) * KIB })
    return true
  }

  #z(text: string): boolean {
    const match = Z.exec(text)
    if (match === null) return false
    const [used, committed, max] = match.slice(1).map((value) => Number(value) * MIB) as [number, number, number]
    Object.assign(this.heap, { collector: 'Z', usedBytes: used, committedBytes: committed, maxBytes: max })
    return true
  }

  #shenandoah(text: string): boolean {
    const match = SHENANDOAH.exec(text)
    if (match === null) return false
    const [, max, maxUnit, committed, committedUnit, used, usedUnit] = match
    this.heap.collector = 'Shenandoah'
    this.heap.maxBytes = bytes(max, maxUnit)
    this.heap.committedBytes = bytes(committed, committedUnit)
    this.heap.usedBytes = bytes(used, usedUnit)
    return true
  }

  #metaspace(text: string): boolean {
    const match = METASPACE.exec(text)
    if (match === null) return false
    const [usedBytes, committedBytes, reservedBytes] = match.slice(1).map((value) => Number(value) * KIB) as [
      number,
      number,
      number,
    ]
    this.metaspace = { usedBytes, committedBytes, reservedBytes }
    return true
  }
}

function bytes(value: string | undefined, unit: string | undefined): number {
  return Number(value) * 1024 ** ('KMG'.indexOf(unit ?? 'K') + 1)
}
