// What the VM does about a Java-level OutOfMemoryError (report_java_out_of_memory in debug.cpp, heapDumper.cpp).

import type { FactLedger } from '../../source/fact-ledger.ts'
import type { ConsoleLine, LineRule } from './console-line.ts'

const FLAG = /(Terminating|Aborting) due to java\.lang\.OutOfMemoryError(?:: (.*))?/
const ERROR = /^[\s#]*java\.lang\.OutOfMemoryError(?:: (.*?))?\s*$/
const ERROR_STILL_COUNTS_LINES = 4
const DUMP = /Dumping heap to (.+?)(?: \.\.\.)?\s*$/
const COMMAND = /^[\s#]*Executing (?:\/bin\/sh -c )?"?(.*?)"?(?:\.\.\.)?\s*$/
const COMMAND_FLAG = /-XX:OnOutOfMemoryError=/
/** Gradle watches its daemon's memory and says so before the JVM does (LowMemoryDaemonExpirationStrategy, GcThrashing…). */
const WATCHED = /running out of JVM (?:Metaspace|heap space)|JVM garbage collector is thrashing/
/** The agent of Cloud Foundry's Java buildpack, which then kills the process (jvmkill, resource_exhausted). */
const JVMKILL = /Resource exhaustion event: the JVM was unable to (allocate memory from the heap|create a thread)/
const IN_HANDLER =
  /^Exception: (java\.lang\.OutOfMemoryError\S*) thrown from the UncaughtExceptionHandler in thread "(.*)"/

/** `Aborting due to java.lang.OutOfMemoryError: X`, heap dumps and commands on OutOfMemoryError. */
export class OutOfMemoryActions implements LineRule {
  #kind: string | undefined
  #seenAt = 0

  read(line: ConsoleLine, facts: FactLedger): boolean {
    return (
      this.#byFlag(line, facts) ||
      this.#afterError(line, facts) ||
      this.#inHandler(line, facts) ||
      this.#byAgent(line, facts) ||
      this.#byWatcher(line, facts)
    )
  }

  #byFlag({ text, cursor, told }: ConsoleLine, facts: FactLedger): boolean {
    const flag = FLAG.exec(text)
    if (!flag) return false
    const action = flag[1] === 'Aborting' ? 'aborting' : 'terminating'
    facts.say('jvm.oom-action', { action, kind: flag[2]?.trim() ?? '' }, cursor, told)
    return true
  }

  /** The error's own line stands above `Dumping heap to` and the `#`-comment of OnOutOfMemoryError; jcmd's dumps have none. */
  #afterError({ message, cursor, told }: ConsoleLine, facts: FactLedger): boolean {
    const error = ERROR.exec(message)
    if (error) {
      this.#kind = error[1] ?? ''
      this.#seenAt = cursor.line
      return true
    }
    if (COMMAND_FLAG.test(message) && message.trimStart().startsWith('#')) return true
    if (this.#kind === undefined || cursor.line - this.#seenAt > ERROR_STILL_COUNTS_LINES) return false
    const kind = this.#kind
    if (DUMP.test(message)) facts.say('jvm.oom-action', { action: 'heap-dump', kind }, cursor, told)
    else if (COMMAND.test(message)) facts.say('jvm.oom-action', { action: 'command', kind }, cursor, told)
    else return false
    return true
  }

  #byAgent({ text, cursor, told }: ConsoleLine, facts: FactLedger): boolean {
    const lacking = JVMKILL.exec(text)?.[1]
    if (lacking === undefined) return false
    if (lacking === 'create a thread') facts.repeat('jvm.thread-start-failed', {}, cursor, told, 'jvmkill')
    else facts.say('jvm.oom-action', { action: 'command', kind: 'Java heap space' }, cursor, told)
    return true
  }

  #byWatcher({ text, cursor, told }: ConsoleLine, facts: FactLedger): boolean {
    const watched = WATCHED.exec(text)
    if (!watched) return false
    facts.repeat('jvm.warning', { topic: 'memory-running-out', message: watched[0] }, cursor, told, watched[0])
    return true
  }

  #inHandler({ text, cursor, told }: ConsoleLine, facts: FactLedger): boolean {
    const handler = IN_HANDLER.exec(text.trimStart())
    if (!handler) return false
    facts.repeat('jvm.warning', { topic: 'uncaught-out-of-memory', message: handler[0] }, cursor, told, 'handler')
    return true
  }
}
