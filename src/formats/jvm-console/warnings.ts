// Warnings of the VM by topic. Both ways of printing them are read: `OpenJDK 64-Bit Server VM warning: …` (all versions)
// and `[4.608s][warning][os,thread] …` (unified logging, JDK 9+).

import type { FactLedger } from '../../source/fact-ledger.ts'
import type { ConsoleLine, LineRule } from './console-line.ts'

/** Topic by wording; the first match counts. Sources: codeCache.cpp, os_linux.cpp, safepoint.cpp, errorReporter. */
const TOPICS: readonly (readonly [topic: string, wording: RegExp])[] = [
  ['code-cache-full', /Code(?:Cache|Heap '[^']*') is full\. Compiler has been disabled/],
  ['code-cache-full', /Try increasing the code (?:cache|heap) size using/],
  ['large-pages', /Failed to reserve (?:and commit )?(?:shared )?memory (?:using large pages|with given page size)/],
  ['large-pages', /Failed to (?:reserve|attach|commit|reserve and commit) (?:shared memory|large pages)/],
  [
    'large-pages',
    /UseLargePages disabled|HugeTLBFS is not configured|[Ll]arge pages? .*(?:not (?:supported|available)|failed)/,
  ],
  ['large-pages', /(?:UseHugeTLBFS|UseSHM|UseTransparentHugePages|JVM cannot use large page memory)/],
  [
    'safepoint-timeout',
    /SafepointSynchronize::begin: (?:Timeout detected|Timed out while)|Safepoint sync time longer than/,
  ],
  ['gc-commit-failed', /Failed to (?:commit|map|truncate|unmap) memory \(/],
  ['thread-attach-failed', /[Tt]hread .*(?:attach|creation) failed/],
  ['stack-red-zone', /^An irrecoverable stack overflow has occurred\./],
  ['second-thread-error', /\[thread \d+ also had an error\]/],
  ['cds', /shared (?:class paths|archive file|spaces)|[Ss]haring is only supported for boot loader/],
  ['deprecated-flag', /was deprecated in version|ignoring option|support was removed in|Options? .* deprecated/i],
  ['stack-guard-disabled', /has disabled stack guard|have disabled stack guard/],
  ['cannot-open-file', /Cannot open file|Could not open|cannot create .*hsperfdata/i],
  ['insufficient-space', /Insufficient space for shared memory file/],
  ['illegal-access', /An illegal reflective access|Illegal reflective access/],
]

const VM_WARNING = /VM warning: (.*)/

export const warnings: LineRule = {
  read(line, facts) {
    const message = (VM_WARNING.exec(line.message)?.[1] ?? line.message).trim()
    const topic = TOPICS.find(([, wording]) => wording.test(message))?.[0] ?? generalTopic(line)
    if (topic === undefined) return false
    if (message !== '') facts.repeat('jvm.warning', { topic, message }, line.cursor, line.told, shapeOf(topic, message))
    return true
  },
}

/** First tags of HotSpot's unified logging (logTag.hpp) that warn; others print `[error][…]` too. */
const TAGS =
  /^(?:aot|arguments|attach|biasedlocking|cds|class|codecache|compilation|container|continuations|coops|deoptimization|exceptions|gc|handshake|heap|heapdump|jfr|jit|jni|jvmci|jvmti|logging|metaspace|module|monitor|nmt|os|pagesize|perf|protectiondomain|redefine|resolvedmethod|safepoint|stacktrace|startuptime|stringtable|symboltable|test|thread|threads|trimnative|valuebasedclasses|verification|vmoperation|vmthread)\b/

/** `vm-warning`, or the tags of unified logging: `gc-task`. */
function generalTopic({ text, level, tags }: ConsoleLine): string | undefined {
  if (VM_WARNING.test(text)) return 'vm-warning'
  if ((level !== 'warning' && level !== 'error') || tags === undefined || !TAGS.test(tags)) return undefined
  return tags.replaceAll(',', '-')
}

function shapeOf(topic: string, message: string): string {
  return `${topic} ${message.replace(/0x[0-9a-f]+|\d+/gi, '0')}`
}

const LAGGARDS = /SafepointSynchronize::begin: Threads which did not reach the safepoint/
const LAGGARD = /^# ("[^"]*" #\d+ .*)/
const THREAD_STATE = /^\s*java\.lang\.Thread\.State: /
const END_OF_LIST = /\(End of list\)/
const LIST_COUNTS_LINES = 50

/** The threads named by a safepoint timeout; topic `safepoint-laggard`. */
export class SafepointLaggards implements LineRule {
  waiting = false
  #since = 0

  read({ message, cursor, told }: ConsoleLine, facts: FactLedger): boolean {
    if (LAGGARDS.test(message)) {
      this.waiting = true
      this.#since = cursor.line
      return true
    }
    if (!this.waiting) return false
    const thread = LAGGARD.exec(message)?.[1]
    if (thread !== undefined) facts.repeat('jvm.warning', { topic: 'safepoint-laggard', message: thread }, cursor, told)
    const over = END_OF_LIST.test(message) || cursor.line - this.#since >= LIST_COUNTS_LINES
    if (over) this.waiting = false
    return thread !== undefined || over || THREAD_STATE.test(message)
  }
}
