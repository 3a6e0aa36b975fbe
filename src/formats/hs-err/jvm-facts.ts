// Which JVM, started with what, running what.

import type { HsErr } from '../../../grammars/hs-err/index.ts'
import { applicationsIn } from './applications.ts'
import type { Say } from './facts.ts'
import { flagsIn, globalFlag, type JvmFlag } from './flags.ts'
import type { JvmVersion } from './jvm-version.ts'

export function sayJvm(log: HsErr, version: JvmVersion | undefined, say: Say): void {
  if (version !== undefined) {
    const { row, ...value } = version
    say('jvm.version', value, row)
  }
  sayFlags(log, say)
  sayAgents(log, say)
  sayCommand(log, say)
}

/** Later ones override earlier ones, and [Global flags] tells what is in force. */
function sayFlags(log: HsErr, say: Say): void {
  const flags = new Map<string, { readonly flag: JvmFlag; readonly row: number }>()
  const sources = [log.jvmFlags, log.jvmArguments ?? log.commandLine]
  for (const source of sources) {
    if (source === undefined) continue
    for (const flag of flagsIn(source.text)) flags.set(flag.name, { flag, row: source.row })
  }
  for (const { name, value, origin, row } of log.globalFlags)
    flags.set(name, { flag: globalFlag(name, value, origin), row })
  for (const { flag, row } of flags.values()) say('jvm.flag', flag, row)
}

/** The list of JDK 22+ has them all; before, the arguments have those that were not attached later. */
function sayAgents(log: HsErr, say: Say): void {
  for (const { row, ...agent } of log.agents) say('jvm.agent', agent, row)
  const source = log.jvmArguments ?? log.commandLine
  if (source === undefined || log.agents.length > 0) return
  for (const [, path, options] of source.text.matchAll(
    /(?:^|\s)-(?:javaagent|agentpath|agentlib):([^\s=]+)(?:=(\S+))?/g,
  )) {
    say('jvm.agent', { path: path as string, ...(options && { options }) }, source.row)
  }
}

function sayCommand(log: HsErr, say: Say): void {
  const { javaCommand, classPath, commandLine, jvmArguments } = log
  const command = javaCommand?.text.replace(/^<unknown>$/, '') ?? ''
  const blank = command.search(/\s/)
  const mainClass = blank < 0 ? command : command.slice(0, blank)
  const path = classPath?.text.replace(/^<not set>$/, '')
  if (mainClass !== '' || path) {
    const value = {
      ...(mainClass && { mainClass }),
      ...(blank > 0 && { arguments: command.slice(blank + 1) }),
      ...(path && { classPath: path }),
    }
    say('jvm.command', value, (javaCommand ?? classPath)?.row ?? 0)
  }
  for (const source of [classPath, jvmArguments, commandLine]) {
    if (source === undefined) continue
    const applications = applicationsIn(source.text)
    for (const application of applications) say('application.version', application, source.row)
    if (applications.length > 0) return
  }
}
