// What the VM prints when the system refuses memory or a thread (os_linux.cpp, stackOverflow.cpp, javaThread.cpp).

import { type FailedCommit, readFailedCommit, readFailedThreadStart } from '../../../grammars/jvm-console/read.ts'
import type { FactTypes } from '../../model/fact-types.ts'
import type { FactLedger } from '../../source/fact-ledger.ts'
import type { ConsoleLine, LineRule } from './console-line.ts'

/** A message that comes again is not parsed again. */
function remembering<T>(opening: string, read: (message: string) => T): (text: string) => T | undefined {
  const known = new Map<string, T>()
  return (text) => {
    const start = text.indexOf(opening)
    if (start < 0) return undefined
    const message = text.slice(start)
    if (known.has(message)) return known.get(message)
    const value = read(message)
    if (known.size < MOST_REMEMBERED) known.set(message, value)
    return value
  }
}

const MOST_REMEMBERED = 1000
const parseCommit = remembering('os::commit_memory(', readFailedCommit)
const threadStartIn = remembering('Failed to start thread', readFailedThreadStart)

/** Addresses differ from line to line: only the size, the kind of memory and the error tell failures apart. */
function commitIn(text: string): FailedCommit | undefined {
  const address = COMMIT_ADDRESS.exec(text)?.[1]
  if (address === undefined) return undefined
  const commit = parseCommit(text.replace(address, '0x0'))
  return commit && { ...commit, address }
}

const COMMIT_ADDRESS = /os::commit_memory\((0x[0-9a-f]+)/i

/** `os::commit_memory(0x…, 65536, 0) failed; error='…' (errno=12)`: the text is localized up to JDK 8, errno is not. */
export const failedCommits: LineRule = {
  read({ text, cursor, told }, facts) {
    const failed = commitIn(text)
    if (failed === undefined) return false
    const { bytes, executable, errno, alignment, address, windows } = failed
    const key = `${bytes} ${executable} ${errno} ${alignment}`
    const value = {
      bytes,
      executable,
      errno,
      address,
      ...(alignment !== undefined && { alignment }),
      ...(windows && { windows }),
    }
    facts.repeat('jvm.commit-failed', value, cursor, told, key)
    return true
  },
}

const GUARD_PAGES =
  /Attempt to (protect|allocate|deallocate|unprotect|guard|unguard|reguard) stack (?:guard pages|(?:reserved|yellow|red|yellow reserved) zone) failed/

/** `Attempt to deallocate stack guard pages failed (0x…-0x…).`: the addresses are printed from JDK 11 on. */
export const failedGuardPages: LineRule = {
  read({ text, cursor, told }, facts) {
    const action = GUARD_PAGES.exec(text)?.[1]
    if (action === undefined) return false
    facts.repeat('jvm.guard-pages-failed', { action }, cursor, told)
    return true
  },
}

type ThreadErrno = FactTypes['jvm.thread-start-failed']['errno']

const ERRNO_NAMES: Readonly<Record<string, ThreadErrno>> = {
  EAGAIN: 'EAGAIN',
  EPERM: 'EPERM',
  ENOMEM: 'ENOMEM',
  EINVAL: 'EINVAL',
  '1': 'EPERM',
  '11': 'EAGAIN',
  '12': 'ENOMEM',
  '22': 'EINVAL',
}

const NATIVE_THREAD = /Failed to start the native thread for java\.lang\.Thread "(.*)"/
const UNCAUGHT = /Exception in thread ".*" java\.lang\.OutOfMemoryError: unable to create (?:new )?native thread/

/**
 * A thread that could not be started is told up to three times: by os::create_thread with the errno (JDK 9+), by
 * JVM_StartThread with the Java name (17+), and by the OutOfMemoryError. It counts once.
 */
export class FailedThreadStarts implements LineRule {
  #untold = 0

  read(line: ConsoleLine, facts: FactLedger): boolean {
    return this.#byErrno(line, facts) || this.#byName(line, facts) || this.#byException(line, facts)
  }

  #byErrno({ text, cursor, told }: ConsoleLine, facts: FactLedger): boolean {
    const failed = threadStartIn(text)
    if (failed === undefined) return false
    const { thread, stackKb, guardKb } = failed
    const errno = ERRNO_NAMES[failed.errno]
    const value = {
      ...(errno !== undefined && { errno }),
      ...(thread !== undefined && thread !== 'Unknown thread' && { thread }),
      ...(stackKb !== undefined && { stackKb }),
      ...(guardKb !== undefined && { guardKb }),
    }
    facts.repeat('jvm.thread-start-failed', value, cursor, told, `${errno} ${stackKb}`)
    this.#untold++
    return true
  }

  #byName({ text, cursor, told }: ConsoleLine, facts: FactLedger): boolean {
    const thread = NATIVE_THREAD.exec(text)?.[1]
    if (thread === undefined) return false
    if (this.#untold > 0) this.#untold--
    else facts.repeat('jvm.thread-start-failed', { thread }, cursor, told, 'by name')
    return true
  }

  #byException({ text, cursor, told }: ConsoleLine, facts: FactLedger): boolean {
    if (!UNCAUGHT.test(text)) return false
    facts.repeat('jvm.thread-start-failed', {}, cursor, told, 'by exception')
    return true
  }
}
