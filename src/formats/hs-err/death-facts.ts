// How the process died, and where it stood.

import type { HsErr, LocatedFrame } from '../../../grammars/hs-err/index.ts'
import type { CrashFrame, FactTypes } from '../../model/fact-types.ts'
import type { Instant } from '../../model/instant.ts'
import { isComplete } from './completeness.ts'
import type { Say } from './facts.ts'

export function sayDeath(log: HsErr, at: Instant | undefined, lineOf: (row: number) => number, say: Say): void {
  sayLog(log, at, say)
  saySignal(log, say)
  sayInternalError(log, say)
  sayNativeOutOfMemory(log, say)
  sayFrames(log, lineOf, say)
  sayThread(log, say)
  if (log.savedAs !== undefined) {
    const { row, path, reason } = log.savedAs
    say('crash.saved-as', { ...(path && { path }), ...(reason && { reason }) }, row)
  }
  for (const { row, step, what } of log.troubles) say('crash.reporting-error', { step, ...(what && { what }) }, row)
  for (const { row, signal, handler } of log.foreignHandlers) say('crash.foreign-handler', { signal, handler }, row)
}

function sayLog(log: HsErr, time: Instant | undefined, say: Say): void {
  const row = log.error?.row ?? log.headline?.row ?? log.jre?.row ?? 0
  const value: FactTypes['crash.log'] = {
    complete: isComplete(log),
    sections: [...new Set(log.sections)],
    kind: kindOf(log),
    ...(log.elapsed && { uptimeSeconds: log.elapsed.seconds }),
    ...(time && { time }),
  }
  say('crash.log', value, row)
}

/** `jcmd VM.info` has the versions at its head and no error. */
export function kindOf(log: HsErr): FactTypes['crash.log']['kind'] {
  if (log.error !== undefined) return log.error.kind
  if (log.allocation !== undefined || log.headline?.kind === 'native-oom') return 'native-oom'
  if (log.signal !== undefined) return 'signal'
  if (log.headline === undefined && log.jre !== undefined && log.sections.length > 0) return 'vm-info'
  return 'fragment'
}

function saySignal({ error, signal }: HsErr, say: Say): void {
  const name = error?.kind === 'signal' ? error.signal : error === undefined ? signal?.name : undefined
  if (name === undefined) return
  const { number, pc, sentBy } = error ?? {}
  const value: FactTypes['crash.signal'] = {
    name,
    ...(number && { number }),
    ...(pc && { pc }),
    ...(sentBy && { sentBy }),
    ...(signal?.code !== undefined && { siCode: signal.code }),
    ...(signal?.codeName && { siCodeName: signal.codeName }),
    ...(signal?.address && { siAddress: signal.address }),
    ...(signal?.pid !== undefined && { siPid: signal.pid, siPidSelf: signal.isOwnPid ?? signal.pid === error?.pid }),
    ...(signal?.uid !== undefined && { siUid: signal.uid }),
    ...(signal?.access && { access: signal.access }),
  }
  say('crash.signal', value, error?.row ?? signal?.row ?? 0)
}

function sayInternalError({ error, detail }: HsErr, say: Say): void {
  if (error?.kind !== 'internal-error') return
  const { file, sourceLine, row } = error
  const value = {
    ...(file && { file }),
    ...(sourceLine !== undefined && { line: sourceLine }),
    ...(detail && { message: detail.text }),
  }
  say('crash.internal-error', value, row)
}

function sayNativeOutOfMemory({ allocation, error, headline }: HsErr, say: Say): void {
  const isOutOfMemory = error === undefined ? headline?.kind === 'native-oom' : error.kind === 'native-oom'
  if (!isOutOfMemory && allocation === undefined) return
  const value: FactTypes['crash.native-oom'] = {
    call: allocation?.call ?? null,
    bytes: allocation?.bytes ?? null,
    reason: allocation?.reason?.replace(/\.$/, '') || null,
    ...(error?.file && { file: error.file }),
    ...(error?.sourceLine !== undefined && { line: error.sourceLine }),
  }
  say('crash.native-oom', value, allocation?.row ?? error?.row ?? headline?.row ?? 0)
}

function sayFrames(log: HsErr, lineOf: (row: number) => number, say: Say): void {
  const toFrame = ({ frame, text, row }: LocatedFrame): CrashFrame => ({ text, line: lineOf(row), ...frame })
  if (log.problematicFrame) say('crash.problematic-frame', toFrame(log.problematicFrame), log.problematicFrame.row)
  const first = log.nativeFrames[0] ?? log.javaFrames[0]
  if (first === undefined) return
  say('crash.stack', { native: log.nativeFrames.map(toFrame), java: log.javaFrames.map(toFrame) }, first.row)
}

function sayThread(log: HsErr, say: Say): void {
  if (log.currentThread) {
    const { row, daemon: _daemon, current: _current, ...thread } = log.currentThread
    say('crash.thread', thread, row)
  }
  if (log.compileTask) {
    const { row, ...task } = log.compileTask
    say('crash.compile-task', task, row)
  }
  if (log.stackBounds) {
    const { row, ...bounds } = log.stackBounds
    say('crash.stack-bounds', bounds, row)
  }
  if (log.vmOperation) {
    const { row, ...operation } = log.vmOperation
    say('crash.vm-operation', operation, row)
  }
}
