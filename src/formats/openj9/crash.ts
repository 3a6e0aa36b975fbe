// What OpenJ9 (IBM Semeru) says of a fault, on the console and in a javacore alike: names and values.
//
//   console    Type=Segmentation error vmState=0x000501ff
//              J9Generic_Signal_Number=00000018 Signal_Number=0000000b Error_Value=00000000 Signal_Code=00000001
//              Handler1=00007FDF8DA3FC80 Handler2=00007FDF8D62AB00 InaccessibleAddress=0000000000000010
//              Module=/opt/java/lib/default/libj9jit29.so
//              Method_being_compiled=org/example/Big.parse(I)V
//   javacore   1XHEXCPCODE    Signal_Number: 0000000B
//
// Source: eclipse-openj9, runtime/vm/gphandle.c; runtime/oti/j9consts.h (J9VMSTATE_GC, J9VMSTATE_JIT)

import type { CrashFrame, FactTypes } from '../../model/fact-types.ts'
import { copyCursor, type LineCursor } from '../../source/block.ts'
import type { FactLedger } from '../../source/fact-ledger.ts'

const SIGNALS: Readonly<Record<number, string>> = { 4: 'SIGILL', 6: 'SIGABRT', 7: 'SIGBUS', 8: 'SIGFPE', 11: 'SIGSEGV' }
const SIGSEGV_CODES: Readonly<Record<number, string>> = { 1: 'SEGV_MAPERR', 2: 'SEGV_ACCERR', 128: 'SI_KERNEL' }
/** The JVM's own libraries: libj9vm29.so, j9jit29.dll. */
const OWN_LIBRARY = /^(?:lib)?(?:j9|omr)\w+\.(?:so|dll|dylib)$/
/** The upper half says who was at work when the signal came. */
const AT_WORK: Readonly<Record<number, string>> = { 2: 'GCTaskThread', 5: 'CompilerThread' }

interface Said {
  readonly value: string
  readonly place: LineCursor
}

/** Gathers the names and values of one fault, and states it as the facts that a crash log of HotSpot would give. */
export class J9Crash {
  readonly #said = new Map<string, Said>()

  get isEmpty(): boolean {
    return !this.#said.has('Signal_Number') && !this.#said.has('Windows_ExceptionCode')
  }

  /** The first word on a matter stands. */
  add(name: string, value: string, cursor: LineCursor): void {
    if (!this.#said.has(name)) this.#said.set(name, { value: value.trim(), place: copyCursor(cursor) })
  }

  say(facts: FactLedger): void {
    this.#saySignal(facts)
    this.#sayFrame(facts)
    this.#sayThread(facts)
  }

  #saySignal(facts: FactLedger): void {
    const signal = this.#said.get('Signal_Number')
    const exception = this.#said.get('Windows_ExceptionCode')
    const place = (signal ?? exception)?.place
    if (place === undefined) return
    const number = Number.parseInt(signal?.value ?? '', 16)
    const name = exception === undefined ? SIGNALS[number] : windowsName(exception.value)
    if (name === undefined) return
    const code = Number.parseInt(this.#said.get('Signal_Code')?.value ?? '', 16)
    const address = this.#said.get('InaccessibleAddress') ?? this.#said.get('InaccessibleReadAddress')
    const codeName = name === 'SIGSEGV' ? SIGSEGV_CODES[code] : undefined
    const value: FactTypes['crash.signal'] = {
      name,
      ...(Number.isNaN(code) ? {} : { siCode: code }),
      ...(codeName && { siCodeName: codeName }),
      ...(address && { siAddress: `0x${address.value.toLowerCase()}` }),
    }
    facts.say('crash.signal', value, place)
  }

  #sayFrame(facts: FactLedger): void {
    const module = this.#said.get('Module')
    if (module === undefined) return
    const library = module.value.slice(Math.max(module.value.lastIndexOf('/'), module.value.lastIndexOf('\\')) + 1)
    const frame: CrashFrame = {
      kind: OWN_LIBRARY.test(library) ? 'V' : 'C',
      library,
      text: `Module=${library}`,
      line: module.place.line,
    }
    facts.say('crash.problematic-frame', frame, module.place)
  }

  #sayThread(facts: FactLedger): void {
    const method = this.#said.get('Method_being_compiled')
    if (method !== undefined && method.value !== '') {
      const task = { compiler: 'JIT', method: method.value, text: `compiling ${method.value}` }
      facts.say('crash.compile-task', task, method.place)
    }
    const vmState = this.#said.get('vmState')
    const type = AT_WORK[Number.parseInt(vmState?.value ?? '', 16) >>> 16] ?? (method && 'CompilerThread')
    const place = (vmState ?? method)?.place
    if (type === undefined || place === undefined) return
    facts.say('crash.thread', { type, ...(vmState && { state: `vmState=${vmState.value}` }) }, place)
  }
}

function windowsName(code: string): string | undefined {
  const names: Readonly<Record<string, string>> = {
    c0000005: 'EXCEPTION_ACCESS_VIOLATION',
    c000001d: 'EXCEPTION_ILLEGAL_INSTRUCTION',
    c00000fd: 'EXCEPTION_STACK_OVERFLOW',
  }
  return names[code.toLowerCase()]
}
