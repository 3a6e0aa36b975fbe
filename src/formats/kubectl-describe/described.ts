// `kubectl describe pod`: keys with their values, nested by indentation. What a container went through stands under
// `State:` (now) and `Last State:` (before its last restart).
//
//   Containers:
//     kafka:
//       State:          Waiting
//         Reason:       CrashLoopBackOff
//       Last State:     Terminated
//         Reason:       OOMKilled
//         Exit Code:    137
//         Started:      Sat, 21 Nov 2026 10:00:00 +0000
//         Finished:     Sat, 21 Nov 2026 10:05:00 +0000
//       Restart Count:  7
//       Limits:
//         memory:  2Gi

import type { FactTypes } from '../../model/fact-types.ts'
import { copyCursor, type LineCursor } from '../../source/block.ts'
import type { FactLedger } from '../../source/fact-ledger.ts'
import { stampIn } from '../../source/stamp.ts'

type Terminated = { -readonly [K in keyof FactTypes['container.terminated']]: FactTypes['container.terminated'][K] }

interface Ending {
  readonly value: Terminated
  readonly place: LineCursor
}

const ROW = /^(\s*)([A-Z][A-Za-z ]*|[a-z0-9][\w.-]*):(?:\s+(.*))?$/
const CONTAINERS = /^(?:Init |Ephemeral )?Containers$/
const SUFFIXES: Readonly<Record<string, number>> = {
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 1024,
  Mi: 1024 ** 2,
  Gi: 1024 ** 3,
  Ti: 1024 ** 4,
}

/** Reads the rows of one or more described pods. */
export class DescribedPods {
  #containersAt = -1
  #container: { readonly name: string; readonly indent: number } | undefined
  #endings: Ending[] = []
  #ending: Ending | undefined
  #endingIndent = 0
  #limitsIndent = -1
  #restarts: number | undefined
  #memoryLimitBytes: number | undefined
  /** `Reason: Evicted` of the pod itself, whose message is a line of its own. */
  #isEvicted = false

  read(text: string, cursor: LineCursor, facts: FactLedger): boolean {
    // Who pastes it into an issue makes the telling row bold.
    const row = ROW.exec(text.replaceAll('**', ''))
    if (!row) return false
    const [, blanks, key, value = ''] = row as unknown as [string, string, string, string?]
    const indent = blanks.length
    if (indent === 0) this.#leaveContainer(facts)
    if (indent === 0) this.#containersAt = CONTAINERS.test(key) ? 0 : -1
    if (indent === 0) this.#readPod(key, value.trim(), cursor, facts)
    if (this.#endsEnding(indent)) this.#ending = undefined
    if (indent <= this.#limitsIndent) this.#limitsIndent = -1
    this.#startContainer(key, value, indent, facts)
    this.#readState(key, value.trim(), indent, cursor)
    if (key === 'Restart Count') this.#restarts = Number(value)
    if (key === 'Limits') this.#limitsIndent = indent
    if (key === 'memory' && this.#limitsIndent >= 0) this.#memoryLimitBytes = bytesOf(value.trim())
    return true
  }

  end(facts: FactLedger): void {
    this.#leaveContainer(facts)
  }

  #readPod(key: string, value: string, cursor: LineCursor, facts: FactLedger): void {
    if (key === 'Reason') this.#isEvicted = value === 'Evicted'
    if (key !== 'Message' || !this.#isEvicted) return
    this.#isEvicted = false
    facts.repeat('container.event', { reason: 'Evicted', message: value }, cursor)
  }

  #endsEnding(indent: number): boolean {
    return this.#ending !== undefined && indent <= this.#endingIndent
  }

  /** A container's name stands alone on its line, one step in from `Containers:`. */
  #startContainer(key: string, value: string, indent: number, facts: FactLedger): void {
    const isName = this.#containersAt >= 0 && value === '' && indent > 0 && indent <= (this.#container?.indent ?? 99)
    if (!isName || key === 'Limits' || key === 'Mounts') return
    this.#leaveContainer(facts)
    this.#container = { name: key, indent }
  }

  #readState(key: string, value: string, indent: number, cursor: LineCursor): void {
    if ((key === 'State' || key === 'Last State') && value === 'Terminated') {
      this.#ending = { value: {}, place: copyCursor(cursor) }
      this.#endings.push(this.#ending)
      this.#endingIndent = indent
      return
    }
    const ending = this.#ending?.value
    if (ending === undefined) return
    const at = stampIn(value)
    if (key === 'Reason') ending.reason = value
    else if (key === 'Exit Code') ending.exitCode = Number(value)
    else if (key === 'Signal') ending.signal = Number(value)
    else if (key === 'Started' && at !== undefined) ending.startedAt = at
    else if (key === 'Finished' && at !== undefined) ending.finishedAt = at
    if (this.#ending !== undefined) this.#ending.place.endLine = cursor.endLine
  }

  #leaveContainer(facts: FactLedger): void {
    for (const { value, place } of this.#endings) {
      if (this.#container !== undefined) value.container = this.#container.name
      if (this.#restarts !== undefined) value.restarts = this.#restarts
      if (this.#memoryLimitBytes !== undefined) value.memoryLimitBytes = this.#memoryLimitBytes
      facts.say('container.terminated', value, place, { at: value.finishedAt })
    }
    this.#endings = []
    this.#ending = undefined
    this.#container = undefined
    this.#restarts = undefined
    this.#memoryLimitBytes = undefined
  }
}

/** `2Gi`, `1500M`, `2147483648`. */
function bytesOf(quantity: string): number | undefined {
  const match = /^([\d.]+)(|[kMGT]|[KMGT]i)$/.exec(quantity)
  return match ? Math.round(Number(match[1]) * (SUFFIXES[match[2] as string] as number)) : undefined
}
