// What the JVM's memory was used for. Bytes, but for the code cache, which is in KiB as printed.

import type { HsErr } from '../../../grammars/hs-err/index.ts'
import type { FactTypes } from '../../model/fact-types.ts'
import type { Say } from './facts.ts'

const KIB = 1024
/** Pools that make up the heap; eden, from and to are parts of the first one. */
const GENERATION =
  /^(?:garbage-first heap|PSYoungGen|ParOldGen|PSOldGen|def new generation|par new generation|tenured generation|DefNew|Tenured|concurrent mark-sweep generation|ZHeap|ZGC Heap)/
const OLD = /^(?:ParOldGen|PSOldGen|tenured generation|Tenured|concurrent mark-sweep generation)/

type Pools = NonNullable<HsErr['heap']>['pools']

export function sayMemory(log: HsErr, collector: string | undefined, say: Say): void {
  sayHeap(log, collector, say)
  sayMetaspace(log, say)
  sayCodeCache(log, say)
  if (log.compressedOops) {
    const { row, ...mode } = log.compressedOops
    say('memory.compressed-oops', mode, row)
  }
  sayNativeMemory(log, say)
}

function sayHeap(log: HsErr, chosen: string | undefined, say: Say): void {
  const { heap } = log
  if (heap === undefined) return
  const whole = heap.pools.filter(({ name }) => GENERATION.test(name))
  // Shenandoah and Epsilon name no pool: the first line with figures is the heap's.
  const pools = whole.length > 0 ? whole : heap.pools.slice(0, 1)
  const old = pools.find(({ name }) => OLD.test(name))
  const used = sum(pools, ['used'])
  const committed = sum(pools, ['committed', 'total', 'capacity'])
  const max = maximumOf(log, pools)
  const collector = chosen ?? heap.collector
  const baseAddress = log.compressedOops?.heapAddress ?? pools[0]?.low
  const value: FactTypes['memory.heap'] = {
    ...(collector && { collector }),
    ...(used !== undefined && { usedBytes: used }),
    ...(committed !== undefined && { committedBytes: committed }),
    ...(max !== undefined && { maxBytes: max }),
    ...(baseAddress && { baseAddress }),
    ...(old?.bytes.used !== undefined && { oldUsedBytes: old.bytes.used }),
    ...(old?.bytes.total !== undefined && { oldCommittedBytes: old.bytes.total }),
  }
  say('memory.heap', value, pools[0]?.row ?? heap.row)
}

function sum(pools: Pools, labels: readonly string[]): number | undefined {
  const values = pools.flatMap(
    ({ bytes }) => labels.map((label) => bytes[label]).find((value) => value !== undefined) ?? [],
  )
  return values.length === 0 ? undefined : values.reduce((total, value) => total + value, 0)
}

/** As the heap says itself (Z, Shenandoah), as reserved for compressed oops, or as asked for. */
function maximumOf(log: HsErr, pools: Pools): number | undefined {
  const printed = pools[0]?.bytes['max capacity'] ?? pools[0]?.bytes.max
  if (printed !== undefined) return printed
  const flag = log.globalFlags.find(({ name }) => name === 'MaxHeapSize')
  if (flag !== undefined) return Number(flag.value)
  const sizeMb = log.compressedOops?.sizeMb
  return sizeMb === undefined ? undefined : sizeMb * KIB * KIB
}

/** In the heap section up to JDK 23, in a section of its own since. */
function sayMetaspace(log: HsErr, say: Say): void {
  const pools = [...(log.heap?.pools ?? []), ...log.metaspace]
  const metaspace = pools.find(({ name }) => name === 'Metaspace')
  if (metaspace === undefined) return
  const space = pools.find(({ name }) => name === 'class space')
  const flag = log.globalFlags.find(({ name }) => name === 'MaxMetaspaceSize')
  const max = log.metaspaceMax !== undefined ? log.metaspaceMax.bytes : flag && Number(flag.value)
  const value: FactTypes['memory.metaspace'] = {
    ...bytesOf(metaspace.bytes, 'usedBytes', 'committedBytes', 'reservedBytes'),
    ...(space && bytesOf(space.bytes, 'classUsedBytes', 'classCommittedBytes', 'classReservedBytes')),
    ...(max !== undefined && { maxBytes: max }),
  }
  say('memory.metaspace', value, metaspace.row)
}

function bytesOf(bytes: Readonly<Record<string, number>>, used: string, committed: string, reserved: string): object {
  return {
    ...(bytes.used !== undefined && { [used]: bytes.used }),
    ...(bytes.committed !== undefined && { [committed]: bytes.committed }),
    ...(bytes.reserved !== undefined && { [reserved]: bytes.reserved }),
  }
}

function sayCodeCache(log: HsErr, say: Say): void {
  const last = log.codeHeaps.at(-1)
  for (const { name, bytes, row } of log.codeHeaps) {
    if (bytes.size === undefined || bytes.used === undefined) continue
    const segment = /'([^']+)'/.exec(name)?.[1]
    const value: FactTypes['memory.code-cache'] = {
      sizeKb: bytes.size / KIB,
      usedKb: bytes.used / KIB,
      ...(bytes.max_used !== undefined && { maxUsedKb: bytes.max_used / KIB }),
      ...(bytes.free !== undefined && { freeKb: bytes.free / KIB }),
      ...(last?.compilation !== undefined && { compilationEnabled: last.compilation }),
      ...(last?.fullCount !== undefined && { fullCount: last.fullCount }),
      ...(segment && { segment }),
    }
    say('memory.code-cache', value, row)
  }
}

function sayNativeMemory({ nativeMemory }: HsErr, say: Say): void {
  if (nativeMemory === undefined) return
  const { total, mallocBytes, categories, row } = nativeMemory
  const value: FactTypes['memory.nmt'] = {
    totalCommittedKb: (total.bytes.committed ?? 0) / KIB,
    ...(total.bytes.reserved !== undefined && { totalReservedKb: total.bytes.reserved / KIB }),
    ...(mallocBytes !== undefined && { mallocKb: mallocBytes / KIB }),
    categories: categories.map(({ name, bytes }) => ({
      name,
      reservedKb: (bytes.reserved ?? 0) / KIB,
      committedKb: (bytes.committed ?? 0) / KIB,
    })),
  }
  say('memory.nmt', value, row)
}
