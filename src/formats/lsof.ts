// lsof lists what a process has open. Only rows with a number in the FD column are descriptors; `mem`, `txt` and `DEL`
// rows are memory mappings, and `DEL` ones are mappings of files that are gone.
//
//   COMMAND  PID USER   FD   TYPE DEVICE SIZE/OFF   NODE NAME
//   java    7220 root  DEL    REG   0,39          661977 /k/t-9/00000000000000036774.timeindex.deleted
//   java    7220 root  mem    REG   0,39 10485756 662077 /k/t-9/00000000000000040179.timeindex
//   java    7220 root   16u  IPv6 148486      0t0    TCP b1:9092->c7:40112 (CLOSE_WAIT)
//
// Source: lsof(8), OUTPUT; lsof 4.95. `lsof +L1` has a column NLINK and lists unlinked files only.
// Lost on the way: a file that is mapped twice has one row, so a count of rows is no count of mappings.

import type { AnyFact } from '../model/fact.ts'
import type { FactTypes } from '../model/fact-types.ts'
import type { Note } from '../model/note.ts'
import type { Span } from '../model/span.ts'
import { eachLine, lineText } from '../source/block.ts'
import { spanOf, spanThrough } from '../source/excerpt.ts'
import { type Head, shareOfLines } from '../source/head.ts'
import { LineCount } from '../source/line-count.ts'
import type { Format, Reader, Reading, ReadingContext } from './format.ts'

const HEADINGS = /^\s*COMMAND\s+PID\s+.*\bFD\s+TYPE\b.*\bNAME\s*$/
/** COMMAND PID [TID TASKCMD] USER FD TYPE rest; a blank in a command is printed as \x20. */
const ROW =
  /^\s*(\S+)\s+(\d+)\s+(?:(\d+)\s+\S+\s+)?([^\s\d]\S*|\d+)\s+(cwd|rtd|txt|ltx|mmap|mem(?:-[rRwW])?|DEL|NOFD|err|(\d+)[rwu-]?[a-zA-Z]?)\s+(V?REG|V?DIR|V?CHR|V?BLK|V?LNK|LINK|FIFO|PIPE|IPv[46]|inet|sock|unix|netlink|pack|raw6?|a_inode|DEL|KQUEUE|PSX\w+|sctp|ATALK|unknown|0{4})\s+(.*)$/
const WARNING = /^lsof: (?:WARNING|no pwd entry|status error)|^\s+Output information may be incomplete\.$/
const INDEX_FILE = /\/\d{20}\S*\.(?:index|timeindex|txnindex)(?:\.\w+)?(?: \(deleted\))?$/
const SOCKETS = new Set(['IPv4', 'IPv6', 'sock', 'unix', 'netlink', 'pack', 'inet', 'raw', 'raw6'])
const MAX_PROCESSES = 1000
const MAX_GROUPS = 20
/** A listing of the whole host speaks of everything; only the JVMs in it are of interest. */
const MAX_FACTS = 50

export const lsof: Format = {
  id: 'lsof',
  title: 'Open files of processes (lsof)',
  detect,
  load: async () => ({ open }),
}

function detect(head: Head): number {
  const { matches, share } = shareOfLines(head, (line) => HEADINGS.test(line) || ROW.test(line))
  return matches >= 2 ? share : 0
}

interface Row {
  readonly command: string
  readonly pid: number
  readonly isTask: boolean
  readonly fd: string
  readonly isDescriptor: boolean
  readonly type: string
  readonly name: string
}

type Counts = { -readonly [K in keyof FactTypes['lsof.census']]: FactTypes['lsof.census'][K] }

interface Process {
  readonly pid: number
  readonly command: string
  readonly counts: Counts
  readonly groups: Map<string, number>
  /** The working directory or the program itself was listed: nothing was filtered out. */
  isWhole: boolean
  span: Span
}

function open({ uri }: ReadingContext): Reader {
  const lines = new LineCount()
  const processes = new Map<number, Process>()
  let refused = 0
  return {
    block(block) {
      eachLine(block, (cursor) => {
        const text = lineText(cursor)
        const row = rowIn(text)
        if (row === undefined) {
          if (HEADINGS.test(text)) lines.recognized++
          else if (WARNING.test(text)) lines.ignored++
          else lines.addUnknown(cursor)
          return
        }
        lines.recognized++
        const process = processes.get(row.pid) ?? newProcess(row, spanOf(uri, cursor))
        if (!processes.has(row.pid) && processes.size >= MAX_PROCESSES) refused++
        else processes.set(row.pid, process)
        process.span = spanThrough(process.span, cursor)
        count(row, process)
      })
    },
    end: () => readingOf([...processes.values()], lines, refused),
  }
}

function rowIn(text: string): Row | undefined {
  const match = ROW.exec(text)
  if (match === null) return undefined
  const [, command, pid, tid, , fd, number, type, rest] = match as unknown as [...string[], string, string]
  return {
    command: command as string,
    pid: Number(pid),
    isTask: tid !== undefined,
    fd: fd as string,
    isDescriptor: number !== undefined,
    type: type as string,
    name: nameIn(rest as string),
  }
}

/** Files have a path; sockets and the like have their words behind the numbers. */
function nameIn(rest: string): string {
  const path = rest.search(/(?:^|\s)\//)
  return path < 0 ? rest.trim() : rest.slice(path).trim()
}

function newProcess({ pid, command }: Row, span: Span): Process {
  const counts: Counts = {
    descriptors: 0,
    mappedFiles: 0,
    deletedMappings: 0,
    deletedIndexMappings: 0,
    sockets: 0,
    groups: [],
    deletedButOpen: 0,
  }
  return { pid, command, counts, groups: new Map(), isWhole: false, span }
}

/** Rows of a task repeat those of its process. */
function count(row: Row, process: Process): void {
  if (row.isTask) return
  if (row.isDescriptor) countDescriptor(row, process)
  else if (row.fd === 'cwd' || row.fd === 'rtd') process.isWhole = true
  else if (row.fd !== 'NOFD' && row.fd !== 'err') countMapping(row, process)
}

function countDescriptor({ type, name }: Row, { counts, groups }: Process): void {
  counts.descriptors++
  if (SOCKETS.has(type)) counts.sockets++
  if (name.endsWith('(deleted)') && !name.startsWith('/memfd:')) counts.deletedButOpen++
  addTo(groups, descriptorKind(type, name))
}

function countMapping({ fd, name }: Row, { counts, groups }: Process): void {
  const isDeleted = (fd === 'DEL' || name.endsWith('(deleted)')) && !isMemory(name)
  const isIndex = INDEX_FILE.test(name)
  counts.mappedFiles++
  if (isDeleted) counts.deletedMappings++
  if (isDeleted && isIndex) counts.deletedIndexMappings++
  addTo(groups, `mapped ${isIndex ? 'Kafka index' : 'file'}${isDeleted ? ', deleted' : ''}`)
}

/** Shared memory that the kernel keeps under a file's name: unlinked from birth. */
function isMemory(name: string): boolean {
  return /^\/(?:memfd:|SYSV|dev\/zero|anon_hugepage|\[aio\])/.test(name)
}

function descriptorKind(type: string, name: string): string {
  const state = /\((\w+)\)$/.exec(name)?.[1]
  if (type.startsWith('IP')) return state === undefined ? 'socket' : `socket ${state}`
  if (SOCKETS.has(type)) return `socket ${type}`
  if (type !== 'REG') return type
  const extension = /\.([A-Za-z]\w{0,11})(?: \(deleted\))?$/.exec(name)?.[1]
  return extension === undefined ? 'file' : `file .${extension}`
}

function addTo(groups: Map<string, number>, kind: string): void {
  groups.set(kind, (groups.get(kind) ?? 0) + 1)
}

function readingOf(processes: readonly Process[], lines: LineCount, refused: number): Reading {
  const largestFirst = [...processes].sort((a, b) => sizeOf(b) - sizeOf(a))
  return {
    value: {
      processes: largestFirst.map((process) => ({ pid: process.pid, command: process.command, ...censusOf(process) })),
    },
    facts: ofInterest(largestFirst).slice(0, MAX_FACTS).flatMap(factsOf),
    coverage: lines.coverage(),
    notes: refused === 0 ? [] : [cappedNote(refused)],
    empty: processes.length === 0,
  }
}

function sizeOf({ counts }: Process): number {
  return counts.descriptors + counts.mappedFiles
}

function ofInterest(processes: readonly Process[]): readonly Process[] {
  const javas = processes.filter(({ command }) => command.startsWith('java'))
  return javas.length > 0 ? javas : processes.slice(0, 1)
}

function censusOf({ counts, groups }: Process): FactTypes['lsof.census'] {
  const kinds = [...groups].map(([kind, count]) => ({ kind, count }))
  kinds.sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1))
  return { ...counts, groups: kinds.slice(0, MAX_GROUPS) }
}

function factsOf(process: Process): AnyFact[] {
  const about = { span: process.span, process: { pid: process.pid } }
  const census: AnyFact = { type: 'lsof.census', value: censusOf(process), ...about }
  if (!process.isWhole) return [census]
  const groups = censusOf(process)
    .groups.filter(({ kind }) => !kind.startsWith('mapped '))
    .map(({ kind, count }) => ({ name: kind, count }))
  return [census, { type: 'fds.count', value: { open: process.counts.descriptors, groups }, ...about }]
}

function cappedNote(refused: number): Note {
  return {
    code: 'lsof/capped',
    severity: 'warning',
    message: `${refused} rows belong to processes beyond the first ${MAX_PROCESSES} and are not counted.`,
  }
}
