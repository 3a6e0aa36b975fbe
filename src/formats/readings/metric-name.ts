// Column names and JMX attributes → the metrics of the fact `series`, and their unit where name or tool fixes it.
//
// Sources: ps(1), pidstat(1), top(1) print VSZ/VIRT and RSS/RES in KiB; jstat(1) prints KiB; com.sun.management's
// UnixOperatingSystemMXBean and java.lang.management's MemoryMXBean name their attributes; the Prometheus Java client
// (simpleclient_hotspot, micrometer) names its gauges.

import { bytesIn } from './measure.ts'

export interface Metric {
  readonly name: string
  /** Bytes in one unit of the readings; 1 with `unit: 'count'`. undefined: to be told from the readings' size. */
  readonly bytes?: number
  readonly unit: 'bytes' | 'count' | 'unknown'
  /** One of the metrics that a diagnosis reads; others keep their column's name. */
  readonly known: boolean
}

const BYTES: Readonly<Record<string, readonly string[]>> = {
  rss: [
    'rss',
    'res',
    'resident',
    'residentsize',
    'residentmemory',
    'vmrss',
    'residentsetsize',
    'processresidentmemory',
  ],
  'vm-size': ['vsz', 'virt', 'vmsize', 'vsize', 'virtual', 'virtualsize', 'virtualmemory', 'processvirtualmemory'],
  'vm-data': ['vmdata', 'datasegment'],
  'rss-anon': ['rssanon', 'anon', 'anonymous', 'anonrss'],
  swap: ['vmswap', 'swapped'],
  'heap-used': [
    'heap',
    'heapused',
    'usedheap',
    'heapmemory',
    'heapmemoryused',
    'heapmemoryusageused',
    'javaheap',
    'heapusage',
  ],
  'heap-committed': ['heapcommitted', 'committedheap', 'heapmemoryusagecommitted'],
  'heap-max': ['heapmax', 'maxheap', 'heapmemorymax', 'heapmemoryusagemax'],
  'non-heap': ['nonheap', 'nonheapused', 'nonheapmemory', 'nonheapmemoryused', 'nonheapmemoryusageused'],
  'off-heap': ['offheap', 'offheapused', 'offheapmemory', 'native', 'nativememory'],
  direct: ['direct', 'directmemory', 'directused', 'directbuffers', 'directbuffermemory'],
  metaspace: ['metaspace', 'metaspaceused'],
}

const COUNTS: Readonly<Record<string, readonly string[]>> = {
  fds: [
    'fd',
    'fds',
    'nfd',
    'fdcount',
    'fdnr',
    'openfds',
    'openfd',
    'openfiles',
    'descriptors',
    'filedescriptors',
    'openfiledescriptors',
    'openfiledescriptorcount',
    'processopenfds',
  ],
  'max-fds': ['maxfds', 'maxfd', 'maxfiledescriptors', 'maxfiledescriptorcount', 'processmaxfds'],
  mappings: [
    'maps',
    'map',
    'mapcount',
    'mapscount',
    'nmaps',
    'mapslines',
    'mappings',
    'mmaps',
    'mmapcount',
    'memorymaps',
    'procmaps',
    'vma',
    'vmas',
    'vmacount',
    'numberofmappings',
  ],
  'deleted-mappings': [
    'deleted',
    'deletedmaps',
    'deletedmappings',
    'mapsdeleted',
    'staledmaps',
    'stalemappings',
    'lsofdel',
    'del',
  ],
  'mapped-buffers': ['mappedbuffers', 'mappedbuffercount'],
  threads: [
    'threads',
    'thread',
    'threadcount',
    'nthreads',
    'nlwp',
    'thcount',
    'livethreads',
    'jvmthreadscurrent',
    'jvmthreadslive',
    'jvmthreadslivethreads',
  ],
}

/** Columns whose unit the tool fixes: KiB. */
const KIB: Readonly<Record<string, string>> = {
  VSZ: 'vm-size',
  RSS: 'rss',
  VIRT: 'vm-size',
  RES: 'rss',
  VmRSS: 'rss',
  VmSize: 'vm-size',
  VmData: 'vm-data',
  VmSwap: 'swap',
  OU: 'old-used',
  OC: 'old-committed',
  EU: 'eden-used',
  MU: 'metaspace',
  kbmemfree: 'memory-free',
  kbavail: 'memory-available',
  kbcommit: 'memory-committed-as',
  kbswpused: 'swap-used',
  swpd: 'swap-used',
}

const METRICS = new Map<string, Pick<Metric, 'name' | 'unit'>>()
for (const [unit, table] of [
  ['bytes', BYTES],
  ['count', COUNTS],
] as const) {
  for (const [name, spellings] of Object.entries(table)) {
    for (const spelling of spellings) METRICS.set(spelling, { name, unit })
  }
}

/** `rss_kb`, `RSS (MiB)`, `heap_memory`, `OpenFileDescriptorCount`, `process_open_fds` → the metric and its unit. */
export function metricOf(column: string): Metric {
  const attribute = /^[\w.]+:.*type=.*:(\w+)$/.exec(column)?.[1]
  if (attribute !== undefined && metricOf(attribute).known) return metricOf(attribute)
  const kib = KIB[column]
  if (kib !== undefined) return { name: kib, bytes: 1024, unit: 'bytes', known: true }
  const { stem, unit } = withoutUnit(column)
  const spelling = stem.toLowerCase().replace(/[^a-z0-9]+/g, '')
  const metric = METRICS.get(spelling) ?? METRICS.get(spelling.replace(/^(jvm|java|process|proc|kafka|broker)/, ''))
  const bytes = bytesIn(unit)
  if (metric?.unit === 'count') return { ...metric, bytes: 1, known: true }
  if (metric !== undefined) return { ...metric, known: true, ...(bytes !== undefined && { bytes }) }
  const name = kebab(column)
  return bytes === undefined
    ? { name, unit: 'unknown', known: false }
    : { name: kebab(stem), unit: 'bytes', bytes, known: false }
}

const UNIT_SUFFIX = /[\s_.\-([]+(bytes?|b|[kmgt]i?b(?:ytes)?|[kmgt])[\s)\]]*$/i
const CAMEL_SUFFIX = /(?<=[a-z])(Bytes|[KMGT]i?[Bb])$/

function withoutUnit(column: string): { stem: string; unit?: string } {
  const match = UNIT_SUFFIX.exec(column) ?? CAMEL_SUFFIX.exec(column)
  return match === null ? { stem: column } : { stem: column.slice(0, match.index), unit: match[1] as string }
}

function kebab(column: string): string {
  return column
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/[^A-Za-z0-9%]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase()
    .slice(0, 80)
}
