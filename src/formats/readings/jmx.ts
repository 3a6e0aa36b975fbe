// What management beans said: jmxterm, kafka.tools.JmxTool, cmdline-jmxclient, Jolokia's JSON, the Prometheus exporters,
// and lines of `heap_memory=24 MB offheap_memory=2.5 MB`.
//
// Source: java.lang.management.MemoryMXBean, com.sun.management.UnixOperatingSystemMXBean, java.nio:type=BufferPool.
// Lost on the way: "off-heap" in JMX is the JVM's own non-heap pools (metaspace, code cache); memory that native code
// takes by malloc or mmap is in none of these numbers.

import { eachLine, type LineCursor, lineText } from '../../source/block.ts'
import { LineCount } from '../../source/line-count.ts'
import type { Format, Reader, ReadingContext } from '../format.ts'
import { createJmxLineParser, isJmxPairs, jmxShare } from './jmx-lines.ts'
import { jolokiaSamples } from './jolokia.ts'
import { createRowParser } from './row-parser.ts'
import type { Sample } from './sample.ts'
import { SeriesSet } from './series-set.ts'

export const jmx: Format = {
  id: 'jmx',
  title: 'Readings of management beans (JMX, Jolokia, Prometheus)',
  detect: jmxShare,
  load: async () => ({ open }),
}

const MAX_DOCUMENT = 1 << 22

function open({ uri, head }: ReadingContext): Reader {
  const lines = new LineCount()
  const series = new SeriesSet(uri)
  const parseJmx = createJmxLineParser()
  const parseRow = createRowParser()
  const document = /^\s*[[{]\s*$/.test(head.lines.find((line) => line.trim() !== '') ?? '')
    ? new JsonDocument()
    : undefined

  function samplesIn(text: string): readonly Sample[] | undefined {
    if (/^\s*[[{].*[\]}],?\s*$/.test(text)) return jolokiaSamples(text.trim().replace(/,$/, ''))
    const understood = parseJmx(text)
    if (understood !== undefined) return understood.kind === 'sample' ? [understood.sample] : []
    const row = parseRow(text)
    if (row?.kind === 'sample') return row.table !== undefined || isJmxPairs(text) ? [row.sample] : undefined
    return row === undefined ? undefined : []
  }

  return {
    block(block) {
      eachLine(block, (cursor) => {
        const text = lineText(cursor)
        if (document !== undefined) {
          document.add(text, cursor)
          lines.recognized++
          return
        }
        const samples = samplesIn(text)
        if (samples === undefined) return lines.addUnknown(cursor)
        if (samples.length === 0) lines.ignored++
        else lines.recognized++
        for (const sample of samples) series.add(sample, cursor, text)
      })
    },
    end() {
      document?.addTo(series)
      const facts = series.facts()
      return {
        value: { series: series.summary() },
        facts,
        coverage: lines.coverage(),
        notes: [...series.notes('jmx'), ...(document?.notes() ?? [])],
        empty: facts.length === 0,
      }
    },
  }
}

/** JSON that runs over many lines, up to 4 MiB; its facts point at its first line. */
class JsonDocument {
  #text = ''
  #first: LineCursor | undefined
  #isCut = false

  add(text: string, cursor: LineCursor): void {
    this.#first ??= { ...cursor }
    if (this.#text.length + text.length > MAX_DOCUMENT) this.#isCut = true
    else this.#text += `${text}\n`
  }

  addTo(series: SeriesSet): void {
    const samples = jolokiaSamples(this.#text)
    this.#isCut ||= samples === undefined
    for (const sample of samples ?? []) series.add(sample, this.#first as LineCursor, this.#text.slice(0, 200))
  }

  notes(): { code: string; severity: 'warning'; message: string }[] {
    if (!this.#isCut) return []
    return [{ code: 'jmx/not-json', severity: 'warning', message: 'The JSON is cut or damaged; none of it was read.' }]
  }
}
