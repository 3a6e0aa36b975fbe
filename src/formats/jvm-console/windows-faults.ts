// Windows' application log about a program that nobody caught (event 1000, Application Error), as text of the viewer or
// of Get-WinEvent. A JVM takes its faults itself: here it could not.
//
//   Faulting application name: java.exe, version: 17.0.9.0, time stamp: 0x6530a1b2
//   Faulting module name: ntdll.dll, version: 10.0.17763.1432, time stamp: 0xe8ca8b18
//   Exception code: 0xc0000374
//   Faulting process id: 0x1b2c

import { copyCursor } from '../../source/block.ts'
import type { FactLedger } from '../../source/fact-ledger.ts'
import type { ConsoleLine, LineRule } from './console-line.ts'

const APPLICATION = /^\s*Faulting application name: (javaw?|java\S*|jsvc|prunsrv\S*|tomcat\S*)\.exe\b/i
const MODULE = /^\s*Faulting module name: ([^,]+),/
const CODE = /^\s*Exception code: (0x[0-9a-f]{8})\b/i
/** NTSTATUS codes that name what was damaged; ntstatus.h. */
const DAMAGE: Readonly<Record<string, string>> = {
  '0xc0000374': 'Heap corruption (STATUS_HEAP_CORRUPTION)',
  '0xc0000409': 'stack smashing or fail fast (STATUS_STACK_BUFFER_OVERRUN)',
}
const EVENT_LINES = 8

export class WindowsFaults implements LineRule {
  #event: { readonly start: ConsoleLine; library?: string } | undefined

  read(line: ConsoleLine, facts: FactLedger): boolean {
    if (APPLICATION.test(line.text)) {
      this.#event = { start: { ...line, cursor: copyCursor(line.cursor) } }
      return true
    }
    const event = this.#event
    if (event === undefined || line.cursor.line - event.start.cursor.line > EVENT_LINES) return false
    const library = MODULE.exec(line.text)?.[1]
    if (library !== undefined) event.library = library
    const code = CODE.exec(line.text)?.[1]?.toLowerCase()
    if (code !== undefined) this.#say(code, event, line, facts)
    return library !== undefined || code !== undefined
  }

  #say(
    code: string,
    { start, library }: { start: ConsoleLine; library?: string },
    line: ConsoleLine,
    facts: FactLedger,
  ) {
    const place = { ...start.cursor, endLine: line.cursor.endLine }
    const damage = DAMAGE[code]
    const command = APPLICATION.exec(start.text)?.[1] ?? 'java'
    if (damage !== undefined) facts.say('native.abort', { message: damage }, place, start.told)
    else facts.say('kernel.segfault', { command, ...(library && { library }), trap: code }, place, start.told)
    this.#event = undefined
  }
}
