// /proc/meminfo: the memory of the host, also inside a container. Counters come and go with the kernel: MemAvailable
// since 3.14, HardwareCorrupted since 2.6.32 (pages taken out of use after memory errors).
//
// Source: fs/proc/meminfo.c; Documentation/filesystems/proc.rst. All values are KiB, but for the counts of huge pages.

import type { AnyFact } from '../model/fact.ts'
import type { FactTypes } from '../model/fact-types.ts'
import { MEMINFO_COUNTERS } from '../model/meminfo-counters.ts'
import { eachLine, lineText } from '../source/block.ts'
import { type Head, shareOfLines } from '../source/head.ts'
import { LineCount } from '../source/line-count.ts'
import { type Snapshot, Snapshots } from '../source/snapshots.ts'
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

function open({ uri }: ReadingContext): Reader {
  const lines = new LineCount()
  const snapshots = new Snapshots(uri)
  return {
    block(block) {
      eachLine(block, (cursor) => {
        const row = ROW.exec(lineText(cursor))
        if (row === null) return lines.addUnknown(cursor)
        lines.recognized++
        snapshots.add(cursor, row[1] as string, row[2] as string)
      })
    },
    end: () => ({
      value: { snapshots: snapshots.kept.map(countersOf), count: snapshots.seen },
      facts: snapshots.kept.flatMap(factsOf),
      coverage: lines.coverage(),
      notes: snapshots.notes('meminfo'),
      empty: !snapshots.kept.some((snapshot) => factsOf(snapshot).length > 0),
    }),
  }
}

function countersOf({ rows }: Snapshot): Record<string, number> {
  return Object.fromEntries(Object.entries(rows).map(([name, value]) => [name, Number(value)]))
}

function factsOf({ rows, span }: Snapshot): AnyFact[] {
  const memory: { -readonly [K in keyof HostMemory]: HostMemory[K] } = { moment: 'snapshot' }
  for (const [name, value] of Object.entries(rows)) {
    const field = MEMINFO_COUNTERS[name]
    if (field !== undefined) memory[field] = Number(value)
  }
  return Object.keys(memory).length > 1 ? [{ type: 'memory.host', value: memory, span }] : []
}
