import type { ScanRecord } from '../../model/scan.ts'
import type { Limits } from '../limits.ts'
import type { Shard } from './shard.ts'

/** How far a scan is. */
export interface ScanProgress {
  /** Files that were looked at, whether read or passed over. */
  readonly files: number
  readonly bundles: number
  /** Bytes read, after decompression. */
  readonly bytes: number
  /** Share of the walk that is done, 0 to 1. */
  readonly done: number
}

export interface ScanOptions {
  readonly limits?: Partial<Limits>
  /** Threads that analyse; by default one a processor, up to 4, and only when there is work for them. */
  readonly workers?: number
  /** Only the part of this machine. */
  readonly shard?: Shard
  /** A file in which done work is kept; what is unchanged since is not read again. */
  readonly resume?: string
  /** Ends everything with the signal's reason. */
  readonly signal?: AbortSignal
  /** Ends gracefully: what is done is answered, then nothing more. */
  readonly stop?: AbortSignal
  readonly onProgress?: (progress: ScanProgress) => void
}

/**
 * A record for each bundle as it is done, in the order of the walk; then one of what was passed over. What is needed for
 * it is loaded here: workers and hashes would cost `analyze` a tenth of its start.
 */
export async function* scan(paths: readonly string[], options: ScanOptions = {}): AsyncGenerator<ScanRecord> {
  const { runScan } = await import('./run-scan.ts')
  yield* runScan(paths, options)
}
