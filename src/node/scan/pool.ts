// Who analyses the bundles: this thread, and, once there is enough to do, workers. A worker costs some 60 ms and 15 MB
// before it is of use (test/bench/results.md), so short scans never start one.

import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { BundleRecord } from '../../model/scan.ts'
import type { Limits } from '../limits.ts'
import type { Bundle } from './bundle.ts'
import { failedRecord, recordOf } from './record.ts'

/** How long this thread works alone before workers are worth their start. */
const ALONE_MS = 250

export class Pool {
  readonly #size: number
  readonly #limits: Partial<Limits>
  readonly #stop: AbortSignal | undefined
  readonly #idle: Member[] = []
  readonly #members: Member[] = []
  readonly #waiting: ((member: Member) => void)[] = []
  #alone: Promise<void> = Promise.resolve()
  #aloneMs = 0
  #isClosed = false

  constructor(size: number, limits: Partial<Limits>, stop?: AbortSignal) {
    this.#size = existsSync(WORKER) ? size : 1
    this.#limits = limits
    this.#stop = stop
  }

  /** How many bundles are worth handing in before the first is done. */
  get ahead(): number {
    return this.#size * 4
  }

  run(bundle: Bundle): Promise<BundleRecord> {
    return this.#isWorthWorkers ? this.#byWorker(bundle) : this.#here(bundle)
  }

  /** Ends the workers; what waits is not begun, and its records are of no use to anybody. */
  async close(): Promise<void> {
    this.#isClosed = true
    await Promise.all(this.#members.map(({ worker }) => worker.terminate()))
  }

  /** One after the other, in this thread; those that still wait when workers are called for go to them. */
  async #here(bundle: Bundle): Promise<BundleRecord> {
    const before = this.#alone
    let done = () => {}
    this.#alone = new Promise((resolve) => {
      done = resolve
    })
    await before
    if (this.#isClosed) {
      done()
      return failedRecord(bundle.uri, 'not begun')
    }
    if (this.#isWorthWorkers) {
      done()
      return this.#byWorker(bundle)
    }
    const started = performance.now()
    const record = await recordOf(bundle, this.#limits, this.#stop)
    this.#aloneMs += performance.now() - started
    done()
    return record
  }

  get #isWorthWorkers(): boolean {
    return this.#size > 1 && this.#aloneMs >= ALONE_MS
  }

  async #byWorker(bundle: Bundle): Promise<BundleRecord> {
    if (this.#isClosed) return failedRecord(bundle.uri, 'not begun')
    const member = await this.#free()
    const record = await member.run(bundle)
    if (member.isAlive) this.#release(member)
    else this.#replace(member)
    return record
  }

  #free(): Promise<Member> {
    const idle = this.#idle.pop()
    if (idle) return Promise.resolve(idle)
    if (this.#members.length < this.#size) return Promise.resolve(this.#hire())
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  #hire(): Member {
    const member = new Member(this.#limits)
    this.#members.push(member)
    return member
  }

  #release(member: Member): void {
    const next = this.#waiting.shift()
    if (next) next(member)
    else this.#idle.push(member)
  }

  #replace(dead: Member): void {
    this.#members.splice(this.#members.indexOf(dead), 1)
    if (!this.#isClosed && this.#waiting.length > 0) this.#release(this.#hire())
  }
}

/** The worker's module beside this one: both in the library and in the command's bundle. */
const WORKER = fileURLToPath(new URL('./worker.js', import.meta.url))

class Member {
  readonly worker: Worker
  isAlive = true
  #done: ((record: BundleRecord) => void) | undefined
  #uri = ''

  constructor(limits: Partial<Limits>) {
    this.worker = new Worker(WORKER, { workerData: { limits } })
    this.worker.on('message', (record: BundleRecord) => this.#done?.(record))
    this.worker.on('error', (error) => this.#die(error.message))
    this.worker.on('exit', () => this.#die('its worker ended'))
  }

  run(bundle: Bundle): Promise<BundleRecord> {
    this.#uri = bundle.uri
    return new Promise((resolve) => {
      this.#done = resolve
      this.worker.postMessage(bundle)
    })
  }

  /** Out of memory, most likely: one bundle is lost, the scan goes on. */
  #die(reason: string): void {
    this.isAlive = false
    this.#done?.(failedRecord(this.#uri, reason))
  }
}
