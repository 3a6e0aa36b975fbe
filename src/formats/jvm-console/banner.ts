// The `#` banner that VMError prints on stdout beside the crash log (vmError.cpp): alone, or with the lines of other
// threads in between. Where the crash log itself follows in the same file, the hs-err format reads that one, banner
// and all, and what was kept here is dropped.

import type { AnyFact, FactType } from '../../model/fact.ts'
import type { FactTypes } from '../../model/fact-types.ts'
import type { Note } from '../../model/note.ts'
import type { FactLedger } from '../../source/fact-ledger.ts'
import { FirstAndLast } from '../../source/first-and-last.ts'
import type { ConsoleLine, LineRule } from './console-line.ts'
import { readFrame } from './frame.ts'
import { readJreVersion, readVmLine } from './jvm-version.ts'

const SECTION = /^\s*-{10,}\s+(?:S U M M A R Y|T H R E A D|P R O C E S S|S Y S T E M)\s/
/** Printed into the file alone: what it stands in is the head of a crash log. */
const FILE_ONLY = /^\s*# (?:Possible reasons:|This output file may be truncated)/
const OPENING =
  /A fatal error has been detected by the Java Runtime Environment|There is insufficient memory for the Java Runtime/
/** Threads that go on put their lines between; past this many the banner is over. */
const MOST_LINES_BETWEEN = 200
/** A banner says some six things; lines without end that look like its own are no banner. */
const MOST_FACTS = 50
/** Of a console that was kept over many crashes. */
const KEPT_AT_EACH_END = 100

/** Another thread's message may cut the line short behind the number. */
const ALLOCATION =
  /Native memory allocation \((malloc|mmap|mprotect)\) failed to \w+ (\d+)(?: bytes(?: for | in |\. Error detail: )?(.*))?/
const OUT_OF_MEMORY = /Out of Memory Error \(([^():]+):(\d+)\)/
/** Windows: an exception that HotSpot has no name for is told as an internal error with its code. */
const SIGNAL =
  /\b(SIG[A-Z]+|EXCEPTION_[A-Z_]+|Internal Error) \((0x[0-9a-f]+)\) at pc=(0x[0-9a-f]+)(?: \(sent by (\w+)\))?/
const INTERNAL = /Internal Error \(([^()]+?):(\d+)\)/
const PID = /\bpid=(\d+)/
const SAVED_AS = /An error report file with more information is saved as:/
const NOT_SAVED = /Can ?not save log file.*/
const REPLAY = /Compiler replay data is saved as:/
const FRAME = /Problematic frame:/
const PATH = /^(?:\/|[A-Za-z]:[\\/]|\S*hs_err)\S.*$/
/** Markdown takes `# ` for a heading and drops it, or the list item's dash stands in its place. */
const HASH = /^\s*#/
const MARKS = /^[\s#>*-]+/

interface Banner {
  readonly facts: AnyFact[]
  pid?: number
  lastLine: number
  /** Pasted without its `#`: then what a line is follows from the one right before it. */
  readonly isBare: boolean
  /** What the next `#` line says. */
  expected?: 'reason' | 'detail' | 'frame' | 'path' | 'replay' | undefined
}

export class Banners implements LineRule {
  readonly #banners = new FirstAndLast<Banner>(KEPT_AT_EACH_END)
  #open: Banner | undefined

  get waiting(): boolean {
    return this.#open !== undefined
  }

  read(line: ConsoleLine, facts: FactLedger): boolean {
    if (SECTION.test(line.message) || FILE_ONLY.test(line.message)) {
      this.#banners.dropLast()
      this.#open = undefined
      return false
    }
    const banner = this.#bannerOf(line)
    if (banner === undefined) return false
    const hashed = HASH.test(line.message) || (banner.isBare && line.cursor.line === banner.lastLine + 1)
    const text = line.message.replace(banner.isBare ? MARKS : /^[\s#]+/, '').trim()
    const read = this.#expected(banner, text, hashed, line, facts) || this.#header(banner, text, line, facts)
    const isOwn = read || HASH.test(line.message)
    if (isOwn) banner.lastLine = line.cursor.line
    return isOwn
  }

  end(facts: FactLedger): void {
    for (const { facts: kept, pid } of this.#banners.kept) {
      for (const fact of kept) facts.add(pid === undefined ? fact : { ...fact, process: { pid } })
    }
  }

  notes(): readonly Note[] {
    return this.#banners.notes('jvm-console', 'crash banners')
  }

  /** The banner that the line may belong to: a new one where it opens one. */
  #bannerOf({ message, cursor }: ConsoleLine): Banner | undefined {
    const opens = OPENING.test(message)
    if (!opens && this.#open !== undefined) {
      if (cursor.line - this.#open.lastLine <= MOST_LINES_BETWEEN) return this.#open
      this.#open = undefined
    }
    if (!opens && !startsWithoutOpening(message)) return undefined
    this.#open = { facts: [], lastLine: cursor.line, isBare: !/#/.test(message) }
    this.#banners.add(this.#open)
    return this.#open
  }

  #expected(banner: Banner, text: string, hashed: boolean, line: ConsoleLine, facts: FactLedger): boolean {
    const { expected } = banner
    if (expected === undefined || !(hashed || (expected === 'path' && PATH.test(text)))) return false
    if (text === '') {
      if (expected === 'detail') banner.expected = undefined
      return true
    }
    banner.expected = undefined
    if (expected === 'replay') return true
    if (expected === 'path') return this.#savedAs(banner, text, line, facts)
    if (expected === 'frame') {
      const frame = readFrame(text, line.cursor.line)
      if (frame) keep(banner, facts, 'crash.problematic-frame', frame, line)
      return true
    }
    if (expected === 'detail') {
      amend(banner, 'crash.internal-error', { message: text })
      return true
    }
    if (ALLOCATION.test(text) || SAVED_AS.test(text)) return false
    keep(banner, facts, 'crash.native-oom', { call: null, bytes: 0, reason: text }, line)
    return true
  }

  #header(banner: Banner, text: string, line: ConsoleLine, facts: FactLedger): boolean {
    const pid = PID.exec(text)?.[1]
    if (pid !== undefined && /\btid=|\bpid=\d+,/.test(text)) banner.pid = Number(pid)
    if (OPENING.test(text)) {
      if (text.includes('insufficient memory')) banner.expected = 'reason'
      return true
    }
    return (
      this.#error(banner, text, line, facts) ||
      version(banner, text, line, facts) ||
      this.#announcement(banner, text, line, facts)
    )
  }

  #error(banner: Banner, text: string, line: ConsoleLine, facts: FactLedger): boolean {
    const allocation = ALLOCATION.exec(text)
    if (allocation) {
      const [, call, bytes, reason] = allocation
      const value = { call: call as 'malloc', bytes: Number(bytes), reason: reason?.replace(/\.$/, '').trim() || null }
      keep(banner, facts, 'crash.native-oom', value, line)
      banner.expected = undefined
      return true
    }
    const signal = SIGNAL.exec(text)
    if (signal) {
      const [, name, number, pc, sentBy] = signal as unknown as [string, string, string, string, string?]
      const told = name === 'Internal Error' ? `exception ${number}` : name
      keep(banner, facts, 'crash.signal', { name: told, number, pc, ...(sentBy && { sentBy }) }, line)
      return true
    }
    const outOfMemory = OUT_OF_MEMORY.exec(text)
    if (outOfMemory) {
      amend(banner, 'crash.native-oom', place(outOfMemory))
      return true
    }
    const internal = INTERNAL.exec(text)
    if (!internal) return false
    keep(banner, facts, 'crash.internal-error', place(internal), line)
    banner.expected = 'detail'
    return true
  }

  #announcement(banner: Banner, text: string, line: ConsoleLine, facts: FactLedger): boolean {
    if (SAVED_AS.test(text)) banner.expected = 'path'
    else if (REPLAY.test(text)) banner.expected = 'replay'
    else if (FRAME.test(text)) banner.expected = 'frame'
    else {
      const reason = NOT_SAVED.exec(text)?.[0]
      if (reason === undefined) return false
      facts.say('crash.saved-as', { reason }, line.cursor, line.told)
    }
    return true
  }

  #savedAs(banner: Banner, path: string, line: ConsoleLine, facts: FactLedger): boolean {
    const pid = /hs_err_pid(\d+)/.exec(path)?.[1]
    if (pid !== undefined) banner.pid ??= Number(pid)
    const process = banner.pid === undefined ? undefined : { pid: banner.pid }
    facts.say('crash.saved-as', { path }, line.cursor, { ...line.told, process })
    return true
  }
}

/** A pasted banner may lack its first line. */
function startsWithoutOpening(message: string): boolean {
  if (ALLOCATION.test(message)) return true
  const isError = SIGNAL.test(message) || INTERNAL.test(message)
  return isError && (HASH.test(message) || /^\s*(?:SIG|EXCEPTION_|Internal Error).*\bpid=\d+, tid=/.test(message))
}

function version(banner: Banner, text: string, line: ConsoleLine, facts: FactLedger): boolean {
  const jre = readJreVersion(text)
  if (jre !== undefined) {
    keep(banner, facts, 'jvm.version', jre, line)
    return true
  }
  const vm = readVmLine(text)
  if (vm !== undefined) amend(banner, 'jvm.version', vm)
  return vm !== undefined
}

function keep<T extends FactType>(
  banner: Banner,
  facts: FactLedger,
  type: T,
  value: FactTypes[T],
  line: ConsoleLine,
): void {
  if (banner.facts.length >= MOST_FACTS) facts.leaveOut(type)
  else banner.facts.push(facts.factAt(type, value, line.cursor, line.told) as unknown as AnyFact)
}

/** Adds what a later line says to the banner's last fact of the type, which nobody else has seen yet. */
function amend<T extends FactType>(banner: Banner, type: T, more: Partial<FactTypes[T]>): void {
  const fact = banner.facts.findLast((one) => one.type === type)
  if (fact !== undefined) Object.assign(fact.value, more)
}

/** Debug builds print the whole path of the source file. */
function place(match: RegExpExecArray): { file: string; line: number } {
  const file = match[1] as string
  return { file: file.slice(file.lastIndexOf('/') + 1), line: Number(match[2]) }
}
