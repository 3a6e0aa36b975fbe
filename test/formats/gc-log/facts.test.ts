import { expect, test } from 'vitest'
import type { FactType } from '../../../src/model/fact.ts'
import type { FactTypes } from '../../../src/model/fact-types.ts'
import { readGcLog } from './corpus.ts'

async function factsOf<T extends FactType>(type: T, text: string) {
  const { facts } = await readGcLog(text)
  return facts
    .filter((fact) => fact.type === type)
    .map((fact) => ({
      ...(fact.value as FactTypes[T]),
      line: fact.span.line,
      at: fact.at?.epochMs,
      run: fact.process?.run,
    }))
}

const header =
  '[0.004s][info][gc] Using G1\n[0.009s][info][gc,init] Version: 17.0.15+6 (release)\n[0.009s][info][gc,init] Memory: 24105M\n[0.009s][info][gc,init] Heap Max Capacity: 512M\n'
const young = (id: number, seconds: number, before = 60, after = 20) =>
  `[${seconds.toFixed(3)}s][info][gc] GC(${id}) Pause Young (Normal) (G1 Evacuation Pause) ${before}M->${after}M(512M) 3.500ms\n`

test('the header tells the JVM, its memory and its heap', async () => {
  expect(await factsOf('jvm.version', header)).toMatchObject([
    { version: '17.0.15+6', major: 17, collector: 'G1', line: 2 },
  ])
  expect(await factsOf('memory.host', header)).toMatchObject([{ physicalTotalKb: 24_105 * 1024, line: 3 }])
  expect(await factsOf('gc.run', header)).toMatchObject([
    { heapMaxBytes: 512 * 2 ** 20, stwPauses: 0, ending: 'abrupt' },
  ])
})

test('an explicit collection as the last thing said is told with its gap to the end', async () => {
  const text = `${header}${young(0, 1)}[5.100s][info][gc] GC(1) Pause Full (System.gc()) 51M->32M(117M) 90.615ms\n[5.200s][info][gc,cpu] GC(1) User=0.03s Sys=0.01s Real=0.00s\n`
  expect(await factsOf('gc.explicit', text)).toMatchObject([
    {
      kind: 'full',
      count: 1,
      isLastCollection: true,
      gapToEndSeconds: 0.1,
      heapUsedBeforeBytes: 51 * 2 ** 20,
      hourly: false,
      line: 6,
    },
  ])
})

test("under Kafka's flags System.gc() is a young pause that starts a concurrent cycle", async () => {
  const text = `[2026-11-21T08:22:11.520+0200][gc] GC(4) Pause Young (Concurrent Start) (System.gc()) 38M->27M(96M) 1.978ms\n[2026-11-21T08:22:12.520+0200][gc] GC(5) Pause Remark 38M->27M(96M) 1.978ms\n`
  expect(await factsOf('gc.explicit', text)).toMatchObject([
    { kind: 'concurrent', isLastCollection: true, gapToEndSeconds: 1, at: Date.parse('2026-11-21T06:22:11.520Z') },
  ])
})

test("Parallel's two pauses for one System.gc() are one explicit collection", async () => {
  const text =
    '[1.000s][info][gc] GC(5) Pause Young (System.gc()) 38M->27M(96M) 1.978ms\n[1.010s][info][gc] GC(6) Pause Full (System.gc()) 27M->20M(96M) 9.978ms\n'
  expect(await factsOf('gc.explicit', text)).toMatchObject([{ kind: 'full', count: 1 }])
  expect(await factsOf('gc.run', text)).toMatchObject([{ systemGcPauses: 2 }])
})

test('collections by jcmd and jmap are not explicit ones', async () => {
  const text = `${header}[1.000s][info][gc] GC(5) Pause Full (Diagnostic Command) 38M->27M(96M) 1.978ms\n[2.000s][info][gc] GC(6) Pause Full (Heap Inspection Initiated GC) 38M->27M(96M) 1.978ms\n`
  expect(await factsOf('gc.explicit', text)).toEqual([])
  expect(await factsOf('gc.run', text)).toMatchObject([{ fullPauses: 2 }])
})

test('one an hour is RMI', async () => {
  const gcs = [1, 2, 3, 4].map(
    (hour) => `[${hour * 3600}.123s][info][gc] GC(${hour}) Pause Full (System.gc()) 38M->27M(96M) 1.978ms\n`,
  )
  expect(await factsOf('gc.explicit', gcs.join(''))).toMatchObject([{ count: 4, hourly: true, medianGapSeconds: 3600 }])
})

test('full collections in a row that free nothing exhaust the heap; a single one does not', async () => {
  const full = (id: number) =>
    `[${id}.000s][info][gc] GC(${id}) Pause Full (G1 Compaction Pause) 490M->488M(512M) 90.000ms\n`
  expect(await factsOf('gc.heap-exhausted', header + full(1))).toEqual([])
  expect(await factsOf('gc.heap-exhausted', header + full(1) + young(2, 2, 400, 100) + full(3))).toEqual([])
  expect(await factsOf('gc.heap-exhausted', header + full(1) + full(2))).toMatchObject([
    { how: 'consecutive full collections', usedAfterBytes: 488 * 2 ** 20, capacityBytes: 512 * 2 ** 20, line: 6 },
  ])
})

test('a heap that a later collection empties has recovered', async () => {
  const full = (id: number, after: number) =>
    `[${id}.000s][info][gc] GC(${id}) Pause Full (G1 Compaction Pause) 490M->${after}M(512M) 90.000ms\n`
  expect(await factsOf('gc.heap-exhausted', header + full(1, 488) + full(2, 488))).toMatchObject([{ recovered: false }])
  expect(await factsOf('gc.heap-exhausted', header + full(1, 488) + full(2, 488) + full(3, 9))).toMatchObject([
    { recovered: true },
  ])
})

test('System.gc() on a full heap is no exhaustion, nor is a full heap that can still grow', async () => {
  const asked = (id: number) => `[${id}.000s][info][gc] GC(${id}) Pause Full (System.gc()) 490M->488M(512M) 90.000ms\n`
  const small = (id: number) =>
    `[${id}.000s][info][gc] GC(${id}) Pause Full (Metadata GC Threshold) 60M->59M(64M) 90.000ms\n`
  expect(await factsOf('gc.heap-exhausted', header + asked(1) + asked(2))).toEqual([])
  expect(await factsOf('gc.heap-exhausted', header + small(1) + small(2))).toEqual([])
})

test("ZGC's warning at start names both numbers of mappings", async () => {
  const text = [
    '[0.1s][warning][gc] ***** WARNING! INCORRECT SYSTEM CONFIGURATION DETECTED! *****',
    '[0.1s][warning][gc] The system limit on number of memory mappings per process might be too low for the given',
    '[0.1s][warning][gc] max Java heap size (101754M). Please adjust /proc/sys/vm/max_map_count to allow for at',
    '[0.1s][warning][gc] least 183157 mappings (current limit is 65530). Continuing execution with the current',
    '[0.1s][warning][gc] limit could lead to a premature OutOfMemoryError being thrown, due to failure to map memory.',
  ].join('\n')
  expect(await factsOf('gc.max-map-count-warning', text.replaceAll('0.1s', '0.100s'))).toMatchObject([
    { required: 183_157, current: 65_530, maxHeapMb: 101_754, line: 4 },
  ])
})

test('an uptime that goes back is another JVM', async () => {
  const text = header + young(0, 10) + young(1, 20) + young(0, 1) + young(1, 2)
  expect(await factsOf('gc.run', text)).toMatchObject([
    { run: 0, stwPauses: 2, uptimeToSeconds: 20 },
    { run: 1, stwPauses: 2, uptimeFromSeconds: 1, line: 7 },
  ])
})

test('a header without any clock is another JVM too, and so are ids that begin again', async () => {
  const pauses =
    'GC(0) Pause Young (Normal) (G1 Evacuation Pause) 24M->3M(96M) 1.000ms\nGC(1) Pause Young (Normal) (G1 Evacuation Pause) 24M->3M(96M) 1.000ms\nGC(2) Pause Young (Normal) (G1 Evacuation Pause) 24M->3M(96M) 1.000ms\n'
  expect(await factsOf('gc.run', `Using G1\n${pauses}Using G1\n${pauses}`)).toHaveLength(2)
  expect(await factsOf('gc.run', pauses + pauses)).toHaveLength(2)
})

test('how the log ends: with the heap printed, within a line, or neither', async () => {
  const ending = async (text: string) => (await factsOf('gc.run', text))[0]?.ending
  const body = header + young(0, 1)
  expect(await ending(body)).toBe('abrupt')
  expect(
    await ending(
      `${body}[1.100s][info][gc,heap,exit] Heap\n[1.100s][info][gc,heap,exit]  garbage-first heap   total 60M`,
    ),
  ).toBe('orderly')
  expect(await ending(`${body}[1.100s][info][gc] GC(1) Pause Young (Normal) (G1 Ev`)).toBe('truncated')
  expect(await ending(body.slice(0, -1))).toBe('abrupt')
})

test('pauses of a second and more are told with the longest one', async () => {
  const long = (id: number, ms: number) => `[${id}.000s][info][gc] GC(${id}) Pause Remark 38M->27M(96M) ${ms}.500ms\n`
  expect(await factsOf('gc.long-pause', long(1, 900) + long(2, 7000) + long(3, 1500))).toMatchObject([
    { what: 'Pause Remark', pauseMs: 7000.5, count: 2, line: 2 },
  ])
})

test('a live set that grows is told with the time it has left', async () => {
  const lines = Array.from({ length: 200 }, (_, index) => young(index, index * 60, 300, 100 + index))
  const [run] = await factsOf('gc.run', header + lines.join(''))
  expect(run?.liveSetSlopeBytesPerHour).toBeGreaterThan(55 * 2 ** 20)
  expect(run?.liveSetSlopeBytesPerHour).toBeLessThan(65 * 2 ** 20)
  expect(run?.secondsToFull).toBeGreaterThan(3 * 3600)
})

test('a class loader leak ends in a last-ditch collection', async () => {
  const text = `${header}[1.000s][info][gc] GC(1) Pause Full (Metadata GC Clear Soft References) 38M->27M(96M) 50.0ms\n`
  expect(await factsOf('gc.metaspace-exhausted', text)).toMatchObject([{ count: 1, line: 5 }])
})

test("a pause of JDK 8's G1 is cited where its duration stands, not where its heap does", async () => {
  const text = `2026-11-21T10:00:00.000+0000: 10.000: [GC pause (G1 Evacuation Pause) (young), 7.9900000 secs]
   [Eden: 598.0M(598.0M)->0.0B(598.0M) Survivors: 10.0M->10.0M Heap: 873.3M(1024.0M)->275.9M(1024.0M)]
 [Times: user=0.20 sys=5.10, real=7.99 secs]
`
  expect(await factsOf('gc.long-pause', text)).toMatchObject([{ pauseMs: 7990, line: 1 }])
})
