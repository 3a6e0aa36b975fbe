// Who analyses the bundles: this thread, and, once there is enough to do, workers beside it. A worker costs some 60 ms and
// 40 MB, and compiles everything for itself (test/bench/results.md): short scans start none, and of two that work one is
// this thread, which has compiled it all.

import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { BundleRecord } from '../../model/scan.ts'
import type { Limits } from '../limits.ts'
import type { Bundle } from './bundle.ts'
import { failedRecord, recordOf } from './record.ts'

/** How long this thread works alone before workers are worth their start. */
const ALONE_MS = 250
/** Bundles that a worker has at a time: the next one is at hand while this thread is busy with its own. */
const AT_HAND = 2

interface Task {
  readonly bundle: Bundle
  readonly done: (record: BundleRecord) => void
}

export class Pool {
  readonly #size: number
  readonly #limits: Partial<Limits>
  readonly #stop: AbortSignal | undefined
  readonly #waiting: Task[] = []
  readonly #workers: BundleWorker[] = []
  #isWorking = false
  #isClosed = false
  #isHiring = false
  #timer: NodeJS.Timeout | undefined

  /** `size` counts this thread. */
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
    // By the clock, not when a bundle is done: the first one may be an archive of thousands.
    this.#timer ??= setTimeout(() => this.#beginToHire(), ALONE_MS).unref()
    return new Promise((done) => {
      this.#waiting.push({ bundle, done })
      this.#work()
      this.#hire()
    })
  }

  /** Ends the workers; what waits is not begun, and its records are of no use to anybody. */
  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#timer)
    await Promise.all(this.#workers.map(({ thread }) => thread.terminate()))
  }

  /** This thread's part: one bundle after the other, while there are any. */
  async #work(): Promise<void> {
    if (this.#isWorking) return
    this.#isWorking = true
    for (let task = this.#next(); task !== undefined; task = this.#next()) {
      task.done(await recordOf(task.bundle, this.#limits, this.#stop))
      await new Promise(setImmediate) // the workers' records come in, and the clock is looked at
    }
    this.#isWorking = false
  }

  #next(): Task | undefined {
    return this.#isClosed ? undefined : this.#waiting.shift()
  }

  #beginToHire(): void {
    this.#isHiring = true
    this.#hire()
  }

  #hire(): void {
    if (this.#isClosed || !this.#isHiring) return
    while (this.#workers.length < this.#size - 1 && this.#waiting.length > this.#workers.length) {
      this.#workers.push(
        new BundleWorker(
          this.#limits,
          () => this.#handOut(),
          (worker, left) => this.#replace(worker, left),
        ),
      )
    }
    this.#handOut()
  }

  /** Each gets a first bundle before any gets a second. */
  #handOut(): void {
    for (let most = 1; most <= AT_HAND; most++) {
      for (const worker of this.#workers) {
        const task = worker.tasks.length < most ? this.#next() : undefined
        if (task !== undefined) worker.run(task)
      }
    }
  }

  #replace(dead: BundleWorker, left: readonly Task[]): void {
    this.#workers.splice(this.#workers.indexOf(dead), 1)
    this.#waiting.unshift(...left)
    this.#hire()
    this.#work()
  }
}

/** The worker's module beside this one: both in the library and in the command's bundle. */
const WORKER = fileURLToPath(new URL('./worker.js', import.meta.url))

class BundleWorker {
  readonly thread: Worker
  /** What it was given and has not answered, in that order. */
  readonly tasks: Task[] = []

  constructor(
    limits: Partial<Limits>,
    onAnswer: () => void,
    onEnd: (worker: BundleWorker, left: readonly Task[]) => void,
  ) {
    let reason = 'its worker ended'
    this.thread = new Worker(WORKER, { workerData: { limits } })
    this.thread.on('message', (record: BundleRecord) => {
      this.tasks.shift()?.done(record)
      onAnswer()
    })
    this.thread.on('error', (error) => {
      reason = error.message
    })
    this.thread.on('exit', () => {
      // Out of memory, most likely: one bundle is lost, the scan goes on.
      const [lost, ...left] = this.tasks.splice(0)
      lost?.done(failedRecord(lost.bundle.uri, reason))
      onEnd(this, left)
    })
  }

  run(task: Task): void {
    this.tasks.push(task)
    this.thread.postMessage(task.bundle)
  }
}
