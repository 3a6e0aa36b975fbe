// How tools print the attributes of MBeans, line by line.

import { firstLines, type Head, shareOfLines } from '../../source/head.ts'
import { measureOf } from './measure.ts'
import { type Metric, metricOf } from './metric-name.ts'
import { samplePairs } from './pairs.ts'
import { readingTime } from './reading-time.ts'
import type { Sample } from './sample.ts'

// `#mbean = java.lang:type=Memory:` (jmxterm), then `OpenFileDescriptorCount = 1234;` or a composite value in braces.
const MBEAN = /^\s*#?\s*mbean\s*=\s*([\w.]+:.+?):?\s*$/
const OPENING = /^\s*"?(\w+)"?\s*[=:]\s*\{\s*$/
const CLOSING = /^\s*\}[;,]?\s*$/
const ASSIGNED = /^\s*"?(\w+)"?\s*[=:]\s*(-?[\d.]+(?:[eE][-+]?\d+)?);?,?\s*$/
// `java.lang:type=Threading:ThreadCount=57` (kafka-run-class.sh kafka.tools.JmxTool --one-time)
const QUALIFIED = /^\s*"?([\w.]+:[a-z]+=[^"]*?):(\w+)"?=(-?[\d.]+(?:[eE][-+]?\d+)?)\s*$/
// `11/21/2026 10:00:00 +0000 org.archive.jmx.Client OpenFileDescriptorCount: 1234` (cmdline-jmxclient)
const JMX_CLIENT = /^(\d\d)\/(\d\d)\/(\d{4}) (\d\d:\d\d:\d\d) ([+-]\d{4}) org\.archive\.jmx\.Client (\w+): (.*)$/
// `process_open_fds 1234.0`, `jvm_memory_bytes_used{area="heap",} 1.2E8 1795249860194` (Prometheus text exposition)
const EXPOSED = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? ([-+]?(?:\d[\d.]*(?:[eE][-+]?\d+)?|Inf|NaN)|NaN)(?: (\d{10,13}))?$/
const EXPOSITION_COMMENT = /^# (HELP|TYPE|EOF|UNIT)\b/

export type JmxLine =
  | { readonly kind: 'sample'; readonly sample: Sample }
  /** Known, without a metric of ours. */
  | { readonly kind: 'passed' }

/** Understands line after line; remembers the MBean and the composite attribute it is in. */
export function createJmxLineParser(): (line: string) => JmxLine | undefined {
  let mbean = ''
  let composite = ''
  return (line) => {
    const bean = MBEAN.exec(line)
    if (bean !== null) {
      mbean = bean[1] as string
      return { kind: 'passed' }
    }
    if (EXPOSITION_COMMENT.test(line)) return { kind: 'passed' }
    const opening = OPENING.exec(line)
    if (opening !== null) composite = opening[1] as string
    else if (CLOSING.test(line)) composite = ''
    if (opening !== null || CLOSING.test(line)) return { kind: 'passed' }
    const assigned = ASSIGNED.exec(line)
    if (assigned !== null && (mbean !== '' || composite !== '')) {
      return sampleOf(attributeMetric(mbean, `${composite} ${assigned[1]}`.trim()), assigned[2])
    }
    return qualified(line) ?? jmxClient(line) ?? exposed(line)
  }
}

function qualified(line: string): JmxLine | undefined {
  const match = QUALIFIED.exec(line)
  return match === null ? undefined : sampleOf(attributeMetric(match[1] as string, match[2] as string), match[3])
}

function jmxClient(line: string): JmxLine | undefined {
  const match = JMX_CLIENT.exec(line)
  if (match === null) return undefined
  const [, month, day, year, clock, zone, attribute, value] = match
  return sampleOf(metricOf(attribute as string), value, `${year}-${month}-${day}T${clock}${zone}`)
}

function exposed(line: string): JmxLine | undefined {
  const match = EXPOSED.exec(line)
  if (match === null) return undefined
  const [, name, labels = '', value, time] = match
  const metric = exposedMetric(name as string, labels)
  return metric === undefined ? { kind: 'passed' } : sampleOf(metric, value, time)
}

/** Sums over pools (`id=`) and gauges of other things are passed over. */
function exposedMetric(name: string, labels: string): Metric | undefined {
  const memory = /^jvm_memory_(?:bytes_)?(used|committed|max)(?:_bytes)?$/.exec(name)
  if (memory !== null) {
    const area = /\barea="(heap|nonheap)"/.exec(labels)?.[1]
    return area === undefined || /\bid="/.test(labels) ? undefined : bytes(metricOf(`${area}_${memory[1]}`))
  }
  const pool = /^jvm_buffer_(?:pool_)?(used_buffers|count_buffers|used_bytes|memory_used_bytes)$/.exec(name)
  if (pool !== null) return poolMetric(/\b(?:pool|id)="(\w+)/.exec(labels)?.[1], /buffers$/.test(name))
  if (labels.includes('id=')) return undefined
  const metric = metricOf(name.replace(/^java_lang_[a-z]+_/, ''))
  return metric.known ? bytes(metric) : undefined
}

function poolMetric(pool: string | undefined, isCount: boolean): Metric | undefined {
  if (pool === 'mapped' && isCount) return metricOf('mapped_buffers')
  return pool === 'direct' && !isCount ? bytes(metricOf('direct_memory')) : undefined
}

/** An attribute of java.lang:type=Memory and the like; its sizes are bytes (java.lang.management.MemoryUsage). */
export function attributeMetric(mbean: string, attribute: string): Metric {
  const pool = /type=BufferPool,name=(\w+)|name=(\w+),type=BufferPool/.exec(mbean)
  if (pool !== null) {
    const metric = poolMetric(pool[1] ?? pool[2], attribute === 'Count')
    if (metric !== undefined && /^(Count|MemoryUsed)$/.test(attribute)) return metric
  }
  const isOfJvm = /^java\.lang:type=(Memory|OperatingSystem|Threading|Runtime)\b/.test(mbean) || mbean === ''
  const metric = metricOf(isOfJvm ? attribute : `${mbean} ${attribute}`)
  return metric.known ? bytes(metric) : metric
}

/** MBeans and exporters state sizes in bytes. */
function bytes(metric: Metric): Metric {
  return metric.unit === 'bytes' && metric.bytes === undefined ? { ...metric, bytes: 1 } : metric
}

function sampleOf(metric: Metric, text: string | undefined, stamp?: string): JmxLine {
  const measure = measureOf(text ?? '')
  if (measure === undefined || !metric.known) return { kind: 'passed' }
  const time = stamp === undefined ? undefined : readingTime(stamp)
  return { kind: 'sample', sample: { values: [{ metric, measure }], ...(time && { time }) } }
}

const JMX_NAME = /^(?:off|non)?_?heap_?memory|^(?:Open|Max)FileDescriptorCount$|^(?:Non)?HeapMemoryUsage/i

/** `heap_memory=24 MB offheap_memory=2.5 MB`: pairs of a JMX dump rather than of a script of one's own. */
export function isJmxPairs(line: string): boolean {
  const names = line.match(/(?<![\w.])[A-Za-z_][\w.]*(?=\s*=)/g) ?? []
  return names.some((name) => JMX_NAME.test(name)) && samplePairs(line) !== undefined
}

/** True for what JMX tools, exporters and Jolokia print. */
export function looksLikeJmx(head: Head): boolean {
  return jmxShare(head) >= 0.5
}

export function jmxShare(head: Head): number {
  const first = head.lines.find((line) => line.trim() !== '') ?? ''
  if (/^"?time"?[,\t]"?[\w.]+:type=/.test(first)) return 0.95
  if (/^\s*[[{]/.test(first) && /"mbean"\s*:/.test(head.text) && /"value"\s*:/.test(head.text)) return 0.95
  const parse = createJmxLineParser()
  if (!firstLines(head, 10).some((line) => parse(line) !== undefined || isJmxPairs(line))) return 0
  let metrics = 0
  const { share } = shareOfLines(head, (line) => {
    const understood = parse(line)
    const isMetric = understood?.kind === 'sample' || isJmxPairs(line)
    if (isMetric) metrics++
    return isMetric || understood !== undefined
  })
  return metrics > 0 ? share * 0.95 : 0
}
