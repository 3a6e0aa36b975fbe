// `jcmd PID VM.native_memory [summary|detail|baseline]`, also its diff against a baseline, alone in a file. (A crash log
// holds the same section; its own reader takes it.)
//
// Source: src/hotspot/share/services/memReporter.cpp. Units follow `scale`: KB unless asked otherwise.
// Not in it: memory that native libraries take by themselves (zlib, the allocator's own), and files mapped by
// FileChannel.map.

import type { AnyFact } from '../../model/fact.ts'
import type { FactTypes } from '../../model/fact-types.ts'
import type { Span } from '../../model/span.ts'
import { eachLine, lineText } from '../../source/block.ts'
import { spanOf, spanThrough } from '../../source/excerpt.ts'
import { FirstAndLast } from '../../source/first-and-last.ts'
import { type Head, shareOfLines } from '../../source/head.ts'
import { LineCount } from '../../source/line-count.ts'
import type { Format, Reader, ReadingContext } from '../format.ts'

export const nmt: Format = {
  id: 'nmt',
  title: 'Native memory tracking (jcmd VM.native_memory)',
  detect,
  load: async () => ({ open }),
}

const SIZE = '(\\d+)([KMG]?B)(?: [+-]\\d+[KMG]?B)?'
/** `Total: reserved=5696542KB +84KB, committed=356382KB +84KB` */
const TOTAL = new RegExp(`^\\s*Total:\\s+reserved=${SIZE}, committed=${SIZE}`)
/** `-                 Java Heap (reserved=4194304KB, committed=262144KB)` */
const CATEGORY = new RegExp(`^-\\s+(\\S.*?) \\(reserved=${SIZE}, committed=${SIZE}\\)`)
const MALLOC = new RegExp(`^\\s*malloc[:=]\\s*${SIZE}`)
const DETAIL =
  /^\s*:?\s*\((?:malloc|mmap|classes|thread|stack|arena|tracking|\s*instance|\s*Metadata|\s*Class space|\s*(?:reserved|used|waste|free)=|at peak|peak)|^\s*mmap:|^\s*\(Omitting categories|^\s*Preinit state|^\s*Native Memory Tracking:\s*$|^\s*\d+:\s*$|^\s*(?:Baseline taken|Memory tracking is )/

function detect(head: Head): number {
  const { matches, share } = shareOfLines(head, isRow)
  return matches >= 4 && head.lines.some((line) => TOTAL.test(line)) && share > 0.4 ? share : 0
}

function isRow(line: string): boolean {
  return CATEGORY.test(line) || TOTAL.test(line) || MALLOC.test(line) || DETAIL.test(line)
}

interface Report {
  span: Span
  totalReservedKb: number
  totalCommittedKb: number
  mallocKb?: number
  categories: { name: string; reservedKb: number; committedKb: number }[]
}

const KEPT_REPORTS = 20
const MAX_CATEGORIES = 100

function open({ uri }: ReadingContext): Reader {
  const lines = new LineCount()
  const reports = new FirstAndLast<Report>(KEPT_REPORTS)
  let pid: number | undefined
  let current: Report | undefined
  return {
    block(block) {
      eachLine(block, (cursor) => {
        const text = lineText(cursor)
        if (!isRow(text)) return lines.addUnknown(cursor)
        lines.recognized++
        pid ??= pidIn(text)
        const total = TOTAL.exec(text)
        if (total !== null) {
          current = { span: spanOf(uri, cursor), ...totalsOf(total), categories: [] }
          reports.add(current)
        }
        if (current === undefined) return
        const malloc = MALLOC.exec(text)
        if (malloc !== null && current.categories.length === 0) current.mallocKb = kib(malloc[1], malloc[2])
        const category = CATEGORY.exec(text)
        if (category === null || current.categories.length >= MAX_CATEGORIES) return
        current.categories.push(categoryOf(category))
        current.span = spanThrough(current.span, cursor)
      })
    },
    end: () => ({
      value: { reports: reports.kept.map(({ span: _, ...report }) => report), count: reports.seen },
      facts: reports.kept.map((report) => factOf(report, pid)),
      coverage: lines.coverage(),
      notes: reports.notes('nmt', 'reports'),
      empty: reports.seen === 0,
    }),
  }
}

function pidIn(text: string): number | undefined {
  const match = /^\s*(\d+):\s*$/.exec(text)
  return match === null ? undefined : Number(match[1])
}

function totalsOf(match: RegExpExecArray): Pick<Report, 'totalReservedKb' | 'totalCommittedKb'> {
  return { totalReservedKb: kib(match[1], match[2]), totalCommittedKb: kib(match[3], match[4]) }
}

function categoryOf(match: RegExpExecArray): Report['categories'][number] {
  const [, name, reserved, reservedUnit, committed, committedUnit] = match
  return { name: name as string, reservedKb: kib(reserved, reservedUnit), committedKb: kib(committed, committedUnit) }
}

const KIB: Readonly<Record<string, number>> = { B: 1 / 1024, KB: 1, MB: 1024, GB: 1024 ** 2 }

function kib(value: string | undefined, unit: string | undefined): number {
  return Math.round(Number(value) * (KIB[unit ?? 'KB'] ?? 1))
}

function factOf({ span, ...value }: Report, pid: number | undefined): AnyFact {
  const fact = { type: 'memory.nmt' as const, value: value satisfies FactTypes['memory.nmt'], span }
  return pid === undefined ? fact : { ...fact, process: { pid } }
}
