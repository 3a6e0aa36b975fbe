// Java heap, Metaspace, code cache, and the JVM's own books of native memory.

import type { Line } from '../document.ts'
import type { SectionReader } from '../draft.ts'
import { kilobytes } from '../draft.ts'
import { readPool } from '../lines/figures.ts'

/** The first pool of the section tells the collector. */
const COLLECTORS: readonly (readonly [RegExp, string])[] = [
  [/^ *garbage-first heap/, 'G1'],
  [/^ *(?:PSYoungGen|ParOldGen|PSOldGen)/, 'Parallel'],
  [/^ *(?:par new generation|concurrent mark-sweep)/, 'CMS'],
  [/^ *(?:def new generation|tenured generation|DefNew|Tenured)/, 'Serial'],
  [/^ *(?:ZHeap|ZGeneration)/, 'Z'],
  [/^ *(?:Generational )?Shenandoah/, 'Shenandoah'],
  [/^ *Epsilon/, 'Epsilon'],
]
const HEAP_LINE =
  /^ +\S|^(?:Status:|Allocation space:|No shared spaces|Reserved region|Collection set|Shenandoah|Epsilon|Generational)/

export const readHeap: SectionReader = (lines, draft) => {
  const pools = []
  let collector: string | undefined
  for (const line of lines.slice(1)) {
    collector ??= COLLECTORS.find(([pattern]) => pattern.test(line.text))?.[1]
    const pool = /\d[KMGT]/.test(line.text) ? readPool(line.text) : undefined
    if (pool !== undefined) pools.push({ row: line.row, ...pool })
    if (pool !== undefined || HEAP_LINE.test(line.text)) draft.recognize(line)
  }
  draft.log.heap ??= { row: lines[0]?.row ?? 0, pools, ...(collector && { collector }) }
}

/** The report of JDK 11 and later is prose with tables; only the maximum is read from it. JDK 24+ has the usage here. */
export const readMetaspace: SectionReader = (lines, draft) => {
  for (const line of lines) {
    draft.recognize(line)
    const max = /^MaxMetaspaceSize: (?:(unlimited)|([\d.]+) ([KMG])B)/.exec(line.text)
    if (max !== null) draft.log.metaspaceMax ??= { row: line.row, bytes: max[1] ? null : sizeOf(max[2], max[3]) }
    if (!/^ +(?:Metaspace|class space) +used/.test(line.text)) continue
    const pool = readPool(line.text)
    if (pool !== undefined) draft.log.metaspace.push({ row: line.row, ...pool })
  }
}

function sizeOf(figure = '0', unit = 'K'): number {
  return Math.round(Number.parseFloat(figure) * kilobytes(`1${unit}`) * 1024)
}

/** A segmented code cache has a title for each of its heaps; what is said of compilation follows the last one. */
export const readCodeCache: SectionReader = (lines, draft) => {
  const [title, ...rest] = lines
  if (title === undefined) return
  const pool = readPool(title.text)
  if (pool === undefined) return draft.recognizeAll(lines)
  const text = rest.map((line) => line.text).join('\n')
  const compilation = /compilation: (enabled|disabled)/i.exec(text)?.[1]
  const fullCount = /full_count=(\d+)/.exec(text)?.[1]
  draft.log.codeHeaps.push({
    row: title.row,
    ...pool,
    ...(compilation && { compilation: compilation === 'enabled' }),
    ...(fullCount && { fullCount: Number(fullCount) }),
  })
  for (const line of rest) if (isAboutCode(line)) draft.recognize(line)
}

function isAboutCode({ text }: Line): boolean {
  return /^ *(?:bounds \[|total_blobs=|[Cc]ompilation: |stopped_count=|full_count=|CodeCache: )/.test(text)
}

/** `-  Java Heap (reserved=262144KB, committed=262144KB)` and below it what it is made of. */
export const readNativeMemory: SectionReader = (lines, draft) => {
  const categories = []
  let total: ReturnType<typeof readPool>
  let mallocBytes: number | undefined
  for (const line of lines) {
    draft.recognize(line)
    if (/^-\s/.test(line.text)) {
      const pool = readPool(line.text)
      if (pool !== undefined) categories.push(pool)
    } else if (/^Total: reserved=/.test(line.text)) total = readPool(line.text)
    else {
      const malloc = /^\s+malloc: (\d+)KB/.exec(line.text)
      if (malloc !== null && categories.length === 0) mallocBytes = Number(malloc[1]) * 1024
    }
  }
  if (total === undefined) return
  draft.log.nativeMemory ??= {
    row: lines[0]?.row ?? 0,
    total,
    categories,
    ...(mallocBytes !== undefined && { mallocBytes }),
  }
}
