// Over the crash logs of the corpus, which real JVMs have written.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readText } from '../read-text.ts'

const CASES = join(import.meta.dirname, '../../../corpus/cases')
const files = existsSync(CASES) ? readdirSync(CASES, { recursive: true, encoding: 'utf8' }) : []
const logs = files.filter((file) => /hs_err[^/\\]*\.log(?:\.gz)?$/.test(file))

test.skipIf(logs.length === 0).each(logs)('%s: every line is read or known to say nothing', async (log) => {
  const bytes = readFileSync(join(CASES, log))
  const text = (log.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()
  const { artifact } = await readText(text, log)
  expect(artifact.format).toBe('hs-err')
  expect(artifact.coverage).toMatchObject({
    lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
    unknown: 0,
  })
})
