// The thread that died, and where it stood.

import type { Line } from '../document.ts'
import type { Draft, SectionReader } from '../draft.ts'
import type { LocatedFrame } from '../hs-err.ts'
import { readFrame } from '../lines/frame.ts'
import { readSigInfo } from '../lines/siginfo.ts'
import * as threads from '../lines/thread.ts'

const MAX_FRAMES = 100
const FRAME = /^[CVJjvA] /
/** StackPrintLimit; a second attempt without source lines; the heading of the frame that Windows puts last. */
const ABOUT_FRAMES =
  /^\.\.\.<(?:more|less)|^Retrying call stack printing|^\(no stack|^<truncated|^JavaThread |^\[error|^--+$/

export const readCurrentThread: SectionReader = ([line], { log }) => {
  if (line === undefined) return
  const thread = threads.readCurrentThread(line.text)
  if (thread !== undefined) log.currentThread ??= { row: line.row, ...thread }
}

/** `C2:  13366  502   !   4       java.util.regex.Matcher::search (154 bytes)` */
export const readCompileTask: SectionReader = (lines, draft) => {
  for (const line of lines.slice(1)) {
    const match = /^(C[12]|JVMCI): *\d+ +\d+ [ %sbn!]*(\d)? +(\S+::\S+|\S+)/.exec(line.text)
    if (match === null) continue
    draft.recognize(line)
    const [, compiler, level, method] = match as unknown as [string, string, string | undefined, string]
    draft.log.compileTask ??= {
      row: line.row,
      text: line.text,
      compiler,
      method,
      ...(level && { level: Number(level) }),
    }
  }
}

/** `Stack: [0x00007fba7d500000,0x00007fba7d600000],  sp=0x00007fba7d5fe730,  free space=1017k` */
export const readStackBounds: SectionReader = ([line], { log }) => {
  const match =
    /^Stack: \[(0x[0-9a-f]+),(0x[0-9a-f]+)\](?:, *sp=(0x[0-9a-f]+))?(?:, *free space=(\d+)k| (\*\*OUTSIDE STACK\*\*))?/.exec(
      line?.text ?? '',
    )
  if (line === undefined || match === null) return
  const [, low, high, sp, freeKb, outside] = match as unknown as [string, string, string, ...(string | undefined)[]]
  log.stackBounds ??= {
    row: line.row,
    low,
    high,
    ...(sp && { sp }),
    ...(freeKb && { freeKb: Number(freeKb) }),
    ...(outside && { outside: true }),
  }
}

export const readNativeFrames: SectionReader = (lines, draft) => readFrames(lines, draft.log.nativeFrames, draft)

export const readJavaFrames: SectionReader = (lines, draft) => readFrames(lines, draft.log.javaFrames, draft)

/** Frames that stand under no title: all that was pasted into an issue. */
export function readLooseFrame(line: Line, draft: Draft): boolean {
  if (!FRAME.test(line.text)) return false
  const frames: LocatedFrame[] = []
  readFrames([line], frames, draft)
  draft.log.nativeFrames.push(...frames)
  return frames.length > 0
}

function readFrames(lines: readonly Line[], frames: LocatedFrame[], draft: Draft): void {
  for (const line of lines) {
    if (!FRAME.test(line.text)) {
      if (ABOUT_FRAMES.test(line.text)) draft.ignore(line)
      continue
    }
    const frame = readFrame(line.text)
    if (frame === undefined) continue
    draft.recognize(line)
    if (frames.length < MAX_FRAMES) frames.push({ frame, row: line.row, text: line.text.trimEnd() })
  }
}

export const readSignal: SectionReader = ([line], { log }) => {
  const signal = line && readSigInfo(line.text.trimEnd())
  if (signal !== undefined) log.signal ??= { row: (line as Line).row, ...signal }
}

/** `VM_Operation (0x00007fde21f1e650): G1CollectForAllocation, mode: safepoint, requested by thread 0x00007fde1c0192d0` */
export const readVmOperation: SectionReader = ([line], { log }) => {
  const match = /^VM_Operation \(0x[0-9a-f]+\): ([^,]+)(?:, mode: ([^,]+))?/.exec(line?.text ?? '')
  if (line === undefined || match === null) return
  const [, name, mode] = match as unknown as [string, string, string | undefined]
  log.vmOperation ??= { row: line.row, name, ...(mode && { mode }) }
}
