// The same evidence gives the same report, however it is packed, ordered and cut into chunks.

import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { tarOf } from '../../corpus/hostile/tar.ts'
import { zipOf } from '../../corpus/hostile/zip.ts'
import type { Report } from '../../src/model/report.ts'
import { analyzePaths, analyzeUpload } from '../../src/node/analyze-paths.ts'
import { CRASH_LOG } from '../cli/command.ts'

const FILES: Record<string, string> = {
  'broker-3/hs_err_pid4711.log': CRASH_LOG,
  'broker-3/logs/server.log': `[2025-03-04 10:11:02,001] INFO [KafkaServer id=3] started (kafka.server.KafkaServer)
[2025-03-04 10:11:10,500] ERROR Error while appending records to topic-0 in dir /data (kafka.server.LogDirFailureChannel)
java.io.IOException: Map failed
\tat java.base/sun.nio.ch.FileChannelImpl.map(FileChannelImpl.java:1016)
Caused by: java.lang.OutOfMemoryError: Map failed
\tat java.base/sun.nio.ch.FileChannelImpl.map0(Native Method)
\t... 1 more
`,
  'broker-3/logs/gc.log': `[0.006s][info][gc] Using G1
[1.236s][info][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 24M->3M(256M) 2.345ms
[9.234s][info][gc] GC(1) Pause Full (System.gc()) 24M->3M(256M) 12.345ms
`,
  'proc/limits': `Limit                     Soft Limit           Hard Limit           Units
Max open files            1048576              1048576              files
Max processes             63704                63704                processes
`,
  'sysctl.txt': 'vm.max_map_count = 65530\nvm.overcommit_memory = 0\n',
}
const entries = Object.entries(FILES).map(([name, content]) => ({ name, content }))

/** The report without where the bundle lies. */
function bare(report: Report, ...prefixes: readonly string[]): unknown {
  let text = JSON.stringify(report)
  for (const prefix of prefixes) text = text.replaceAll(prefix, '')
  return JSON.parse(text)
}

async function reportOfFile(bytes: Uint8Array, inner = ''): Promise<unknown> {
  const path = join(mkdtempSync(join(tmpdir(), 'hserr-')), 'bundle')
  writeFileSync(path, bytes)
  return bare(await analyzePaths(path), `${path}!/${inner}`)
}

let expected: unknown
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hserr-'))
  for (const [name, content] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  expected = bare(await analyzePaths(folder), `${folder}/`)
  expect((expected as Report).artifacts).toHaveLength(5)
})

test.each([
  ['zip', () => zipOf(entries), ''],
  ['tar', () => tarOf(entries), ''],
  ['tar.gz', () => gzipSync(tarOf(entries)), ''],
  ['tar in a zip', () => zipOf([{ name: 'in.tar', content: tarOf(entries) }]), 'in.tar!/'],
])('a %s', async (_, bytes, inner) => {
  expect(await reportOfFile(bytes(), inner)).toEqual(expected)
})

test('a tar.zst, where zstd is there to make it', async () => {
  const { status, stdout } = spawnSync('zstd', ['-cq'], { input: tarOf(entries) })
  if (status === 0) expect(await reportOfFile(stdout)).toEqual(expected)
})

test('any order of members, in chunks of any size', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(entries, { minLength: entries.length }),
      fc.integer({ min: 1, max: 4096 }),
      fc.constantFrom(tarOf, zipOf),
      async (shuffled, chunkBytes, pack) => {
        const report = await analyzeUpload(chunksOf(pack(shuffled), chunkBytes))
        expect(bare(report, 'upload!/')).toEqual(expected)
      },
    ),
    { numRuns: 30 },
  )
})

async function* chunksOf(bytes: Uint8Array, chunkBytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes)
}
