// The machine: system, limits, memory, container.

import type { SectionReader } from '../draft.ts'
import { afterColon, kilobytes } from '../draft.ts'
import type { ProcessMemory } from '../hs-err.ts'

/** The name stands behind the colon, or below it together with the rest of a release file. */
export const readOs: SectionReader = (lines, draft) => {
  draft.recognizeAll(lines)
  const text = lines
    .map((line, index) => (index === 0 ? afterColon(line.text) : line.text))
    .join('\n')
    .trim()
  const first = lines[0]
  if (first !== undefined && text !== '') draft.log.os ??= { row: first.row, text }
  const glued = /Bsduname: ?(.*)/.exec(first?.text ?? '')
  if (first !== undefined && glued) draft.log.uname ??= { row: first.row, text: glued[1] as string }
}

/** Solaris says more on a second line. */
export const readUname: SectionReader = ([line, ...rest], draft) => {
  if (line !== undefined) draft.log.uname ??= { row: line.row, text: afterColon(line.text) }
  for (const more of rest) if (more.text.startsWith(' ')) draft.recognize(more)
}

export const readLibc: SectionReader = ([line], { log }) => {
  if (line !== undefined) log.libc ??= { row: line.row, text: afterColon(line.text) }
}

/** Sizes in bytes. `rlimit: STACK 8192k, CORE infinity, …` is soft only; `rlimit (soft/hard): STACK 8192k/infinity , …` */
export const readLimits: SectionReader = ([line], { log }) => {
  if (line === undefined) return
  const list = line.text.slice(line.text.indexOf(':') + 1)
  for (const [, resource, soft, hard] of list.matchAll(/\b([A-Z]+) (infinity|\d+k?)(?:\/(infinity|\d+k?))?/g)) {
    log.limits.push({
      row: line.row,
      resource: resource as string,
      soft: limitOf(soft as string),
      ...(hard !== undefined && { hard: limitOf(hard) }),
    })
  }
}

function limitOf(figure: string): number | null {
  if (figure === 'infinity') return null
  return figure.endsWith('k') ? kilobytes(figure) * 1024 : Number(figure)
}

const MEMINFO_ROW = /^[\w()]+:\s*\d+(?: kB)?\s*$/

export const readMeminfo: SectionReader = (lines, draft) => {
  const kb: Record<string, number> = {}
  let free: number | undefined
  let available: number | undefined
  for (const line of lines.slice(1)) {
    if (!MEMINFO_ROW.test(line.text)) continue
    draft.recognize(line)
    const colon = line.text.indexOf(':')
    const name = line.text.slice(0, colon)
    kb[name] = Number.parseInt(line.text.slice(colon + 1), 10)
    if (name === 'MemFree') free = line.row
    if (name === 'MemAvailable') available = line.row
  }
  draft.log.meminfo ??= { row: available ?? free ?? lines[0]?.row ?? 0, kb }
}

const PROCESS_MEMORY: readonly (readonly [keyof ProcessMemory & `${string}Kb`, RegExp])[] = [
  ['virtualKb', /^Virtual Size: (\d+)K/],
  ['virtualPeakKb', /^Virtual Size: .*peak: (\d+)K/],
  ['rssKb', /^Resident Set Size: (\d+)K/],
  ['rssPeakKb', /^Resident Set Size: .*peak: (\d+)K/],
  ['rssAnonKb', /^Resident Set Size: .*anon: (\d+)K/],
  ['swapKb', /^Swapped out: (\d+)K/],
  ['cHeapOutstandingKb', /^C-Heap outstanding allocations: (\d+)K/],
  ['cHeapRetainedKb', /^C-Heap .*retained: (\d+)K/],
]

export const readProcessMemory: SectionReader = (lines, draft) => {
  const values: Record<string, number | string> = {}
  for (const line of lines.slice(1)) {
    draft.recognize(line)
    for (const [name, pattern] of PROCESS_MEMORY) {
      const match = pattern.exec(line.text)
      if (match !== null) values[name] = Number(match[1])
    }
    if (line.text.startsWith('glibc malloc tunables:')) values.mallocTunables = afterColon(line.text)
  }
  draft.log.processMemory ??= { row: (lines[1] ?? lines[0])?.row ?? 0, ...values }
}

/** The value stands on the next line up to JDK 16, behind the colon since. */
export const readKernelSetting: SectionReader = (lines, draft) => {
  draft.recognizeAll(lines)
  const text = lines.map((line) => line.text).join(' ')
  const match = /^\/proc\/sys\/(\S+).*: *(\d+)/.exec(text)
  const line = lines[/:\s*\d+\s*$/.test(lines[0]?.text ?? '') ? 0 : 1] ?? lines[0]
  if (match === null || line === undefined) return
  draft.log.kernelSettings.push({
    row: line.row,
    key: (match[1] as string).replaceAll('/', '.').replace(/:$/, ''),
    value: Number(match[2]),
  })
}

export const readContainer: SectionReader = (lines, draft) => {
  const values: Record<string, string> = {}
  let row = lines[0]?.row ?? 0
  for (const line of lines) {
    draft.recognize(line)
    if (line.text.startsWith('memory_limit_in_bytes:')) row = line.row
    const colon = line.text.indexOf(': ')
    if (colon > 0) values[line.text.slice(0, colon)] = line.text.slice(colon + 2).trim()
  }
  if (Object.keys(values).length > 0) draft.log.container ??= { row, values }
}

export const readVirtualization: SectionReader = ([line], { log }) => {
  if (line !== undefined) log.virtualization ??= { row: line.row, text: line.text.trim() }
}

export const readCpu: SectionReader = (lines, draft) => {
  draft.recognizeAll(lines)
  const [line] = lines
  if (line !== undefined) draft.log.cpu ??= { row: line.row, text: afterColon(line.text) }
}

/**
 *   Memory: 4k page, physical 24684084k(16843840k free), swap 0k(0k free)
 *   Memory: 4k page, system-wide physical 16383M (5994M free)                  Windows, JDK 11+, and on lines below:
 *   TotalPageFile size 18815M (AvailPageFile size 5M)
 *   current process WorkingSet (physical memory assigned to process): 85M, peak: 85M
 *   current process commit charge ("private bytes"): 324M, peak: 325M
 */
export const readPhysicalMemory: SectionReader = (lines, draft) => {
  draft.recognizeAll(lines)
  const text = lines.map((line) => line.text).join('\n')
  const pair = (pattern: RegExp, total: string, free: string) => {
    const match = pattern.exec(text)
    return match === null
      ? {}
      : { [total]: kilobytes(match[1] as string), ...(match[2] && { [free]: kilobytes(match[2]) }) }
  }
  draft.log.physicalMemory ??= {
    row: lines[0]?.row ?? 0,
    pageKb: Number(/(\d+)k page/.exec(text)?.[1] ?? 4),
    ...pair(/physical (\d+[kKMG])(?: ?\((\d+[kKMG]) free\))?/, 'totalKb', 'freeKb'),
    ...pair(/swap (\d+[kKMG])(?: ?\((\d+[kKMG]) free\))?/, 'swapTotalKb', 'swapFreeKb'),
    ...pair(
      /TotalPageFile size (\d+[KMG])(?: \(AvailPageFile size (\d+[KMG])\))?/,
      'pageFileTotalKb',
      'pageFileFreeKb',
    ),
    ...pair(/WorkingSet[^:]*: (\d+[KMG])/, 'workingSetKb', ''),
    ...pair(/commit charge[^:]*: (\d+[KMG])/, 'commitChargeKb', ''),
  }
}

export const readVmInfo: SectionReader = ([line], { log }) => {
  if (line !== undefined) log.vmInfo ??= { row: line.row, text: afterColon(line.text) }
}
