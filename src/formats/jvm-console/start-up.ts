// A JVM that never came up: no crash log, one or two lines, exit code 1 (arguments.cpp, universe.cpp, java.c).

import { copyCursor } from '../../source/block.ts'
import type { FactLedger } from '../../source/fact-ledger.ts'
import type { ConsoleLine, LineRule } from './console-line.ts'

/** Two lines: the reason is the next one. */
const HEADLINE = /^Error occurred during initialization of (?:VM|boot layer)\s*$/

/** The reason in one line, at its beginning. */
const REASONS: readonly RegExp[] = [
  /^Could not reserve enough space (?:for|in)\b/,
  /^Could not allocate (?:compressed class space|metaspace)\b/,
  /^Unrecognized (?:VM )?option/,
  /^(?:Error: )?VM option '.*' is (?:experimental|diagnostic|develop)/,
  /^(?:Improperly specified|Missing \+\/- setting for|Unexpected \+\/- setting in) VM option/,
  /^Invalid (?:maximum|initial|minimum) heap size|^Invalid thread stack size|^Invalid .*-X/,
  /^Invalid (?:\w+|-Xlog option)[: ]|is outside the allowed range \[|^\w+ \(\d+\) must be at least \d+/,
  /^(?:The specified size exceeds|Too small (?:initial|maximum) heap|Incompatible (?:minimum|initial) )/,
  /^Initial heap size set to a larger value than the maximum heap size/,
  /^(?:Conflicting collector combinations|Multiple garbage collectors selected)/,
  /^The Java thread stack size specified is too small/,
  /^Error: (?:Could not find or load|Unable to initialize|Main method not found|LinkageError occurred)/,
  /^Error: (?:Unable to access jarfile|Invalid or corrupt jarfile|dl failure|loading:|could not find|Could not find)/,
  /^Error: (?:A JNI error has occurred|Exception thrown by the agent|JMX connector server communication error)/,
  /^Error: (?:Config file not found|Password file (?:not found|read access))/,
  /^Error opening zip file or JAR manifest missing/,
  /^(?:Could not find agent library|Error occurred during initialization of agent|agent library failed to init)/,
  /^ERROR: (?:transport error|JDWP)|^FATAL ERROR in native method: JDWP/,
  /^Exception in thread "main" java\.lang\.UnsupportedClassVersionError:/,
  /^Cannot create VM thread\. Out of system resources/,
  /\bexec: java: not found$|\bjava: (?:command )?not found$/,
  // WildFly's scripts warn and go on with the java of the PATH.
  /JAVA_HOME (?:is not set(?!\. Unexpected results)|is set to an invalid directory)/,
  /^(?:could not find java\b|Unable to find java executable|Neither the JAVA_HOME nor the JRE_HOME environment variable)/,
  /^(?:Error: )?The JAVA_HOME environment variable is not defined correctly/,
  // install4j's launcher
  /^No suitable Java Virtual Machine could be found/,
  /^Failed to reserve (?:enough )?(?:address space|memory) for (?:Java heap|metaspace)/i,
]

/** Said after the reason. It is a fact of its own only when no reason was printed. */
const CONCLUSION = /^Error: Could not create the Java Virtual Machine/
const EPILOGUE = /^Error: A fatal exception has occurred\. Program will exit\.|^Did you mean '/
/** The launcher prints it below `Error: LinkageError occurred`; elsewhere it is a stack trace of the application. */
const CLASS_VERSION = /^java\.lang\.UnsupportedClassVersionError:/
const IN_USE = /java\.net\.BindException: Address already in use|Port already in use: \d+/
const IN_USE_COUNTS_LINES = 30

/** `Error occurred during initialization of VM` and its kin. */
export class StartUpFailures implements LineRule {
  waiting = false
  #headline: ConsoleLine | undefined
  #agentAt = -IN_USE_COUNTS_LINES
  #reasons = 0

  read(line: ConsoleLine, facts: FactLedger): boolean {
    const message = line.message.trim()
    if (this.#headline !== undefined) return this.#reason(this.#headline, line, facts)
    if (HEADLINE.test(message)) {
      this.#headline = { ...line, cursor: copyCursor(line.cursor) }
      this.waiting = true
      return true
    }
    if (CONCLUSION.test(message)) {
      if (this.#reasons === 0) this.#say(message, line, facts)
      return true
    }
    if (EPILOGUE.test(message)) return true
    if (this.#reasons > 0 && CLASS_VERSION.test(message)) {
      this.#say(message, line, facts)
      return true
    }
    if (this.#portOfAgent(message, line, facts)) return true
    if (!REASONS.some((reason) => reason.test(message))) return false
    if (/agent :|JMX connector/.test(message)) this.#agentAt = line.cursor.line
    this.#say(message, line, facts)
    return true
  }

  end(facts: FactLedger): void {
    if (this.#headline !== undefined) this.#say(this.#headline.message.trim(), this.#headline, facts)
  }

  #reason(headline: ConsoleLine, line: ConsoleLine, facts: FactLedger): boolean {
    const message = line.message.trim()
    if (message === '') return true
    this.waiting = false
    this.#headline = undefined
    const cursor = { ...headline.cursor, endLine: line.cursor.endLine }
    this.#say(`${headline.message.trim()}: ${message}`, { ...headline, cursor }, facts)
    return true
  }

  /** A port that is taken stops the JVM only when the JMX or debug agent wanted it; else it is the application's log. */
  #portOfAgent(message: string, line: ConsoleLine, facts: FactLedger): boolean {
    if (!IN_USE.test(message) || line.cursor.line - this.#agentAt > IN_USE_COUNTS_LINES) return false
    this.#agentAt = -IN_USE_COUNTS_LINES
    if (!REASONS.some((reason) => reason.test(message))) this.#say(message, line, facts)
    return true
  }

  #say(message: string, { cursor, told }: ConsoleLine, facts: FactLedger): void {
    this.#reasons++
    facts.say('jvm.startup-failed', { message }, cursor, told)
  }
}
