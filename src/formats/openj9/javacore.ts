// A javacore is the dump of another JVM, OpenJ9 (IBM Semeru): tagged lines that share nothing with a HotSpot crash log.
// It is told apart and named, and its few lines that mean the same are read.
//
//   0SECTION       TITLE subcomponent dump routine
//   1TISIGINFO     Dump Event "gpf" (00002000) received
//   1CIJAVAVERSION JRE 17.0.8 Linux amd64-64 (build 17.0.8+7)
//   1CIPROCESSID   Process ID: 2423 (0x977)
//   1XHEXCPCODE    Signal_Number: 0000000B
//   1XHEXCPMODULE  Module: /opt/java/lib/default/libj9jit29.so
//
// Source: eclipse-openj9, runtime/rasdump/javadump.cpp

import type { AnyFact } from '../../model/fact.ts'
import type { Note } from '../../model/note.ts'
import { type Block, eachLine, type LineCursor, lineText } from '../../source/block.ts'
import { FactLedger } from '../../source/fact-ledger.ts'
import type { Head } from '../../source/head.ts'
import { LineCount } from '../../source/line-count.ts'
import type { Format, Reader, Reading, ReadingContext } from '../format.ts'
import { J9Crash } from './crash.ts'
import { sayThrown } from './thrown.ts'

export const javacore: Format = {
  id: 'javacore',
  title: 'Dump of the OpenJ9 JVM',
  detect,
  load: async () => ({ open: (context) => new JavacoreReader(context) }),
}

function detect({ text }: Head): number {
  return /^0SECTION {2,}TITLE subcomponent dump routine/m.test(text) ? 0.95 : 0
}

/** Tags are a digit and letters, `NULL` on lines that only divide. */
const TAGGED = /^(?:[0-9][A-Z][A-Z0-9]+|NULL)\b/

class JavacoreReader implements Reader {
  readonly #lines = new LineCount()
  readonly #ledger: FactLedger
  readonly #value: Record<string, string> = {}
  readonly #crash = new J9Crash()
  #pid: number | undefined

  constructor({ uri }: ReadingContext) {
    this.#ledger = new FactLedger(uri)
  }

  block(block: Block): void {
    eachLine(block, (cursor) => this.#line(cursor))
  }

  end(): Reading {
    this.#crash.say(this.#ledger)
    const pid = this.#pid
    const facts: AnyFact[] = this.#ledger.facts.map((fact) =>
      pid === undefined ? fact : { ...fact, process: { pid } },
    )
    return { value: this.#value, facts, coverage: this.#lines.coverage(), notes: [OTHER_JVM] }
  }

  #line(cursor: LineCursor): void {
    const text = lineText(cursor)
    if (!TAGGED.test(text)) {
      this.#lines.addUnknown(cursor)
      return
    }
    this.#lines.recognized++
    const [tag = '', said = ''] = text.split(/\s+(.*)/, 2)
    if (tag === '1TISIGINFO') this.#event(said, cursor)
    else if (tag === '1XHEXCPCODE' || tag === '1XHEXCPMODULE') this.#fault(said, cursor)
    else if (tag === '1TIDATETIME') this.#value.time ??= said.replace(/^Date: /, '')
    else if (tag === '1CIJAVAVERSION') this.#version(said, cursor)
    else if (tag === '1CIPROCESSID') this.#pid ??= Number(/Process ID: (\d+)/.exec(said)?.[1]) || undefined
    else if (tag === '2CIUSERLIMIT') this.#limit(said, cursor)
  }

  /** `Dump Event "systhrow" (00040000) Detail "java/lang/OutOfMemoryError" "Java heap space" received` */
  #event(said: string, cursor: LineCursor): void {
    this.#value.event ??= said
    const thrown = /"systhrow" \(\w+\) Detail "([^"]+)"(?: "([^"]*)")?/.exec(said)
    if (thrown !== null) sayThrown(thrown[1] as string, thrown[2], cursor, this.#ledger)
  }

  #fault(said: string, cursor: LineCursor): void {
    const [, name, value] = /^([\w ]+): ?(.*)$/.exec(said) ?? []
    if (name === undefined) return
    this.#crash.add(name === 'Compiling method' ? 'Method_being_compiled' : name, value ?? '', cursor)
  }

  #version(said: string, cursor: LineCursor): void {
    this.#value.jvm ??= said
    const version = /\(build ([^)\s]+)/.exec(said)?.[1]
    const major = /^JRE (?:1\.)?(\d+)/.exec(said)?.[1]
    if (version === undefined) return
    this.#ledger.say(
      'jvm.version',
      { version, vm: 'Eclipse OpenJ9 VM', ...(major && { major: Number(major) }) },
      cursor,
    )
  }

  /** `RLIMIT_AS                   unlimited            unlimited` */
  #limit(said: string, cursor: LineCursor): void {
    const match = /^RLIMIT_(\w+)\s+(unlimited|\d+)\s+(unlimited|\d+)/.exec(said)
    if (match === null) return
    const [, resource, soft, hard] = match as unknown as [string, string, string, string]
    this.#ledger.say('limit.rlimit', { resource, soft: limitOf(soft), hard: limitOf(hard) }, cursor)
  }
}

function limitOf(figure: string): number | null {
  return figure === 'unlimited' ? null : Number(figure)
}

const OTHER_JVM: Note = {
  code: 'javacore/other-jvm',
  severity: 'info',
  message:
    'This is a javacore of the OpenJ9 JVM, no crash log of HotSpot: its event, fault, version and limits are read, its threads and heap are not.',
}
