// `docker inspect`, `podman inspect`, `crictl inspect` and `kubectl get pod -o json|yaml`: the fields of a container's
// state, read line by line, so that an excerpt of the JSON, or YAML, is enough.

import type { FactTypes } from '../../model/fact-types.ts'
import { copyCursor, type LineCursor } from '../../source/block.ts'
import type { FactLedger } from '../../source/fact-ledger.ts'
import { stampIn } from '../../source/stamp.ts'
import { EVICTION } from './eviction.ts'

type Terminated = { -readonly [K in keyof FactTypes['container.terminated']]: FactTypes['container.terminated'][K] }

const FIELD = /^\s*-?\s*"?(\w+)"?:\s*(?:"([^"]*)"|([\w.:+-]+)),?\s*(?:[}\]]+,?)?\s*$/
/** Docker's zero time: not finished, or never started. */
const NEVER = /^0001-01-01/

/** Gathers what is said of one container until its exit code and times are known. */
export class InspectedStates {
  #state: Terminated = {}
  /** Undefined: not said. */
  #oomKilled: boolean | undefined
  #isRunning = false
  #place: LineCursor | undefined

  read(text: string, cursor: LineCursor, facts: FactLedger): boolean {
    const eviction = EVICTION.exec(text)?.[1]
    if (eviction !== undefined) {
      facts.repeat('container.event', { reason: 'Evicted', message: eviction }, cursor)
      return true
    }
    const field = FIELD.exec(text)
    if (!field) return /^\s*(?:[{}[\],]+|-|"?\w+"?:\s*[[{]?)\s*$/.test(text)
    const [, name, quoted, bare] = field as unknown as [string, string, string | undefined, string | undefined]
    this.#set(name, quoted ?? bare ?? '', cursor, facts)
    return true
  }

  end(facts: FactLedger): void {
    const state = this.#state
    if (this.#place !== undefined && !this.#isRunning && (state.exitCode !== undefined || this.#oomKilled === true)) {
      if (this.#oomKilled === true) state.reason = 'OOMKilled'
      else if (this.#oomKilled === false && state.exitCode === 137) state.reason ??= 'Error'
      facts.say('container.terminated', state, this.#place, { at: state.finishedAt })
    }
    this.#state = {}
    this.#oomKilled = undefined
    this.#isRunning = false
    this.#place = undefined
  }

  #set(name: string, value: string, cursor: LineCursor, facts: FactLedger): void {
    const key = name.toLowerCase()
    if ((key === 'status' || key === 'running') && /^(?:running|true)$/i.test(value)) this.#isRunning = true
    if (key === 'state' && value === 'CONTAINER_RUNNING') this.#isRunning = true
    if (key === 'oomkilled') this.#oomKilled = value === 'true'
    else if (key === 'exitcode') this.#exitCode(Number(value), cursor, facts)
    else if (key === 'reason' && value !== '') this.#state.reason ??= value
    else if (key === 'signal' && /^\d+$/.test(value)) this.#state.signal = Number(value)
    else if (key === 'startedat') this.#time('startedAt', value)
    else if (key === 'finishedat') this.#time('finishedAt', value)
    else if (key === 'restartcount') this.#state.restarts = Number(value)
    else if (key === 'memory' && /^[1-9]\d*$/.test(value)) this.#state.memoryLimitBytes = Number(value)
    else if (key === 'name' && this.#place !== undefined) this.#state.container ??= value.replace(/^\//, '')
  }

  /** The one field that every ending has: a second one is another container's. */
  #exitCode(code: number, cursor: LineCursor, facts: FactLedger): void {
    if (this.#state.exitCode !== undefined) this.end(facts)
    this.#state.exitCode = code
    this.#place = copyCursor(cursor)
  }

  #time(field: 'startedAt' | 'finishedAt', value: string): void {
    const at = NEVER.test(value) ? undefined : stampIn(value)
    if (at !== undefined) this.#state[field] = at
  }
}
