// pmap prints a memory map for people: plain, with resident sizes (-x), device (-d), or every column (-X, -XX), of one
// process or of several. Rows are put back into the kernel's own form, so that one table counts them all.
//
//   7220:   /usr/lib/jvm/java-17/bin/java -Xmx1g kafka.Kafka
//   00007f24ab000000  10240K rw-s- 00000000000000036774.timeindex.deleted (deleted)
//    total         15947556K
//
// Source: procps-ng, src/pmap.c (v4.0.4); columns are found by their headings, older versions have fewer.
// Lost on the way: folders (only -p prints them), inodes (only -X does), the name of the gate page, and which anonymous
// mapping is the brk heap.

import { takeCensus } from '../mappings/census.ts'
import { MappingTable } from '../mappings/table.ts'
import type { Fact, ProcessKey } from '../model/fact.ts'
import type { FactTypes, MappingsCensus } from '../model/fact-types.ts'
import type { Span } from '../model/span.ts'
import { eachLine, type LineCursor, lineText } from '../source/block.ts'
import { spanOf } from '../source/excerpt.ts'
import { FirstAndLast } from '../source/first-and-last.ts'
import { type Head, shareOfLines } from '../source/head.ts'
import { LineCount } from '../source/line-count.ts'
import type { Format, Reader, Reading } from './format.ts'

const PROCESS = /^(\d{1,10}): {1,4}(\S.*)$/
const ROW = /^\s*[0-9a-f]{8,16}\s+(?:\d+K?\s.*)?[r-][w-][x-][sp-]/
const HEADINGS = /^\s*Address\s+(?:Kbytes|Perm)\b/
const RULE = /^[-=\s]+$/
const TOTAL = /^(?:\s*total\s+(?:kB\s+)?(\d+)K?\b|mapped:\s*(\d+)K|\s+(\d+)\s.*\bKB\s*$)/
const PLAIN_COLUMNS = ['Address', 'Kbytes', 'Mode', 'Mapping']
const KEPT_MAPS = 20

export const pmap: Format = {
  id: 'pmap',
  title: 'Memory map of a process as pmap prints it',
  detect,
  load: async () => ({ open: ({ uri }) => new PmapReader(uri) }),
}

function detect(head: Head): number {
  const rows = shareOfLines(head, (line) => ROW.test(line))
  const frame = shareOfLines(head, (line) => [PROCESS, HEADINGS, RULE, TOTAL].some((pattern) => pattern.test(line)))
  return rows.matches >= 3 && frame.matches > 0 ? rows.share + frame.share : 0
}

interface MapRead {
  readonly mappings: MappingsCensus
  readonly virtualKb: number | undefined
  readonly rssKb: number | undefined
  readonly process: ProcessKey | undefined
  readonly command: string | undefined
  readonly span: Span
}

class PmapReader implements Reader {
  readonly #uri: string
  readonly #lines = new LineCount()
  readonly #maps = new FirstAndLast<MapRead>(KEPT_MAPS)
  #table = new MappingTable()
  #columns: readonly string[] = PLAIN_COLUMNS
  #span: Span | undefined
  #process: ProcessKey | undefined
  #command: string | undefined
  #rssKb: number | undefined
  #totalKb: number | undefined

  constructor(uri: string) {
    this.#uri = uri
  }

  block(block: Parameters<Reader['block']>[0]): void {
    eachLine(block, (cursor) => {
      const text = lineText(cursor)
      if (this.#takeRow(text, cursor) || this.#takeFrame(text)) this.#lines.recognized++
      else if (RULE.test(text)) this.#lines.ignored++
      else this.#lines.addUnknown(cursor)
    })
  }

  #takeRow(text: string, cursor: LineCursor): boolean {
    if (!ROW.test(text)) return false
    const cells = cellsOf(text, this.#columns)
    const row = new TextEncoder().encode(kernelRow(cells))
    if (!this.#table.add(row, 0, row.length, cursor.line, cursor.byteOffset)) return false
    this.#span ??= spanOf(this.#uri, cursor)
    const rss = Number(cells.RSS ?? cells.Rss)
    if (!Number.isNaN(rss)) this.#rssKb = (this.#rssKb ?? 0) + rss
    return true
  }

  /** What stands around the rows: the process, the headings, the total. */
  #takeFrame(text: string): boolean {
    if (HEADINGS.test(text)) {
      this.#columns = text.trim().split(/\s+/)
      return true
    }
    const total = TOTAL.exec(text)
    if (total) {
      this.#totalKb = Number(total[1] ?? total[2] ?? total[3])
      return true
    }
    const process = PROCESS.exec(text)
    if (!process) return false
    this.#finishMap(true)
    this.#process = { pid: Number(process[1]) }
    this.#command = process[2]
    return true
  }

  #finishMap(inputComplete: boolean): void {
    if (this.#span !== undefined) {
      const complete = inputComplete && this.#totalKb !== undefined
      this.#maps.add({
        mappings: takeCensus(this.#table, { moment: 'snapshot', total: null, complete }),
        virtualKb: this.#totalKb,
        rssKb: this.#rssKb,
        process: this.#process,
        command: this.#command,
        span: { ...this.#span, endLine: this.#table.lastLine },
      })
    }
    this.#table = new MappingTable()
    this.#columns = PLAIN_COLUMNS
    this.#span = this.#rssKb = this.#totalKb = this.#process = this.#command = undefined
  }

  end({ complete }: { readonly complete: boolean }): Reading {
    this.#finishMap(complete)
    const maps = this.#maps.kept
    const cut = maps.some(({ mappings }) => !mappings.complete)
    return {
      value: {
        ...(maps.length === 0 ? {} : { mappings: maps.at(-1)?.mappings }),
        processes: maps.map(({ span, ...map }) => ({ ...map, line: span.line })),
      },
      facts: maps.flatMap(factsOf),
      coverage: this.#lines.coverage(),
      notes: [
        ...this.#maps.notes('pmap', 'maps'),
        ...(cut ? [{ code: 'pmap/truncated', severity: 'warning' as const, message: CUT }] : []),
      ],
      empty: maps.length === 0,
    }
  }
}

const CUT = 'The map does not end in its total: it is cut, and its row count is a lower bound.'

function factsOf({
  mappings,
  virtualKb,
  rssKb,
  process,
  span,
}: MapRead): (Fact<'maps.census'> | Fact<'memory.process'>)[] {
  const about = process === undefined ? { span } : { span, process }
  const census: Fact<'maps.census'> = { type: 'maps.census', value: mappings, ...about }
  if (virtualKb === undefined && rssKb === undefined) return [census]
  const memory: FactTypes['memory.process'] = {
    moment: 'snapshot',
    ...(virtualKb !== undefined && { virtualKb }),
    ...(rssKb !== undefined && { rssKb }),
  }
  return [census, { type: 'memory.process', value: memory, ...about }]
}

/** The cells by heading; the last column is a name, which may hold blanks or be empty. */
function cellsOf(text: string, columns: readonly string[]): Record<string, string> {
  const cells: Record<string, string> = {}
  let rest = text.trimStart()
  for (const column of columns.slice(0, -1)) {
    const width = rest.search(/\s|$/)
    cells[column] = rest.slice(0, width)
    rest = rest.slice(width).trimStart()
  }
  cells.Mapping = rest.trimEnd()
  return cells
}

/** `7f24ab000000-7f24aba00000 rw-s 00000000 00:00 0 NAME`, as /proc/PID/maps would have it. */
function kernelRow(cells: Readonly<Record<string, string>>): string {
  const low = Number(`0x${cells.Address}`)
  const high = low + Number.parseInt(cells.Kbytes ?? cells.Size ?? '', 10) * 1024
  const mode = cells.Mode ?? cells.Perm ?? ''
  const permissions = mode.slice(0, 3) + (mode[3] === 's' ? 's' : 'p')
  const offset = cells.Offset ?? '00000000'
  const range = [low, high].map((address) => address.toString(16).padStart(8, '0')).join('-')
  return `${range} ${permissions} ${offset} ${cells.Device ?? '00:00'} ${cells.Inode ?? '0'} ${kernelName(cells.Mapping ?? '')}`
}

function kernelName(name: string): string {
  if (name === '[ anon ]') return ''
  return name === '[ stack ]' ? '[stack]' : name
}
