import type { AnyFact, Fact } from '../../model/fact.ts'
import { amount, sizeOf } from '../../model/wording.ts'

/** A native allocation that the operating system refused, from the crash log or from the console. */
export interface RefusedRequest {
  readonly bytes: number
  readonly call: string
  readonly reason: string
  readonly executable: boolean
  readonly cite: AnyFact
}

/** All refused requests with a size; the crash log's first. */
export function refusedRequests(facts: {
  readonly 'crash.native-oom': readonly Fact<'crash.native-oom'>[]
  readonly 'jvm.commit-failed': readonly Fact<'jvm.commit-failed'>[]
}): RefusedRequest[] {
  const fatal = facts['crash.native-oom']
    .filter(({ value }) => value.bytes !== null && value.bytes > 0)
    .map((fact) => ({
      bytes: fact.value.bytes as number,
      call: fact.value.call ?? 'an allocation',
      reason: fact.value.reason ?? '',
      executable: false,
      cite: fact as AnyFact,
    }))
  const warned = facts['jvm.commit-failed'].map((fact) => ({
    bytes: fact.value.bytes,
    call: 'mmap',
    reason: '',
    executable: fact.value.executable,
    cite: fact as AnyFact,
  }))
  return [...fatal, ...warned]
}

/** `an mmap of 65,536 bytes (64 KiB, committing reserved memory)`. */
export function requestText({ bytes, call, reason }: RefusedRequest): string {
  const details = [bytes >= 1024 ? sizeOf(bytes) : '', reason.replace(/\.$/, '')].filter((part) => part !== '')
  const article = /^[aeiou]|^mmap|^mprotect/.test(call) ? 'an ' : 'a '
  return `${call.startsWith('an ') ? '' : article}${call} of ${amount(bytes)} bytes${details.length === 0 ? '' : ` (${details.join(', ')})`}`
}
