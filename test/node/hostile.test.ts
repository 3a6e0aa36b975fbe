// Strangers' archives: bounded time and memory, a clear note, nothing written, nothing thrown.

import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import {
  endlessGzip,
  endlessNest,
  escapingTar,
  escapingZip,
  lyingTar,
  manyMembers,
  nestedZip,
  overlappingZip,
} from '../../corpus/hostile/bombs.ts'
import { tarOf } from '../../corpus/hostile/tar.ts'
import { zipOf } from '../../corpus/hostile/zip.ts'
import { analyzeUpload } from '../../src/node/analyze-paths.ts'
import { COMMAND, CRASH_LOG } from '../cli/command.ts'

/** `hserr analyze` on a file with these bytes, in an empty folder; its memory as the kernel counts it. */
async function attack(bytes: Uint8Array, args: readonly string[] = []) {
  const cwd = mkdtempSync(join(tmpdir(), 'hserr-'))
  writeFileSync(join(cwd, 'upload'), bytes)
  const started = performance.now()
  const child = spawn(process.execPath, [COMMAND, 'analyze', '--format', 'json', '--strict', ...args, 'upload'], {
    cwd,
  })
  let stdout = ''
  let peakMiB = 0
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  const watch = setInterval(() => {
    const status = existsSync(`/proc/${child.pid}/status`) ? readFileSync(`/proc/${child.pid}/status`, 'utf8') : ''
    peakMiB = Math.max(peakMiB, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
  }, 50)
  const code = await new Promise((resolve) => child.on('close', resolve))
  clearInterval(watch)
  const report = stdout === '' ? undefined : JSON.parse(stdout)
  expect(readdirSync(cwd)).toEqual(['upload'])
  expect(existsSync('/tmp/hserr-escaped')).toBe(false)
  return {
    code,
    seconds: (performance.now() - started) / 1000,
    peakMiB,
    codes: (report?.notes ?? []).map((note: { code: string }) => note.code),
    uris: (report?.artifacts ?? []).map(({ uri }: { uri: string }) => uri),
  }
}

describe('bombs end at a limit, early and said', () => {
  test.each([
    ['overlapping members of a zip', overlappingZip, 'limit/ratio'],
    ['zips in zips in zips', nestedZip, 'limit/ratio'],
    [
      'gzip of dull lines, 1000 times its size',
      () => gzipSync(Buffer.alloc(128 << 20, 'x\n'), { level: 9 }),
      'limit/ratio',
    ],
  ])('%s', async (_, build, note) => {
    const { code, codes, seconds, peakMiB } = await attack(build())
    expect(codes).toContain(note)
    expect([2, 3]).toContain(code)
    expect(seconds).toBeLessThan(60)
    expect(peakMiB).toBeLessThan(350)
  })
  test('an archive that holds itself, as a quine does, is followed to the depth limit', async () => {
    const { code, codes } = await attack(endlessNest(20))
    expect({ code, codes }).toEqual({ code: 2, codes: ['limit/depth'] })
  })
  test.each([
    ['zip', 30_000, ['--limit', 'entries=20000']],
    ['tar', 100_001, []],
  ] as const)('a %s with %i members', async (kind, count, args) => {
    const { codes, seconds, peakMiB } = await attack(manyMembers(kind, count), args)
    expect(codes).toContain('limit/entries')
    expect(seconds).toBeLessThan(60)
    expect(peakMiB).toBeLessThan(350)
  })
  test('a gzip member that never ends runs into the time limit', async () => {
    const started = performance.now()
    const report = await analyzeUpload(endlessGzip(), { limits: { timeMs: 500 } })
    expect(report.notes.map(({ code }) => code)).toEqual(['limit/timeMs'])
    expect(report.artifacts).toMatchObject([{ uri: 'upload', complete: false }])
    expect(performance.now() - started).toBeLessThan(5000)
  })
  test('and can be called off', async () => {
    const signal = AbortSignal.timeout(300)
    await expect(analyzeUpload(endlessGzip(), { signal })).rejects.toThrow()
  })
})

describe('names and types cannot reach out of the archive', () => {
  test.each([
    ['tar', escapingTar(CRASH_LOG)],
    ['zip', escapingZip(CRASH_LOG)],
  ])('%s', async (_, bytes) => {
    const { code, uris } = await attack(bytes)
    expect(code).toBe(0)
    expect(uris).toContain('upload!/../../../tmp/hserr-escaped')
  })
})

describe('lies and damage', () => {
  test('a tar member that claims 8 GiB is read as far as it goes', async () => {
    const { uris } = await attack(lyingTar(CRASH_LOG))
    expect(uris).toEqual(['upload!/honest.log', 'upload!/huge.log'])
  })
  const members = ['a', 'b', 'c'].map((name) => ({ name: `${name}.log`, content: CRASH_LOG.repeat(20) }))
  test.each([
    ['zip', zipOf(members)],
    ['tar', tarOf(members)],
    ['tar.gz', gzipSync(tarOf(members))],
  ])('a %s cut anywhere is a report, and a note where anything is missing', async (kind, whole) => {
    for (let part = 1; part < 20; part++) {
      const cut = whole.subarray(0, Math.floor((whole.length * part) / 20))
      const report = await analyzeUpload([cut] as unknown as AsyncIterable<Uint8Array>)
      const noted = report.notes.length > 0 || report.artifacts.some(({ complete }) => !complete)
      expect({ kind, part, noted: noted || report.artifacts.length === 3 }).toEqual({ kind, part, noted: true })
    }
  })
})
