import type { AnyFact, FactType } from '../../model/fact.ts'
import type { FactTypes } from '../../model/fact-types.ts'
import { type Place, spanAt, type Track } from './track.ts'

/**
 * The last reading of memory, descriptors, mappings and threads as facts of their own, so that a finding about a limit
 * need not know series; of mappings and descriptors also the highest one, when the last is lower.
 */
export function snapshotFacts(tracks: readonly Track[]): AnyFact[] {
  const pids = new Set(tracks.map((track) => track.process?.pid))
  return [...pids].flatMap((pid) => {
    const named = (name: string) => tracks.find(({ metric, process }) => metric.name === name && process?.pid === pid)
    return [
      ...memoryFact(named('rss'), named('vm-size'), named('vm-data')),
      ...heapFact(named('heap-used'), named('heap-committed'), named('heap-max')),
      ...countFacts(named('mappings'), 'maps.count', (count) => ({ count, withGate: true, moment: 'snapshot' })),
      ...descriptorFacts(named('fds'), named('max-fds')),
      ...lastFact(named('threads'), 'threads.count', (total) => ({ total, moment: 'snapshot' })),
    ]
  })
}

function memoryFact(rss: Track | undefined, size: Track | undefined, data: Track | undefined): AnyFact[] {
  const of = rss ?? size ?? data
  if (of === undefined) return []
  const [rssKb, virtualKb, dataKb, rssPeakKb] = [rss?.last, size?.last, data?.last, rss?.max].map(kib)
  if (rssKb === undefined && virtualKb === undefined && dataKb === undefined) return []
  return lastFact(of, 'memory.process', () => ({
    moment: 'snapshot',
    ...(virtualKb !== undefined && { virtualKb }),
    ...(rssKb !== undefined && { rssKb, rssPeakKb: rssPeakKb as number }),
    ...(dataKb !== undefined && { dataKb }),
  }))
}

function kib(bytes: number | undefined): number | undefined {
  return bytes === undefined ? undefined : Math.round(bytes / 1024)
}

function heapFact(used: Track | undefined, committed: Track | undefined, max: Track | undefined): AnyFact[] {
  return lastFact(used, 'memory.heap', (usedBytes) => ({
    usedBytes,
    ...(committed?.last !== undefined && { committedBytes: committed.last }),
    ...(max?.last !== undefined && { maxBytes: max.last }),
  }))
}

function descriptorFacts(open: Track | undefined, max: Track | undefined): AnyFact[] {
  return countFacts(open, 'fds.count', (count) => ({ open: count, ...(max?.last !== undefined && { max: max.last }) }))
}

function countFacts<T extends FactType>(
  track: Track | undefined,
  type: T,
  factValue: (count: number) => FactTypes[T],
): AnyFact[] {
  const facts = lastFact(track, type, factValue)
  if (track?.max === undefined || track.last === undefined || track.max <= track.last) return facts
  return [...facts, factAt(track, track.maxPlace as Place, type, factValue(track.max))]
}

function lastFact<T extends FactType>(
  track: Track | undefined,
  type: T,
  factValue: (value: number) => FactTypes[T],
): AnyFact[] {
  if (track?.last === undefined) return []
  return [factAt(track, track.lastPlace as Place, type, factValue(track.last))]
}

function factAt<T extends FactType>(track: Track, place: Place, type: T, value: FactTypes[T]): AnyFact {
  return { type, value, span: spanAt(place), ...track.about(place) } as AnyFact
}
