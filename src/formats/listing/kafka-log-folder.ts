// What a listing says of Kafka's log directories. Source: org.apache.kafka.storage.internals.log.LogFileUtils and UnifiedLog
// (file suffixes); kafka.log.LogManager (folder names: topic-partition, `.<uuid>-delete`, `-future`, `-stray`).

import type { FactTypes } from '../../model/fact-types.ts'
import type { Instant } from '../../model/instant.ts'
import type { Entry } from './entry.ts'

const SEGMENT_FILE = /(?:^|\/)(\d{20})\.(log|index|timeindex|txnindex|snapshot)(\.deleted|\.cleaned|\.swap)?$/
const PARTITION_FOLDER = /(?:^|\/)([\w.-]+?)-(\d+)(?:\.[0-9a-f]{32}-(?:delete|future|stray))?\/?$/

const MAX_PARTITIONS = 200_000
const MOST_TOPICS = 20
const PREALLOCATED = 10 * 1024 ** 2

export type LogDirectory = FactTypes['kafka.log-directory']

export function isKafkaEntry(path: string): boolean {
  return SEGMENT_FILE.test(path)
}

interface Partition {
  readonly topic: string
  logs: number
  indexes: number
  timeIndexes: number
}

export class KafkaLogFolder {
  readonly #partitions = new Map<string, Partition>()
  #unplaced = 0
  #deleted = 0
  #empty = 0
  #preallocated = 0
  #fileBytes = 0
  #folderBytes = 0
  #oldest: Instant | undefined
  #newest: Instant | undefined
  /** Segment files that were seen. */
  files = 0

  /** True when the entry is one of Kafka's. `folder` is the heading above it. */
  add(entry: Entry, folder: string): boolean {
    const file = SEGMENT_FILE.exec(entry.path)
    if (file !== null) {
      const slash = entry.path.lastIndexOf('/')
      this.#addFile(entry, file, slash < 0 ? folder : entry.path.slice(0, slash))
      return true
    }
    if (!PARTITION_FOLDER.test(entry.path) || !entry.isFolder) return false
    this.#partitionAt(folder === '' || entry.path.includes('/') ? entry.path : `${folder}/${entry.path}`)
    this.#folderBytes += entry.bytes ?? 0
    return true
  }

  #addFile({ bytes, modified }: Entry, [, , kind, suffix]: RegExpExecArray, folder: string): void {
    this.files++
    this.#fileBytes += bytes ?? 0
    if (suffix === '.deleted') {
      this.#deleted++
      return
    }
    const partition = this.#partitionAt(folder)
    if (partition === undefined) return
    if (kind === 'log') {
      partition.logs++
      if (modified && (!this.#oldest || modified.epochMs < this.#oldest.epochMs)) this.#oldest = modified
      if (modified && (!this.#newest || modified.epochMs > this.#newest.epochMs)) this.#newest = modified
    }
    if (kind !== 'index' && kind !== 'timeindex') return
    if (kind === 'index') partition.indexes++
    else partition.timeIndexes++
    if (bytes === 0) this.#empty++
    if (bytes === PREALLOCATED) this.#preallocated++
  }

  #partitionAt(path: string): Partition | undefined {
    const key = path.replace(/\/+$/, '')
    const known = this.#partitions.get(key)
    if (known !== undefined) return known
    if (this.#partitions.size >= MAX_PARTITIONS) {
      this.#unplaced++
      return undefined
    }
    const partition = { topic: PARTITION_FOLDER.exec(key)?.[1] ?? '', logs: 0, indexes: 0, timeIndexes: 0 }
    this.#partitions.set(key, partition)
    return partition
  }

  /** Files beyond the partitions that are kept. */
  get leftOut(): number {
    return this.#unplaced
  }

  /** undefined: nothing of Kafka's was listed. */
  value(): LogDirectory | undefined {
    const partitions = [...this.#partitions.values()]
    if (partitions.length === 0) return undefined
    const sum = (of: (partition: Partition) => number) =>
      partitions.reduce((total, partition) => total + of(partition), 0)
    const bytes = this.#fileBytes || this.#folderBytes
    const hasSizes = bytes > 0
    return {
      partitions: partitions.length,
      segments: sum(segmentsOf),
      indexFiles: sum(({ indexes }) => indexes),
      timeIndexFiles: sum(({ timeIndexes }) => timeIndexes),
      deletedFiles: this.#deleted,
      ...(hasSizes && { bytes }),
      ...(hasSizes && this.files > 0 && { emptyIndexFiles: this.#empty, preallocatedIndexFiles: this.#preallocated }),
      ...(this.#oldest && { oldest: this.#oldest }),
      ...(this.#newest && { newest: this.#newest }),
      ...(this.files > 0 && { topics: topicsOf(partitions) }),
    }
  }
}

/** A segment is its log file; a listing of indexes alone (`find -name '*index'`) counts those. */
function segmentsOf({ logs, indexes, timeIndexes }: Partition): number {
  return logs > 0 ? logs : Math.max(indexes, timeIndexes)
}

function topicsOf(partitions: readonly Partition[]): { name: string; partitions: number; segments: number }[] {
  const topics = new Map<string, { name: string; partitions: number; segments: number }>()
  for (const partition of partitions) {
    const topic = topics.get(partition.topic) ?? { name: partition.topic, partitions: 0, segments: 0 }
    topic.partitions++
    topic.segments += segmentsOf(partition)
    topics.set(partition.topic, topic)
  }
  const named = [...topics.values()].filter(({ name }) => name !== '')
  return named.sort((a, b) => b.segments - a.segments || a.name.localeCompare(b.name)).slice(0, MOST_TOPICS)
}
