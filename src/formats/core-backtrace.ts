// The native stack of a core dump, as gdb or coredumpctl print it: what is left where the crash log was not kept.
//
//   Program terminated with signal SIGABRT, Aborted.
//   #3  0x00007f03f9f15313 in VMError::report_and_die() () from /usr/lib/jvm/java-17/lib/server/libjvm.so
//   #6  <signal handler called>
//   #7  0x00007f03a73d3f47 in rocksdb::DBImpl::NewIterator(…) () from /tmp/librocksdbjni22855.so
//
//           Signal: 6 (ABRT)
//   #0  0x00007f798e758d7c __pthread_kill_implementation (libc.so.6 + 0x8fd7c)
//
// Above the signal handler stands what the JVM did about the fault, below it the fault itself.
//
// Source: gdb, gdb/stack.c (print_frame); systemd, src/shared/elf-util.c
// Lost on the way: gdb names the source file in place of the library where it has debug information.

import type { CrashFrame } from '../model/fact-types.ts'
import { type Block, copyCursor, eachLine, type LineCursor, lineText } from '../source/block.ts'
import { FactLedger } from '../source/fact-ledger.ts'
import type { Head } from '../source/head.ts'
import { LineCount } from '../source/line-count.ts'
import type { Format, Reader, Reading, ReadingContext } from './format.ts'

export const coreBacktrace: Format = {
  id: 'core-backtrace',
  title: 'Stack of a core dump (gdb, coredumpctl)',
  detect,
  load: async () => ({ open: (context) => new CoreReader(context) }),
}

const FRAME = /^\s*#(\d+) +(?:0x([0-9a-f]+) (?:in )?)?(\S.*)$/
const OF_A_JVM = /\blibjvm\.so|\bjava\b|JavaThread|JVM_handle_/

function detect({ lines, text }: Head): number {
  const frames = lines.filter((line) => /^\s*#\d+ +0x[0-9a-f]{8,16} (?:in )?\S/.test(line)).length
  return frames >= 2 && OF_A_JVM.test(text) ? 0.7 : 0
}

const MAX_FRAMES = 100
const TERMINATED = /Program (?:terminated with|received) signal (SIG\w+)|^\s*Signal: \d+ \((\w+)\)/
const HANDLER = /^<signal handler called>|^(?:__restore_rt|_sigtramp)\b/
/** `JVM_handle_linux_signal (sig=sig@entry=11, …)` */
const HANDLED_SIGNAL = /\bsig=(?:sig@entry=)?(\d+)/
const SIGNALS: Readonly<Record<string, string>> = { 4: 'SIGILL', 6: 'SIGABRT', 7: 'SIGBUS', 8: 'SIGFPE', 11: 'SIGSEGV' }

class CoreReader implements Reader {
  readonly #lines = new LineCount()
  readonly #facts: FactLedger
  readonly #frames: CrashFrame[] = []
  #first: LineCursor | undefined
  #signal: { readonly name: string; readonly place: LineCursor } | undefined
  #handled: string | undefined
  #isBelowHandler = false
  #lastNumber = -1
  #isOver = false

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
    this.#say()
    const { facts } = this.#facts
    return {
      value: { frames: this.#frames },
      facts,
      coverage: this.#lines.coverage(),
      notes: [],
      empty: facts.length === 0,
    }
  }

  #read(text: string, cursor: LineCursor): boolean {
    const terminated = TERMINATED.exec(text)
    if (terminated !== null) {
      const name = terminated[1] ?? `SIG${terminated[2]}`
      this.#signal ??= { name, place: copyCursor(cursor) }
      return true
    }
    const [, number, , rest] = FRAME.exec(text) ?? []
    if (number === undefined || rest === undefined) return false
    this.#frame(Number(number), rest, text, cursor)
    return true
  }

  /** The first stack is the one of the thread that died; gdb prints its top frame twice. */
  #frame(number: number, rest: string, text: string, cursor: LineCursor): void {
    if (number === 0 && this.#lastNumber > 0) this.#isOver = true
    if (this.#isOver || number <= this.#lastNumber) return
    this.#lastNumber = number
    if (HANDLER.test(rest)) {
      this.#isBelowHandler = true
      this.#frames.length = 0
      this.#first = undefined
      return
    }
    if (!this.#isBelowHandler && rest.includes('JVM_handle_')) this.#handled = HANDLED_SIGNAL.exec(rest)?.[1]
    if (this.#frames.length >= MAX_FRAMES) return
    this.#first ??= copyCursor(cursor)
    this.#frames.push(frameOf(rest, text.trim(), cursor.line))
  }

  #say(): void {
    const [top] = this.#frames
    if (top === undefined || this.#first === undefined || !this.#isFatal()) return
    const place = this.#signal?.place ?? this.#first
    // The JVM ends by abort() once it has handled a fault: then SIGABRT is its own and the fault another.
    const isOwnAbort = this.#isBelowHandler && this.#signal?.name !== 'SIGSEGV'
    const name = SIGNALS[this.#handled ?? ''] ?? (isOwnAbort ? undefined : this.#signal?.name)
    if (name !== undefined) this.#facts.say('crash.signal', { name }, place)
    this.#facts.say('crash.problematic-frame', top, this.#first)
    this.#facts.say('crash.stack', { native: this.#frames, java: [] }, this.#first)
  }

  /** A debugger also shows the stacks of a process that hangs: nothing in them is at fault. */
  #isFatal(): boolean {
    if (this.#isBelowHandler || this.#signal !== undefined) return true
    return this.#frames.some(({ symbol }) => /^(?:__GI_)?abort$/.test(symbol ?? ''))
  }
}

/** `os::abort(bool) () from /x/libjvm.so`, `__GI_abort () at abort.c:90`, `n/a (libc.so.6 + 0x8fd7c)`, `?? ()` */
function frameOf(rest: string, text: string, line: number): CrashFrame {
  const [, systemdSymbol, systemdLibrary] = /^(\S.*?) \(([^()\s]+) \+ 0x[0-9a-f]+\)\s*$/.exec(rest) ?? []
  const [, path] = / from (\S+)\s*$/.exec(rest) ?? []
  const library = systemdLibrary ?? (path === undefined ? libraryOfSource(rest) : path.slice(path.lastIndexOf('/') + 1))
  const symbol = systemdSymbol ?? rest.replace(/ \(.*$/, '')
  return {
    kind: library === 'libjvm.so' ? 'V' : 'C',
    ...(library !== undefined && { library }),
    ...(/^(?:\?\?|n\/a)/.test(symbol) ? {} : { symbol }),
    text,
    line,
  }
}

/** With debug information gdb prints `at …/hotspot/…/vmError.cpp:1018` in place of the library. */
function libraryOfSource(rest: string): string | undefined {
  const source = / at (\S+):\d+\s*$/.exec(rest)?.[1]
  if (source === undefined) return undefined
  if (/\/(?:hotspot|src\/share\/vm)\//.test(source)) return 'libjvm.so'
  return /sysdeps\/|nptl|^(?:abort|raise|malloc|pthread_\w+)\.c$/.test(source) ? 'libc.so.6' : undefined
}
