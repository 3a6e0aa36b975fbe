import type { Head } from '../../source/head.ts'
import type { Format } from '../format.ts'

/** The garbage collector's log: unified logging since JDK 9, and the formats of JDK 6 to 8. */
export const gcLog: Format = {
  id: 'gc-log',
  title: 'Garbage collection log',
  detect,
  owns,
  // Six bytes at least: the shortest needle of all formats says how fast all of them are looked for.
  needles: [
    'Pause Young',
    'Pause Full',
    'Pause Init',
    'Pause Mark',
    'Pause Remark',
    'Collection (',
    ' secs]',
    'number of memory mappings per process',
  ],
  load: () => import('./read.ts'),
}

/** Decorators that end in the tags; warnings are the console's reader's too. */
const OWN_LINE = /^(?:\[(?!warning|error)[^[\]]{1,64}\])*\[(?:gc|safepoint)(?:,[a-z0-9+,]+)? *\](?: |$)/

/** A file that -Xlog:gc*:file=… writes, and nobody else; its last line may be cut. */
function owns({ lines }: Head): boolean {
  const last = lines.length - 1
  const isOwn = (line: string, index: number) =>
    line === '' || OWN_LINE.test(line) || (index === last && last > 0 && line.startsWith('['))
  return OWN_LINE.test(lines[0] as string) && lines.every(isOwn)
}

const UNIFIED =
  /\[(?:gc|safepoint)[ ,\]]|\bGC\(\d+\) [A-Z]|(?:^|\] ?)Using (?:G1|Serial|Parallel|Shenandoah|Epsilon|The Z)|Safepoint "\w+", Time since last/
const RECORD =
  /\[(?:Full )?GC(?:--)?[ (]|\[(?:GC concurrent|CMS-concurrent)-|Total time for which application threads were stopped|^\{?Heap (?:before|after) GC|: \[(?:GC|Full GC|ParNew|DefNew|CMS)\b|^CommandLine flags: -XX/

/** Elasticsearch logs its collections too: `[2026-…][WARN ][o.e.m.j.JvmGcMonitorService] [n1] [gc][old][42] duration [5s]`. */
const OF_AN_APPLICATION = /^\[[^\]]*\]\[(?:TRACE|DEBUG|INFO|WARN|ERROR|FATAL) *\]/

function detect({ lines }: Head): number {
  let own = 0
  let written = 0
  for (const line of lines) {
    if (line.trim() === '') continue
    written++
    if (OF_AN_APPLICATION.test(line)) continue
    if (UNIFIED.test(line) || RECORD.test(line)) own++
  }
  if (own === 0) return 0
  const share = own / written
  if (share >= 0.4) return 0.95
  return share >= 0.1 ? 0.6 : 0.25
}
