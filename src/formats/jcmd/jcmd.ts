// The short answers of `jcmd PID`: VM.flags (also -all, and -XX:+PrintFlagsFinal), VM.command_line, VM.version, GC.heap_info.
//
// Source: src/hotspot/share/services/diagnosticCommand.cpp; runtime/flags/jvmFlag.cpp.

import type { ProcessKey } from '../../model/fact.ts'
import { copyCursor, eachLine, type LineCursor, lineText } from '../../source/block.ts'
import { FactLedger } from '../../source/fact-ledger.ts'
import { firstLines, type Head, shareOfLines } from '../../source/head.ts'
import { LineCount } from '../../source/line-count.ts'
import type { Format, Reader, ReadingContext } from '../format.ts'
import { flagOf, flagRow } from './flag.ts'
import { HeapInfo } from './heap-info.ts'

export const jcmd: Format = {
  id: 'jcmd',
  title: 'Flags, command line, version or heap of a living JVM (jcmd)',
  detect,
  load: async () => ({ open }),
}

const PID = /^\s*(\d+):\s*$/
const FLAGS = /^\s*-XX:[+-]?\w+\S*(?:\s+-(?:XX:|X)\S+)*\s*$/
const COMMAND = /^\s*(jvm_args|jvm_flags|java_command|java_class_path \(initial\)|Launcher Type|VM Arguments): ?(.*)$/
const VERSION = /^\s*(.*(?:Server|Client|Minimal|Zero|Core|64-Bit|VM) VM) version (\S+)\s*$/
const JDK = /^\s*JDK \d\S*\s*$/

function detect(head: Head): number {
  const heap = new HeapInfo()
  const isAnswer = (line: string) =>
    FLAGS.test(line) || COMMAND.test(line) || VERSION.test(line) || flagRow(line) !== undefined || heap.line(line)
  if (!firstLines(head, 10).some(isAnswer)) return 0
  const answers = shareOfLines(head, isAnswer)
  const frame = shareOfLines(head, (line) => PID.test(line) || JDK.test(line) || line.trim() === '[Global flags]')
  return answers.matches > 0 && answers.share + frame.share > 0.6 ? 0.9 * Math.min(1, answers.share + frame.share) : 0
}

/** Of the several hundred flags of `-all`, those at their defaults are no news, but for the ones that size memory. */
const SIZING =
  /^(MaxHeapSize|MaxDirectMemorySize|ThreadStackSize|ReservedCodeCacheSize|MaxMetaspaceSize|DisableExplicitGC|ExplicitGCInvokesConcurrent)$/

function open({ uri }: ReadingContext): Reader {
  const lines = new LineCount()
  const facts = new FactLedger(uri)
  const heap = new HeapInfo()
  let heapPlace: LineCursor | undefined
  let process: ProcessKey | undefined
  const value: Record<string, string> = {}

  function understands(text: string, cursor: LineCursor): boolean {
    const pid = PID.exec(text)
    if (pid !== null) process = { pid: Number(pid[1]) }
    if (pid !== null || JDK.test(text) || text.trim() === '[Global flags]') return true
    const row = flagRow(text)
    if (row !== undefined) {
      if (row.origin !== 'default' || SIZING.test(row.name)) facts.say('jvm.flag', row, cursor, { process })
      return true
    }
    return takeFlags(text, cursor) || takeCommand(text, cursor) || takeVersion(text, cursor)
  }

  function takeFlags(text: string, cursor: LineCursor): boolean {
    if (!FLAGS.test(text)) return false
    sayFlags(text, cursor)
    return true
  }

  function sayFlags(options: string, cursor: LineCursor): void {
    for (const option of options.trim().split(/\s+/)) {
      const flag = flagOf(option)
      if (flag !== undefined) facts.say('jvm.flag', flag, cursor, { process })
      const agent = /^-(?:javaagent|agentpath|agentlib):([^=\s]+)(?:=(.*))?$/.exec(option)
      if (agent !== null) facts.say('jvm.agent', { path: agent[1] as string }, cursor, { process })
    }
  }

  function takeCommand(text: string, cursor: LineCursor): boolean {
    const match = COMMAND.exec(text)
    if (match === null) return false
    const [, name, rest] = match as unknown as [string, string, string]
    value[name] = rest.slice(0, 1000)
    if (name === 'jvm_args' || name === 'jvm_flags') sayFlags(rest, cursor)
    const [mainClass, ...rest2] = rest.split(' ')
    if (name === 'java_command' && mainClass) {
      facts.say('jvm.command', { mainClass, arguments: rest2.join(' ').slice(0, 1000) }, cursor, { process })
    }
    return true
  }

  function takeVersion(text: string, cursor: LineCursor): boolean {
    const match = VERSION.exec(text)
    if (match === null) return false
    const [, vm, version] = match as unknown as [string, string, string]
    const major = Number(/^(?:1\.)?(\d+)/.exec(version)?.[1])
    facts.say('jvm.version', { version, vm, ...(major > 0 && { major }) }, cursor, { process })
    return true
  }

  return {
    block(block) {
      eachLine(block, (cursor) => {
        const text = lineText(cursor)
        if (understands(text, cursor)) lines.recognized++
        else if (heap.line(text)) {
          lines.recognized++
          heapPlace ??= copyCursor(cursor)
        } else lines.addUnknown(cursor)
      })
    },
    end() {
      if (heapPlace !== undefined && heap.heap.usedBytes !== undefined)
        facts.say('memory.heap', heap.heap, heapPlace, { process })
      if (heapPlace !== undefined && heap.metaspace !== undefined)
        facts.say('memory.metaspace', heap.metaspace, heapPlace, { process })
      return {
        value: {
          ...value,
          heap: heap.heap,
          flags: facts.facts.filter(({ type }) => type === 'jvm.flag').map((fact) => fact.value),
        },
        facts: facts.facts,
        coverage: lines.coverage(),
        notes: facts.notes('jcmd'),
        empty: facts.facts.length === 0,
      }
    },
  }
}
