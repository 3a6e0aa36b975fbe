// A thread dump: `jcmd PID Thread.print`, `jstack PID`, or what kill -3 prints on the console.
//
// Source: src/hotspot/share/runtime/threads.cpp (print_on) and javaThread.cpp. Java threads have `#N` behind the name
// (since JDK 8; `#N [TID]` since 21) or are followed by a java.lang.Thread.State line; the others are the VM's own.
// Lost on the way: virtual threads without a carrier, threads of native libraries that never attached.

import type { AnyFact } from '../../model/fact.ts'
import type { Instant } from '../../model/instant.ts'
import type { Span } from '../../model/span.ts'
import { eachLine, lineText } from '../../source/block.ts'
import { spanOf, spanThrough } from '../../source/excerpt.ts'
import { FirstAndLast } from '../../source/first-and-last.ts'
import type { Head } from '../../source/head.ts'
import { shareOfLines } from '../../source/head.ts'
import { LineCount } from '../../source/line-count.ts'
import { stampIn } from '../../source/stamp.ts'
import type { Format, Reader, ReadingContext } from '../format.ts'

export const threadDump: Format = {
  id: 'thread-dump',
  title: 'Thread dump (jcmd Thread.print, jstack, kill -3)',
  needles: ['Full thread dump '],
  detect,
  load: async () => ({ open }),
}

const TITLE = /^\s*Full thread dump (.*?):?\s*$/
/** `"kafka-network-thread-1" #45 [26848] daemon prio=5 os_prio=0 cpu=1ms elapsed=3s tid=0x… nid=0x… runnable  [0x…]` */
const THREAD =
  /^"(.*)" (?:(#\d+)(?: \[\d+\])? )?(?:daemon )?(?:\[[^\]]*\] )?(?:prio=\d+ )?(?:os_prio=-?\d+ )?.*\btid=0x[0-9a-f]+ nid=\S+/
const INSIDE =
  /^\s+(?:at |- (?:locked|waiting|parking|eliminated)|java\.lang\.Thread\.State: |No compile task|Locked ownable|- None|- <0x|Compiling:|Carrying virtual)|^(?:Threads class SMR info:|_java_thread_list=|_to_delete_list|0x[0-9a-f]{8,}[,\s]|}|JNI global ref|Found \d+ deadlock|Found one Java-level deadlock|={5,}|\d+:\s*$|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\s*$)/

function detect(head: Head): number {
  const { share } = shareOfLines(head, (line) => TITLE.test(line) || THREAD.test(line) || INSIDE.test(line))
  return head.lines.some((line) => TITLE.test(line)) ? 0.95 * share : 0
}

interface Dump {
  span: Span
  readonly jvm: string
  readonly at?: Instant | undefined
  readonly pid: number | undefined
  java: number
  total: number
  isDeadlocked: boolean
  readonly groups: Map<string, number>
}

const KEPT_DUMPS = 20
const MAX_GROUPS = 10_000
const MOST_GROUPS = 20

function open({ uri }: ReadingContext): Reader {
  const lines = new LineCount()
  const dumps = new FirstAndLast<Dump>(KEPT_DUMPS)
  let dump: Dump | undefined
  let at: Instant | undefined
  let pid: number | undefined
  return {
    block(block) {
      eachLine(block, (cursor) => {
        const text = lineText(cursor)
        const title = TITLE.exec(text)
        const thread = title === null ? THREAD.exec(text) : null
        if (title === null && thread === null && !INSIDE.test(text)) return lines.addUnknown(cursor)
        lines.recognized++
        if (title !== null) {
          dump = {
            span: spanOf(uri, cursor),
            jvm: title[1] as string,
            at,
            pid,
            java: 0,
            total: 0,
            isDeadlocked: false,
            groups: new Map(),
          }
          dumps.add(dump)
        } else if (thread !== null && dump !== undefined) {
          count(dump, thread)
          dump.span = spanThrough(dump.span, cursor)
        } else if (/^Found (?:one|\d+)/.test(text) && dump !== undefined) dump.isDeadlocked = true
        else if (/^\d{4}-/.test(text)) at = stampIn(text)
        else if (/^\d+:\s*$/.test(text)) pid = Number.parseInt(text, 10)
      })
    },
    end: () => ({
      value: { dumps: dumps.kept.map(summaryOf), count: dumps.seen },
      facts: dumps.kept.filter(({ total }) => total > 0).map(factOf),
      coverage: lines.coverage(),
      notes: dumps.notes('thread-dump', 'dumps'),
      empty: dumps.seen === 0,
    }),
  }
}

function count(dump: Dump, [, name, number]: RegExpExecArray): void {
  dump.total++
  if (number !== undefined) dump.java++
  const group = (name as string).replace(/\d+/g, 'N').slice(0, 120)
  if (dump.groups.size < MAX_GROUPS || dump.groups.has(group)) dump.groups.set(group, (dump.groups.get(group) ?? 0) + 1)
}

function groupsOf({ groups }: Dump): { name: string; count: number }[] {
  const all = [...groups].map(([name, size]) => ({ name, count: size }))
  return all.sort((a, b) => b.count - a.count || a.name.localeCompare(b.name)).slice(0, MOST_GROUPS)
}

function summaryOf(dump: Dump): object {
  const { jvm, java, total, isDeadlocked } = dump
  return { jvm, java, total, isDeadlocked, groups: groupsOf(dump) }
}

function factOf(dump: Dump): AnyFact {
  const { java, total, span, at, pid } = dump
  return {
    type: 'threads.count',
    value: { ...(java > 0 && { java }), total, moment: 'snapshot', groups: groupsOf(dump) },
    span,
    ...(at && { at }),
    ...(pid !== undefined && { process: { pid } }),
  }
}
