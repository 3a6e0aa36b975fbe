// Every stack trace in the shared samples is read into frames and causes, without a leftover line.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { formats } from '../../../src/formats/index.ts'
import { readArtifact } from '../../../src/read-artifact.ts'
import { eachLine, lineText } from '../../../src/source/block.ts'
import { BlockBuilder } from '../../../src/source/blocks.ts'
import { unwrap } from '../../../src/source/unwrap.ts'

const SAMPLES = ['incidents', 'lab'].map((folder) => resolve(import.meta.dirname, '../../../../shared/samples', folder))
const TRACE_LINE = /^\s*at\s+\S+\(|^\s*Caused by:|^\s*Suppressed:|^\s*\.\.\. \d+ (?:more|common)/

function bytesOf(path: string): Uint8Array {
  const bytes = readFileSync(path)
  return path.endsWith('.gz') ? gunzipSync(bytes) : bytes
}

async function* stream(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** Lines of the artifact that look like a part of a trace. */
async function traceLines(bytes: Uint8Array): Promise<Set<number>> {
  const unwrapping = unwrap(stream(bytes), new BlockBuilder(), 1 << 16)
  unwrapping.head(await unwrapping.wrappedHead('any'))
  const found = new Set<number>()
  for await (const block of unwrapping.blocks()) {
    eachLine(block, (cursor) => {
      if (TRACE_LINE.test(lineText(cursor))) found.add(cursor.line)
    })
  }
  return found
}

test.skipIf(!SAMPLES.every((folder) => existsSync(folder)))('no line of a stack trace is left over', async () => {
  for (const folder of SAMPLES) {
    for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const path = join(folder, entry)
      if (!/\.(?:log|txt)(?:\.gz)?$/.test(entry) || statSync(path).size > 400_000) continue
      const bytes = bytesOf(path)
      if ((await traceLines(bytes)).size === 0) continue
      const { facts, artifact } = await readArtifact({ uri: entry, stream: () => stream(bytes) }, formats)
      const exceptions = facts.filter(({ type }) => type === 'log.exception')
      expect(exceptions, entry).not.toEqual([])
      expect(artifact.notes.filter(({ code }) => code === 'server-log/trace-unread')).toEqual([])
    }
  }
})
