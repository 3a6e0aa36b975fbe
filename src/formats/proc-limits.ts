// /proc/PID/limits, and `prlimit --pid PID`, which prints the same limits by their short names.
//
// Source: fs/proc/base.c, lnames[] and proc_pid_limits (the same since Linux 2.6.24); util-linux sys-utils/prlimit.c.
// Lost on the way: nothing names the process; sizes are bytes in both.

import { eachLine, lineText } from '../source/block.ts'
import { FactLedger } from '../source/fact-ledger.ts'
import { type Head, shareOfLines } from '../source/head.ts'
import { LineCount } from '../source/line-count.ts'
import type { Format, Reader, ReadingContext } from './format.ts'

/** The kernel's wording → the limit's name in setrlimit(2). */
const RESOURCES: Readonly<Record<string, string>> = {
  'cpu time': 'CPU',
  'file size': 'FSIZE',
  'data size': 'DATA',
  'stack size': 'STACK',
  'core file size': 'CORE',
  'resident set': 'RSS',
  processes: 'NPROC',
  'open files': 'NOFILE',
  'locked memory': 'MEMLOCK',
  'address space': 'AS',
  'file locks': 'LOCKS',
  'pending signals': 'SIGPENDING',
  'msgqueue size': 'MSGQUEUE',
  'nice priority': 'NICE',
  'realtime priority': 'RTPRIO',
  'realtime timeout': 'RTTIME',
}

/** The limits that can end a JVM. */
const LETHAL = new Set(['AS', 'DATA', 'STACK', 'NPROC', 'NOFILE', 'MEMLOCK'])

const KERNEL_ROW = new RegExp(
  `^\\s*Max (${Object.keys(RESOURCES).join('|')})\\s+(\\d+|unlimited)\\s+(\\d+|unlimited)\\b`,
)
const PRLIMIT_ROW = new RegExp(
  `^\\s*(${Object.values(RESOURCES).join('|')})\\s+[a-z].*?\\s(\\d+|unlimited)\\s+(\\d+|unlimited)\\b`,
)
const HEADING = /^\s*(Limit\s+Soft Limit\s+Hard Limit|RESOURCE\s+DESCRIPTION\s)/

export const procLimits: Format = {
  id: 'proc-limits',
  title: 'Limits of a process (/proc/PID/limits, prlimit)',
  needles: ['Max open files ', 'Max address space '],
  detect,
  load: async () => ({ open }),
}

function detect(head: Head): number {
  const share = shareOfLines(head, (line) => HEADING.test(line) || limitIn(line) !== undefined)
  return share.matches < 3 ? 0 : share.share
}

interface Limit {
  readonly resource: string
  /** null is unlimited. */
  readonly soft: number | null
  readonly hard: number | null
}

function open({ uri }: ReadingContext): Reader {
  const lines = new LineCount()
  const facts = new FactLedger(uri)
  const limits: Record<string, Omit<Limit, 'resource'>> = {}
  return {
    block(block) {
      eachLine(block, (cursor) => {
        const text = lineText(cursor)
        const limit = limitIn(text)
        if (limit === undefined) {
          if (HEADING.test(text)) lines.recognized++
          else lines.addUnknown(cursor)
          return
        }
        lines.recognized++
        limits[limit.resource] = { soft: limit.soft, hard: limit.hard }
        if (LETHAL.has(limit.resource)) facts.say('limit.rlimit', limit, cursor)
      })
    },
    end: () => ({
      value: { limits },
      facts: facts.facts,
      coverage: lines.coverage(),
      notes: facts.notes('proc-limits'),
      empty: lines.recognized === 0,
    }),
  }
}

function limitIn(text: string): Limit | undefined {
  const kernel = KERNEL_ROW.exec(text)
  if (kernel) return limit(RESOURCES[kernel[1] as string] as string, kernel[2], kernel[3])
  const prlimit = PRLIMIT_ROW.exec(text)
  return prlimit ? limit(prlimit[1] as string, prlimit[2], prlimit[3]) : undefined
}

function limit(resource: string, soft: string | undefined, hard: string | undefined): Limit {
  return { resource, soft: boundOf(soft), hard: boundOf(hard) }
}

function boundOf(text: string | undefined): number | null {
  return text === undefined || text === 'unlimited' ? null : Number(text)
}
