// What OpenJ9 prints on stderr when it dies: "Unhandled exception" with the fault, then where its dumps went.
//
//   JVMDUMP039I Processing dump event "systhrow", detail "java/lang/OutOfMemoryError" at 2026/11/21 12:00:00 - please wait.
//   JVMDUMP010I Java dump written to /work/javacore.20261121.120000.2423.0001.txt
//
// Source: eclipse-openj9, runtime/vm/gphandle.c, runtime/nls/dump/j9dmp.nls

import { type Block, eachLine, type LineCursor, lineText } from '../../source/block.ts'
import { FactLedger } from '../../source/fact-ledger.ts'
import type { Head } from '../../source/head.ts'
import { LineCount } from '../../source/line-count.ts'
import type { Format, Reader, Reading, ReadingContext } from '../format.ts'
import { J9Crash } from './crash.ts'
import { sayThrown } from './thrown.ts'

export const openj9Console: Format = {
  id: 'openj9-console',
  title: 'Last words of the OpenJ9 JVM on its console',
  detect,
  needles: ['J9Generic_Signal', 'JVMDUMP0'],
  load: async () => ({ open: (context) => new OpenJ9Reader(context) }),
}

function detect({ text }: Head): number {
  if (/\bJ9Generic_Signal(?:_Number)?=/.test(text)) return 0.6
  return /\bJVMDUMP\d{3}[IWE] /.test(text) ? 0.3 : 0
}

const PAIR = /\b([A-Za-z]\w*)=(.*?)(?=\s+[A-Za-z]\w*=|$)/g
/** A CI system may have put its stamp before the line. */
const OPENING = /(?:^|[\s|])(?:Type=.* vmState=0x|J9Generic_Signal(?:_Number)?=|Windows_ExceptionCode=)/
const FAULT_LINE =
  /(?:^|[\s|])(?:Handler1=|Module=|Module_base|Method_being_compiled=|Target=|CPU=|[A-Za-z]\w{1,6}=[0-9A-F]{4,16}\b)/
/** A fault is told in some sixty lines, most of them registers. */
const MOST_LINES = 200
const DUMP_EVENT = /JVMDUMP039I Processing dump event "(\w+)", detail "([^"]*)"/
/** A library of the JVM that the system would not load (runtime/nls/vm/j9vm.nls). */
const UNLOADABLE = /JVMJ9VM011W (Unable to load \S+: .*\S)/
const JAVA_DUMP = /JVMDUMP010I Java dump written to (\S+)/
const OWN_WORDS =
  /\bJVMDUMP\d{3}[IWE] |^\s*Unhandled exception\s*$|Stack Backtrace|^-+$|^(?:xmm|fpr|v)\d+ [0-9a-f]{16} |\[lib\w+\.so[\w.]*\+0x[0-9a-f]+\]\)/

class OpenJ9Reader implements Reader {
  readonly #lines = new LineCount()
  readonly #facts: FactLedger
  readonly #crash = new J9Crash()
  #openedAt: number | undefined

  constructor({ uri }: ReadingContext) {
    this.#facts = new FactLedger(uri)
  }

  block(block: Block): void {
    eachLine(block, (cursor) => {
      if (this.#read(lineText(cursor), cursor)) this.#lines.recognized++
      else this.#lines.addUnknown(cursor)
    })
  }

  end(): Reading {
    this.#crash.say(this.#facts)
    const { facts } = this.#facts
    return {
      value: { facts: facts.map(({ type, value, span }) => ({ type, line: span.line, value })) },
      facts,
      coverage: this.#lines.coverage(),
      notes: [],
      empty: facts.length === 0,
    }
  }

  #read(text: string, cursor: LineCursor): boolean {
    const opens = OPENING.test(text)
    if (opens) this.#openedAt ??= cursor.line
    if (opens || (this.#isOpen(cursor) && FAULT_LINE.test(text))) {
      for (const [, name, value] of text.matchAll(PAIR)) this.#crash.add(name as string, value as string, cursor)
      return true
    }
    const [, event, detail] = DUMP_EVENT.exec(text) ?? []
    if (event === 'systhrow') sayThrown(detail as string, undefined, cursor, this.#facts)
    const unloadable = UNLOADABLE.exec(text)?.[1]
    if (unloadable !== undefined && this.#facts.facts.every(({ type }) => type !== 'jvm.startup-failed'))
      this.#facts.say('jvm.startup-failed', { message: unloadable }, cursor)
    const path = JAVA_DUMP.exec(text)?.[1]
    if (path !== undefined) this.#facts.say('crash.saved-as', { path }, cursor)
    return OWN_WORDS.test(text)
  }

  /** Pairs that an application prints elsewhere are its own. */
  #isOpen(cursor: LineCursor): boolean {
    return this.#openedAt !== undefined && cursor.line - this.#openedAt < MOST_LINES
  }
}
