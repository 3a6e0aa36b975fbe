// Tables of how often each call was made.
//
//   % time     seconds  usecs/call     calls    errors syscall
//   ------ ----------- ----------- --------- --------- ----------------
//    45.21    0.123456          12     31579         3 mprotect
//   100.00    0.234567                 33333         3 total

export interface CallCount {
  readonly call: string
  readonly count: number
  readonly errors?: number
}

const HEADINGS = /^% time +seconds +usecs\/call +calls +errors +syscall$/
const RULE = /^-{4,}(?: -{4,})+$/
const ROW = /^ *\d+\.\d\d +\d+\.\d+ +(?:\d+ +)?(\d+) +(?:(\d+) +)?([a-z_][a-z0-9_]*)$/
const TOTAL = /^ *100\.00 .* total$/
const BARE = /^\s*([a-z_][a-z0-9_]*)[\s:=,]+(\d+)\s*$|^\s*(\d+)\s+([a-z_][a-z0-9_]*)\s*$/
/** Words that are system calls and little else: a table of bare counts must hold one. */
const MEMORY_CALLS = new Set(['mmap', 'munmap', 'mprotect', 'mremap', 'brk', 'madvise', 'openat', 'ftruncate'])
const OTHER_CALLS = new Set([
  'open',
  'close',
  'unlink',
  'rename',
  'read',
  'write',
  'futex',
  'clone',
  'clone3',
  'truncate',
])

export function isSummaryLine(text: string): boolean {
  return HEADINGS.test(text) || RULE.test(text) || ROW.test(text) || TOTAL.test(text)
}

/** A row of strace -c; undefined for its frame. */
export function summaryRowIn(text: string): CallCount | undefined {
  const match = TOTAL.test(text) ? null : ROW.exec(text)
  if (match === null) return undefined
  const errors = match[2] === undefined ? {} : { errors: Number(match[2]) }
  return { call: match[3] as string, count: Number(match[1]), ...errors }
}

/** `mprotect 31579`, or the other way round as `uniq -c` prints it. */
export function bareCountIn(text: string): CallCount | undefined {
  const match = BARE.exec(text)
  const call = match?.[1] ?? match?.[4] ?? ''
  if (!MEMORY_CALLS.has(call) && !OTHER_CALLS.has(call)) return undefined
  return { call, count: Number(match?.[2] ?? match?.[3]) }
}
