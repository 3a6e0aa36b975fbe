// Many bundles, each by itself: found while others are analysed, answered in the order in which they were found.

import { availableParallelism } from 'node:os'
import type { BundleRecord, PassedOverRecord, ScanRecord, UnreadRecord } from '../../model/scan.ts'
import { type Bundle, bundlesIn } from './bundle.ts'
import { Pool } from './pool.ts'
import type { ScanOptions } from './scan.ts'
import { isMine, type Shard } from './shard.ts'
import { ScanState } from './state.ts'

/** A record for each bundle as it is done, in the order of the walk; then one of what was passed over. */
export async function* runScan(paths: readonly string[], options: ScanOptions): AsyncGenerator<ScanRecord> {
  const walk = new Walk(paths, options)
  const state = options.resume === undefined ? undefined : new ScanState(options.resume)
  const pool = new Pool(options.workers ?? Math.min(4, availableParallelism()), options.limits ?? {}, options.stop)
  const underWay: { bundle: Bundle; record: Promise<BundleRecord> }[] = []
  const counts = { bundles: 0, bytes: 0 }
  try {
    let isOver = false
    while (!isOver || underWay.length > 0) {
      options.signal?.throwIfAborted()
      if (options.stop?.aborted) return
      while (!isOver && underWay.length < pool.ahead) {
        const bundle = await walk.next()
        if (bundle === undefined) isOver = true
        else underWay.push({ bundle, record: analyzed(bundle, pool, state) })
      }
      yield* walk.unread.splice(0)
      const first = underWay.shift()
      if (first === undefined) continue
      const record = await untilStopped(first.record, options)
      if (record === undefined) return
      counts.bundles++
      counts.bytes += record.bytes
      options.onProgress?.({ files: walk.files, ...counts, done: first.bundle.progress })
      yield record
    }
    yield* walk.unread.splice(0)
    yield walk.passedOver()
  } finally {
    await pool.close()
  }
}

async function analyzed(bundle: Bundle, pool: Pool, state: ScanState | undefined): Promise<BundleRecord> {
  const known = await state?.recall(bundle)
  if (known) return known
  const record = await pool.run(bundle)
  await state?.keep(bundle, record)
  return record
}

/** The record, or undefined when asked to stop before it is there. */
async function untilStopped(
  record: Promise<BundleRecord>,
  { signal, stop }: ScanOptions,
): Promise<BundleRecord | undefined> {
  if (signal === undefined && stop === undefined) return record
  const ended = AbortSignal.any([signal, stop].filter((one) => one !== undefined))
  const first = await Promise.race([
    record,
    new Promise<undefined>((resolve) => {
      if (ended.aborted) resolve(undefined)
      ended.addEventListener('abort', () => resolve(undefined), { once: true })
    }),
  ])
  signal?.throwIfAborted()
  return stop?.aborted ? undefined : first
}

/** The walk over the paths, and what it met besides bundles. */
class Walk {
  files = 0
  readonly unread: UnreadRecord[] = []
  readonly #bundles: AsyncGenerator<Bundle>
  readonly #shard: Shard | undefined
  readonly #passedOver = { byName: 0, notText: 0, unknownText: 0 }

  constructor(paths: readonly string[], { shard }: ScanOptions) {
    this.#shard = shard
    this.#bundles = bundlesIn(paths, {
      note: ({ uri, message, severity }) => {
        if (severity !== 'info' && isMine(uri, shard)) this.unread.push({ kind: 'unread', uri, message })
      },
      passedOver: (path, why) => {
        this.files++
        if (isMine(path, shard)) this.#passedOver[why]++
      },
    })
  }

  async next(): Promise<Bundle | undefined> {
    for await (const bundle of { [Symbol.asyncIterator]: () => ({ next: () => this.#bundles.next() }) }) {
      this.files += bundle.paths.length
      if (isMine(bundle.uri, this.#shard)) return bundle
    }
    return undefined
  }

  passedOver(): PassedOverRecord {
    return { kind: 'passed-over', ...this.#passedOver }
  }
}
