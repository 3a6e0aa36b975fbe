// /proc/meminfo: the memory of the host, also inside a container. Counters come and go with the kernel: MemAvailable
// since 3.14, HardwareCorrupted since 2.6.32 (pages taken out of use after memory errors).
//
// Source: fs/proc/meminfo.c; Documentation/filesystems/proc.rst. All values are KiB, but for the counts of huge pages.

import type { AnyFact } from '../model/fact.ts'
import type { FactTypes } from '../model/fact-types.ts'
import { MEMINFO_COUNTERS } from '../model/meminfo-counters.ts'
import type { Span } from '../model/span.ts'
import { eachLine, lineText } from '../source/block.ts'
import { spanOf, spanThrough } from '../source/excerpt.ts'
import { FirstAndLast } from '../source/first-and-last.ts'
import { type Head, shareOfLines } from '../source/head.ts'
import { LineCount } from '../source/line-count.ts'
import type { Format, Reader, ReadingContext } from './format.ts'

type HostMemory = FactTypes['memory.host']

/** `MemTotal:       24684084 kB`, `HugePages_Total:       0` */
const ROW = /^\s*([A-Z][A-Za-z0-9_]*(?:\([a-z]+\))?):\s+(\d+)(?: kB)?\s*$/

export const meminfo: Format = {
  id: 'meminfo',
  title: 'Memory of the host (/proc/meminfo)',
  detect,
  load: async () => ({ open }),
}

/** The JVM copies the file into its crash log, and that log's own reader takes it from there. */
const IN_CRASH_LOG =
  /^(?:# JRE version:|vm_info:|CPU:\s*total|# {1,2}(?:Internal Error|SIG[A-Z]+ \(|There is insufficient))/m

function detect(head: Head): number {
  if (IN_CRASH_LOG.test(head.text)) return 0
  const { matches, share } = shareOfLines(head, (line) => ROW.test(line))
  const named = shareOfLines(head, (line) => MEMINFO_COUNTERS[ROW.exec(line)?.[1] ?? ''] !== undefined)
  if (named.matches < 2 || !/^[ \t]*(MemTotal|MemAvailable|MemFree|CommitLimit|Committed_AS):/m.test(head.text))
    return 0
  return matches < 3 ? named.share * 0.9 : share
}

interface Snapshot {
  readonly counters: Record<string, number>
  span: Span
}

const KEPT_SNAPSHOTS = 20

function open({ uri }: ReadingContext): Reader {
  const lines = new LineCount()
  const snapshots = new FirstAndLast<Snapshot>(KEPT_SNAPSHOTS)
  let current: Snapshot | undefined
  return {
    block(block) {
      eachLine(block, (cursor) => {
        const row = ROW.exec(lineText(cursor))
        if (row === null) return lines.addUnknown(cursor)
        lines.recognized++
        const [, name, value] = row as unknown as [string, string, string]
        // A counter met again is the next reading of a loop.
        if (current === undefined || name in current.counters) {
          current = { counters: {}, span: spanOf(uri, cursor) }
          snapshots.add(current)
        }
        current.counters[name] = Number(value)
        current.span = spanThrough(current.span, cursor)
      })
    },
    end: () => ({
      value: { snapshots: snapshots.kept.map(({ counters }) => counters), count: snapshots.seen },
      facts: snapshots.kept.flatMap(factsOf),
      coverage: lines.coverage(),
      notes: snapshots.notes('meminfo', 'readings'),
      empty: !snapshots.kept.some((snapshot) => factsOf(snapshot).length > 0),
    }),
  }
}

function factsOf({ counters, span }: Snapshot): AnyFact[] {
  const memory: { -readonly [K in keyof HostMemory]: HostMemory[K] } = { moment: 'snapshot' }
  for (const [name, value] of Object.entries(counters)) {
    const field = MEMINFO_COUNTERS[name]
    if (field !== undefined) memory[field] = value
  }
  return Object.keys(memory).length > 1 ? [{ type: 'memory.host', value: memory, span }] : []
}
