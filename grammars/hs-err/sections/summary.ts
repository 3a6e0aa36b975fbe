// Who ran where, and when it ended: SUMMARY of JDK 9 and later, the last lines of JDK 7 and 8.

import type { SectionReader } from '../draft.ts'
import { afterColon } from '../draft.ts'

export const readCommandLine: SectionReader = ([line], { log }) => {
  if (line !== undefined) log.commandLine ??= { row: line.row, text: afterColon(line.text) }
}

/**
 *   Host: broker-3, AMD EPYC 7R13 Processor, 2 cores, 7G, Red Hat Enterprise Linux release 10.0
 *         ^name (JDK ≤ 10 and some builds)  ^cpus  ^RAM as the JVM sees it: the container's
 * A CPU model may hold commas, so the line is read from its figures outwards.
 */
export const readHost: SectionReader = ([line], { log }) => {
  const match = /^Host: (?:(.*), )?(\d+) cores, \d+[MG], ?(.*)$/.exec(line?.text ?? '')
  if (line === undefined || match === null) return
  const [, before = '', cpus, os] = match
  const name = /^([\w.-]+), (?!arm64)(.+)$/.exec(before)
  const cpuModel = name?.[2] ?? before
  log.host ??= {
    row: line.row,
    cpus: Number(cpus),
    ...(name?.[1] && { name: name[1] }),
    ...(cpuModel && { cpuModel }),
    ...(os && { os }),
  }
}

/** `Time: Sat Nov 21 08:31:14 2026 UTC elapsed time: 12.071130 seconds (0d 0h 0m 12s)`; JDK 8 has the three apart. */
export const readTime: SectionReader = ([line], { log }) => {
  if (line === undefined) return
  const [time, elapsed] = afterColon(line.text).split(/ ?elapsed time: /) as [string, string | undefined]
  log.time ??= { row: line.row, text: time }
  if (elapsed !== undefined) log.elapsed ??= { row: line.row, seconds: Number.parseFloat(elapsed) }
}

export const readTimezone: SectionReader = ([line], { log }) => {
  if (line !== undefined) log.timezone ??= { row: line.row, text: afterColon(line.text) }
}

export const readElapsedTime: SectionReader = ([line], { log }) => {
  const seconds = Number.parseFloat(afterColon(line?.text ?? ''))
  if (line !== undefined && !Number.isNaN(seconds)) log.elapsed ??= { row: line.row, seconds }
}

/** `jcmd PID VM.info` prints the pid first. */
export const readJcmdPid: SectionReader = ([line], { log }) => {
  if (line?.row === 0) log.attachedPid = Number.parseInt(line.text, 10)
}
