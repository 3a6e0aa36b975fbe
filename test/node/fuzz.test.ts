// Mutated archives and logs: whatever comes in, a report comes out, soon, and memory does not grow. 100,000 of them with
// `npm run fuzz`; a few here.

import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { mutate } from '../../corpus/hostile/mutate.ts'
import { randomOf } from '../../corpus/hostile/random.ts'
import { tarOf } from '../../corpus/hostile/tar.ts'
import { zipOf } from '../../corpus/hostile/zip.ts'
import { analyzeUpload } from '../../src/node/analyze-paths.ts'
import { CRASH_LOG } from '../cli/command.ts'

const RUNS = Number(process.env.FUZZ_RUNS ?? 400)
const SEED = Number(process.env.FUZZ_SEED ?? 1)
const SLOW_MS = 5000

const SERVER_LOG = `[2025-03-04 10:11:12,123] INFO starting (kafka.server.KafkaServer)
[2025-03-04 10:11:13,456] ERROR Error while appending records to topic-0 in dir /data (kafka.server.LogDirFailureChannel)
java.io.IOException: Map failed
\tat java.base/sun.nio.ch.FileChannelImpl.map(FileChannelImpl.java:1016)
\tat kafka.log.AbstractIndex.<init>(AbstractIndex.scala:124)
Caused by: java.lang.OutOfMemoryError: Map failed
\tat java.base/sun.nio.ch.FileChannelImpl.map0(Native Method)
\t... 12 more
`
const GC_LOG = `[0.005s][info][gc,init] Version: 17.0.15+6 (release)
[0.006s][info][gc] Using G1
[1.234s][info][gc,start] GC(0) Pause Young (Normal) (G1 Evacuation Pause)
[1.236s][info][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 24M->3M(256M) 2.345ms
[9.234s][info][gc] GC(1) Pause Full (System.gc()) 24M->3M(256M) 12.345ms
`
const MAPS = `00400000-00452000 r-xp 00000000 08:02 173521      /usr/bin/java
7f8e5c000000-7f8e5c021000 rw-p 00000000 00:00 0
7f8e60000000-7f8e60a00000 rw-s 00000000 08:02 42  /data/topic-0/00000000000000000000.index (deleted)
ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0 [vsyscall]
`
const TEXTS: Record<string, string> = {
  'hs_err.log': CRASH_LOG,
  'server.log': SERVER_LOG,
  'gc.log': GC_LOG,
  maps: MAPS,
  'docker.json': `${JSON.stringify({ log: `${SERVER_LOG}\n`, stream: 'stdout', time: '2025-03-04T10:11:12Z' })}\n`,
}
const members = Object.entries(TEXTS).map(([name, content]) => ({ name, content }))
const ORIGINALS: readonly Uint8Array[] = [
  ...members.map(({ content }) => Buffer.from(content)),
  Buffer.from(SERVER_LOG, 'utf16le'),
  gzipSync(GC_LOG),
  tarOf(members),
  gzipSync(tarOf(members)),
  zipOf(members),
  zipOf(members.map((member) => ({ ...member, dataDescriptor: true }))),
  zipOf(members.map((member) => ({ ...member, method: 'stored' as const }))),
  tarOf([{ name: 'in.zip', content: zipOf([{ name: 'in.tgz', content: gzipSync(tarOf(members)) }]) }]),
]

test(
  `${RUNS} mutated archives and logs each give a report`,
  async () => {
    const random = randomOf(SEED)
    const slow: string[] = []
    let settledBytes = 0
    for (let run = 0; run < RUNS; run++) {
      const bytes = mutate(ORIGINALS[run % ORIGINALS.length] as Uint8Array, random)
      const chunkBytes = 1 + Math.floor(random() * bytes.length)
      const started = performance.now()
      const report = await analyzeUpload(chunksOf(bytes, chunkBytes)).catch((error: unknown) => {
        throw new Error(`run ${run} of seed ${SEED} threw on ${Buffer.from(bytes).toString('base64')}`, {
          cause: error,
        })
      })
      if (performance.now() - started > SLOW_MS) slow.push(`run ${run} of seed ${SEED}`)
      expect(report.schemaVersion).toBe('1.0')
      if (run === Math.floor(RUNS / 2)) settledBytes = process.memoryUsage().rss
    }
    expect(slow).toEqual([])
    expect(process.memoryUsage().rss).toBeLessThan(settledBytes + (256 << 20))
  },
  60_000 + RUNS * 20,
)

async function* chunksOf(bytes: Uint8Array, chunkBytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes)
}
