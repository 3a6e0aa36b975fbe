// The process: its threads, its state, the errors it has thrown.

import type { Line } from '../document.ts'
import type { Draft, SectionReader } from '../draft.ts'
import type { ThreadList } from '../hs-err.ts'
import { readThread } from '../lines/thread.ts'

const MAX_GROUPS = 5000
/** Where it was pasted the indentation may be lost. */
const THREAD_ROW = /^(?:=>| {0,2})0x[0-9a-f]+ \S|^=>0x/

/** `_java_thread_list=0x00007f5ff83c0710, length=16, elements={` and lines of addresses. */
export const readThreadList: SectionReader = (lines, draft) => {
  for (const line of lines) {
    const match = /^_java_thread_list=0x[0-9a-f]+, length=(\d+)/.exec(line.text)
    if (match !== null) draft.log.threadListLength ??= { row: line.row, count: Number(match[1]) }
    if (
      match !== null ||
      /^(?:0x[0-9a-f]+(?:, *|$))+|^}|^_to_delete_list|^next-> |^ *_(?:java_thread_list|nested)|^$/.test(line.text)
    )
      draft.recognize(line)
  }
}

export const readJavaThreads: SectionReader = (lines, draft) => {
  const list = readThreadRows(lines, draft)
  if (list !== undefined) draft.log.javaThreads ??= list
}

export const readOtherThreads: SectionReader = (lines, draft) => {
  const list = readThreadRows(lines, draft)
  if (list !== undefined) draft.log.otherThreads ??= list
}

/** `Total: N` is printed since JDK 21, and in the lists of compiling threads too. */
function readThreadRows(lines: readonly Line[], draft: Draft): ThreadList | undefined {
  const groups = new Map<string, number>()
  let count = 0
  let total: number | undefined
  for (const line of lines.slice(1)) {
    const printed = /^Total: (\d+)/.exec(line.text)
    if (printed) {
      total = Number(printed[1])
      draft.recognize(line)
    }
    if (!THREAD_ROW.test(line.text)) continue
    draft.recognize(line)
    count++
    const thread = readThread(withoutPlace(line.text))
    const name = withoutNumbers(thread?.name ?? thread?.type ?? '?')
    if (groups.has(name) || groups.size < MAX_GROUPS) groups.set(name, (groups.get(name) ?? 0) + 1)
  }
  const row = lines[0]?.row ?? 0
  const ended = lines.some(({ text }, index) => index > 0 && text.trim() === '')
  return { row, count: Math.max(count, total ?? 0), groups: Object.fromEntries(groups), complete: ended }
}

/**
 * A row up to its thread's name, without the addresses and ids that differ from log to log; the name ends at the last quote.
 *
 *   0x00007f5ff80132d0 JavaThread "main" [_thread_blocked, id=21839, stack(0x00007f5ffe500000,0x00007f5ffe600000)]
 *                      ^from            ^to
 */
function withoutPlace(row: string): string {
  const from = row.indexOf(' ', row.indexOf('0x')) + 1
  const quote = row.lastIndexOf('"')
  const to = quote < 0 ? row.indexOf(' [', from) : quote + 1
  return to < from ? row : row.slice(from, to)
}

/** `kafka-request-handler-7` is one of many; the 2 of `C2 CompilerThread0` is a part of its name. */
function withoutNumbers(name: string): string {
  return name.replace(/(?<![A-Z])\d+/g, '#')
}

/** `VM state:not at safepoint (not fully initialized)` */
export const readVmState: SectionReader = ([line], { log }) => {
  const match = /^VM state: ?(synchronizing|not at safepoint|at safepoint) \(([^)]*)\)/.exec(line?.text ?? '')
  if (line === undefined || match === null) return
  log.vmState ??= { row: line.row, state: match[1] as string, lifecycle: match[2] as string }
}

const COUNTS: Readonly<Record<string, string>> = {
  'OutOfMemoryError java_heap_errors': 'javaHeap',
  'OutOfMemoryError metaspace_errors': 'metaspace',
  'OutOfMemoryError class_metaspace_errors': 'classMetaspace',
  StackOverflowErrors: 'stackOverflow',
  LinkageErrors: 'linkage',
}

export const readExceptionCounts: SectionReader = (lines, draft) => {
  const counts: Record<string, number> = {}
  for (const line of lines.slice(1)) {
    const match = /^([\w ]+)=(\d+)/.exec(line.text)
    const name = COUNTS[match?.[1] ?? '']
    if (name === undefined) continue
    counts[name] = Number(match?.[2])
    draft.recognize(line)
  }
  draft.log.exceptionCounts ??= { row: lines[1]?.row ?? lines[0]?.row ?? 0, ...counts }
}

/** `Heap address: 0x00000000c0000000, size: 1024 MB, Compressed Oops mode: Zero based, Oop shift amount: 3` */
export const readCompressedOops: SectionReader = ([line], { log }) => {
  const match = /^[Hh]eap address: (0x[0-9a-f]+), size: (\d+) MB(?:, (?:Compressed Oops mode: )?([^,]+))?/.exec(
    line?.text ?? '',
  )
  if (line === undefined || match === null) return
  const [, heapAddress, size, mode = 'unknown'] = match as unknown as [string, string, string, string | undefined]
  log.compressedOops ??= { row: line.row, heapAddress, sizeMb: Number(size), mode }
}
