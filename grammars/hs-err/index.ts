// A crash log (hs_err_pid*.log), its banner on a console, `jcmd PID VM.info`, or any part of one: text in, value out.

import { type Line, linesOf, readDocument, type Section } from './document.ts'
import { Draft, IGNORED, RECOGNIZED, type SectionReader, UNKNOWN } from './draft.ts'
import type { HsErr } from './hs-err.ts'
import * as argument from './sections/arguments.ts'
import { readBanner } from './sections/banner.ts'
import { readEvents } from './sections/events.ts'
import * as library from './sections/libraries.ts'
import * as memory from './sections/memory.ts'
import * as process from './sections/process.ts'
import * as summary from './sections/summary.ts'
import * as system from './sections/system.ts'
import * as thread from './sections/thread.ts'
import { readTrouble } from './sections/trouble.ts'
import { MISSING_ROWS } from './tokens.ts'

export { IGNORED, RECOGNIZED, UNKNOWN } from './draft.ts'
export type { HsErr, LocatedFrame, ThreadList } from './hs-err.ts'
export { MAP_ROWS, MISSING_ROWS } from './tokens.ts'

export interface HsErrReading {
  readonly log: HsErr
  /** By row: RECOGNIZED, IGNORED or UNKNOWN. */
  readonly marks: Uint8Array
}

/** Sections of which nothing is read but that they were there are not named here. */
const READERS: Readonly<Record<string, SectionReader>> = {
  'jcmd-pid': summary.readJcmdPid,
  'command-line': summary.readCommandLine,
  host: summary.readHost,
  time: summary.readTime,
  timezone: summary.readTimezone,
  'elapsed-time': summary.readElapsedTime,
  'current-thread': thread.readCurrentThread,
  'compile-task': thread.readCompileTask,
  'stack-bounds': thread.readStackBounds,
  'native-frames': thread.readNativeFrames,
  'java-frames': thread.readJavaFrames,
  'last-pc': thread.readNativeFrames,
  siginfo: thread.readSignal,
  'vm-operation': thread.readVmOperation,
  'thread-list': process.readThreadList,
  'java-threads': process.readJavaThreads,
  'other-threads': process.readOtherThreads,
  'vm-state': process.readVmState,
  'exception-counts': process.readExceptionCounts,
  'compressed-oops': process.readCompressedOops,
  heap: memory.readHeap,
  metaspace: memory.readMetaspace,
  'code-cache': memory.readCodeCache,
  'native-memory': memory.readNativeMemory,
  events: readEvents,
  libraries: library.readLibraries,
  'mapping-count': library.readMappingCount,
  arguments: argument.readArguments,
  'global-flags': argument.readGlobalFlags,
  agents: argument.readAgents,
  environment: argument.readEnvironment,
  'signal-handlers': argument.readSignalHandlers,
  os: system.readOs,
  uname: system.readUname,
  libc: system.readLibc,
  limits: system.readLimits,
  meminfo: system.readMeminfo,
  'process-memory': system.readProcessMemory,
  'kernel-setting': system.readKernelSetting,
  container: system.readContainer,
  virtualization: system.readVirtualization,
  cpu: system.readCpu,
  memory: system.readPhysicalMemory,
  'vm-info': system.readVmInfo,
}

/** Reads the lines of one log, without their ends; never throws, whatever the text. */
export function readHsErr(texts: readonly string[]): HsErrReading {
  const draft = new Draft(texts.length)
  for (const section of readDocument(texts)) readSection(section, texts, draft)
  return { log: draft.log, marks: draft.marks }
}

function readSection(section: Section, texts: readonly string[], draft: Draft): void {
  const { id } = section
  if (id === 'banner') readBanner(linesOf(section, texts), draft)
  else if (id === 'in-band-error') for (const line of linesOf(section, texts)) readTrouble(line, draft)
  else if (id === 'stray') for (const line of linesOf(section, texts)) readStray(line, draft)
  else readTitled(section, texts, draft)
  ignoreBlank(section, texts, draft)
}

function ignoreBlank({ runs }: Section, texts: readonly string[], { marks }: Draft): void {
  for (const { first, end } of runs) {
    for (let row = first; row < end; row++) {
      if (marks[row] === UNKNOWN && (texts[row] as string).trim() === '') marks[row] = IGNORED
    }
  }
}

/** Behind its end a log may carry what a person or the next program wrote. */
function readStray(line: Line, draft: Draft): void {
  if (thread.readLooseFrame(line, draft) || line.text.trim() === '' || !hasEnded(draft)) return
  draft.ignore(line)
  draft.log.afterEnd ??= { row: line.row }
}

/** JDK 7 and 8 print no `END.`: the elapsed time behind vm_info is their last line. */
function hasEnded({ log }: Draft): boolean {
  if (log.end !== undefined) return true
  return log.vmInfo !== undefined && log.elapsed !== undefined && log.elapsed.row > log.vmInfo.row
}

function readTitled(section: Section, texts: readonly string[], draft: Draft): void {
  const { id, opaque, runs } = section
  const { log, marks } = draft
  const row = runs[0]?.first ?? 0
  marks[row] = RECOGNIZED
  if (texts[row] === MISSING_ROWS) log.missing ??= { row }
  if (id === 'end') log.end ??= { row }
  if (id !== 'rule' && id !== 'end' && log.sections.at(-1) !== id) log.sections.push(id)
  if (log.librariesTitle !== undefined && id !== 'libraries') log.librariesEnded = true
  const reader = READERS[id]
  if (reader !== undefined) reader(linesOf(section, texts), draft)
  if (reader === undefined || opaque) for (const run of runs) draft.ignoreUnread(run)
}
