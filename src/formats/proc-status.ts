// /proc/PID/status: memory and threads of one process.
//
// Source: fs/proc/array.c and task_mmu.c (task_mem); proc_pid_status(5). Memory is in KiB. RssAnon, RssFile and RssShmem
// since Linux 4.5, VmSwap since 2.6.34. VmData counts private writable mappings, the stack's apart: Java heap, malloc
// arenas and thread stacks are in it, file mappings are not.
// Lost on the way: the time of the reading.

import type { AnyFact } from '../model/fact.ts'
import type { FactTypes } from '../model/fact-types.ts'
import { eachLine, lineText } from '../source/block.ts'
import { type Head, shareOfLines } from '../source/head.ts'
import { LineCount } from '../source/line-count.ts'
import { type Snapshot, Snapshots } from '../source/snapshots.ts'
import type { Format, Reader, ReadingContext } from './format.ts'

type ProcessMemory = FactTypes['memory.process']

const MEMORY: Readonly<Record<string, Exclude<keyof ProcessMemory, 'moment' | 'mallocTunables'>>> = {
  VmPeak: 'virtualPeakKb',
  VmSize: 'virtualKb',
  VmHWM: 'rssPeakKb',
  VmRSS: 'rssKb',
  RssAnon: 'rssAnonKb',
  VmData: 'dataKb',
  VmSwap: 'swapKb',
  Threads: 'threads',
}

/** The rows of kernels 2.6 to 6.18. */
const KNOWN_ROW =
  /^\s*(Name|Umask|State|Tgid|Ngid|Pid|PPid|TracerPid|Uid|Gid|FDSize|Groups|NS\w+|Kthread|Vm\w+|Rss\w+|HugetlbPages|CoreDumping|THP_enabled|untag_mask|Threads|SigQ|(?:Sig|Shd)(?:Pnd|Blk|Ign|Cgt)|Cap\w+|NoNewPrivs|Seccomp\w*|Specul\w+|Cpus_allowed\w*|Mems_allowed\w*|(?:non)?voluntary_ctxt_switches|x86_Thread_features\w*):(?:\s|$)/
const ROW = /^\s*(\w+):\s*(.*?)\s*$/

export const procStatus: Format = {
  id: 'proc-status',
  title: 'State of a process (/proc/PID/status)',
  needles: ['VmRSS:\t', 'VmRSS: '],
  detect,
  load: async () => ({ open }),
}

function detect(head: Head): number {
  const { matches, share } = shareOfLines(head, (line) => KNOWN_ROW.test(line))
  const isStatus = /^[ \t]*(VmRSS|VmSize|VmData|VmPeak|Threads):\s/m.test(head.text)
  return matches >= 2 && isStatus ? share : 0
}

function open({ uri }: ReadingContext): Reader {
  const lines = new LineCount()
  const snapshots = new Snapshots(uri)
  return {
    block(block) {
      eachLine(block, (cursor) => {
        const text = lineText(cursor)
        if (!KNOWN_ROW.test(text)) return lines.addUnknown(cursor)
        lines.recognized++
        const [, name, value] = ROW.exec(text) as unknown as [string, string, string]
        snapshots.add(cursor, name, value)
      })
    },
    end: () => ({
      value: { snapshots: snapshots.kept.map(({ rows }) => rows), count: snapshots.seen },
      facts: snapshots.kept.flatMap(factsOf),
      coverage: lines.coverage(),
      notes: snapshots.notes('proc-status'),
      empty: !snapshots.kept.some((snapshot) => factsOf(snapshot).length > 0),
    }),
  }
}

function factsOf({ rows, span }: Snapshot): AnyFact[] {
  const pid = Number(rows.Tgid ?? rows.Pid)
  const about = Number.isInteger(pid) && pid > 0 ? { span, process: { pid } } : { span }
  const facts: AnyFact[] = []
  const memory: { -readonly [K in keyof ProcessMemory]: ProcessMemory[K] } = { moment: 'snapshot' }
  for (const [name, field] of Object.entries(MEMORY)) {
    const value = Number.parseInt(rows[name] ?? '', 10)
    if (!Number.isNaN(value)) memory[field] = value
  }
  if (memory.rssKb !== undefined || memory.virtualKb !== undefined || memory.dataKb !== undefined) {
    facts.push({ type: 'memory.process', value: memory, ...about })
  }
  if (memory.threads !== undefined) {
    facts.push({ type: 'threads.count', value: { total: memory.threads, moment: 'snapshot' }, ...about })
  }
  return facts
}
