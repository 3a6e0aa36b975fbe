// Which calls move memory and files about, and what their arguments mean. Argument order: the manual pages, section 2.

import type { Argument, Call } from '../../../grammars/strace/call.ts'
import type { TraceBalance } from '../../mappings/trace-balance.ts'

const MAX_DESCRIPTORS = 1 << 20
const NO_PATH = /^(?:\/memfd:|\/dev\/|\/SYSV|\/anon_hugepage)/

type Handler = (call: Call) => void

/** Tells a trace's successful calls to its balance; knows which file each descriptor stands for. */
export class CallFollower {
  readonly #balance: TraceBalance
  readonly #paths = new Map<string, string>()
  readonly #handlers: ReadonlyMap<string, Handler>

  constructor(balance: TraceBalance) {
    this.#balance = balance
    const opened: Handler = (call) => this.#open(call)
    this.#handlers = new Map<string, Handler>([
      ['mmap', (call) => this.#mmap(call)],
      ['mmap2', (call) => this.#mmap(call)],
      ['munmap', ({ arguments: [start, length] }) => balance.munmap(numberOf(start), numberOf(length))],
      ['mprotect', (call) => this.#mprotect(call)],
      ['pkey_mprotect', (call) => this.#mprotect(call)],
      ['mremap', (call) => this.#mremap(call)],
      ['brk', ({ result }) => balance.brk(numberOf(result))],
      ['open', opened],
      ['openat', opened],
      ['openat2', opened],
      ['creat', opened],
      ['close', ({ arguments: [fd] }) => this.#paths.delete(fd?.text ?? '')],
      ['dup', (call) => this.#dup(call)],
      ['dup2', (call) => this.#dup(call)],
      ['dup3', (call) => this.#dup(call)],
      ['rename', (call) => this.#rename(call)],
      ['renameat', (call) => this.#rename(call)],
      ['renameat2', (call) => this.#rename(call)],
      ['unlink', (call) => this.#unlink(call)],
      ['unlinkat', (call) => this.#unlink(call)],
    ])
  }

  follows(name: string): boolean {
    return this.#handlers.has(name)
  }

  /** A call that succeeded. */
  follow(call: Call): void {
    this.#handlers.get(call.name)?.(call)
  }

  /** The file that a call is about: by name, or by its descriptor. */
  pathOf(call: Call): string | undefined {
    const named = stringsOf(call)[0]
    if (named !== undefined) return named
    const descriptor = call.name.startsWith('mmap') ? call.arguments[4] : call.arguments[0]
    return this.#fileOf(descriptor)
  }

  #mmap({ arguments: [, length, protection, flags, descriptor, offset], result }: Call): void {
    const path = this.#fileOf(descriptor)
    const kinds = `${flags?.text}`
    const isData =
      kinds.includes('MAP_SHARED') && !`${protection?.text}`.includes('PROT_EXEC') && numberOf(offset) === 0
    this.#balance.mmap({
      start: numberOf(result),
      length: numberOf(length),
      accessible: isAccessible(protection),
      fixed: kinds.includes('MAP_FIXED'),
      ...(isData && path !== undefined && !NO_PATH.test(path) ? { data: path } : {}),
    })
  }

  #mprotect({ arguments: [start, length, protection] }: Call): void {
    this.#balance.mprotect(numberOf(start), numberOf(length), isAccessible(protection))
  }

  #mremap({ arguments: [from, oldLength, newLength], result }: Call): void {
    this.#balance.mremap(numberOf(from), numberOf(oldLength), numberOf(result), numberOf(newLength))
  }

  #open(call: Call): void {
    const path = plainPath(call.result?.file) ?? stringsOf(call)[0]
    if (path === undefined || call.result === undefined || this.#paths.size >= MAX_DESCRIPTORS) return
    this.#paths.set(call.result.text, path)
  }

  #dup({ arguments: [from], result }: Call): void {
    const path = this.#fileOf(from)
    if (path !== undefined && result !== undefined) this.#paths.set(result.text, path)
  }

  #rename(call: Call): void {
    const [from, to] = stringsOf(call)
    if (from !== undefined && to !== undefined) this.#balance.rename(from, to)
  }

  #unlink(call: Call): void {
    const [path] = stringsOf(call)
    if (path !== undefined) this.#balance.unlink(path)
  }

  #fileOf(descriptor: Argument | undefined): string | undefined {
    return plainPath(descriptor?.file) ?? this.#paths.get(descriptor?.text ?? '')
  }
}

/** PROT_NONE only reserves addresses. */
function isAccessible(protection: Argument | undefined): boolean {
  return protection !== undefined && protection.text !== 'PROT_NONE' && protection.text !== '0'
}

/** Decimal, hexadecimal or NULL. */
function numberOf(argument: Argument | undefined): number {
  const value = Number(argument?.text)
  return Number.isNaN(value) ? 0 : value
}

function stringsOf({ arguments: all }: Call): string[] {
  return all.flatMap(({ text }) => (text.startsWith('"') ? [text.slice(1, text.lastIndexOf('"'))] : []))
}

/** `</k/t-0/0.index>(deleted)` → `/k/t-0/0.index` */
function plainPath(file: string | undefined): string | undefined {
  const path = file?.slice(1, file.lastIndexOf('>'))
  return path?.startsWith('/') ? path : undefined
}
