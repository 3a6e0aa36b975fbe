import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { tarOf } from '../../corpus/hostile/tar.ts'
import { zipOf } from '../../corpus/hostile/zip.ts'
import type { BundleRecord, ScanSummary } from '../../src/model/scan.ts'
import { COMMAND, CRASH_LOG, hserr } from './command.ts'

/** A crash log of another process. */
function crashOf(pid: number): string {
  return CRASH_LOG.replace('pid=4711', `pid=${pid}`)
}

const TREE: Record<string, string | Uint8Array> = {
  'case-1/hs_err_pid1.log': crashOf(1),
  'case-1/logs/console.out':
    'OpenJDK 64-Bit Server VM warning: INFO: os::commit_memory(0x0, 16384, 0) failed; error=12\n',
  'case-1/photo.png': 'not looked at',
  'case-1/Main.java': 'class Main {}',
  'collected/hs_err_pid2.log': crashOf(2),
  'collected/hs_err_pid3.log': crashOf(3),
  'collected/bundle.zip': zipOf([{ name: 'hs_err_pid4.log', content: crashOf(4) }]),
  'collected/bundle.tgz': gzipSync(tarOf([{ name: 'hs_err_pid5.log', content: crashOf(5) }])),
  'single/hs_err_pid6.log.gz': gzipSync(crashOf(6)),
  'notes/todo.txt': 'buy milk\n',
}

function treeOf(files: Record<string, string | Uint8Array>): string {
  const folder = mkdtempSync(join(tmpdir(), 'hserr-'))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  return folder
}

const BUNDLES = [
  'case-1',
  'collected/bundle.tgz',
  'collected/bundle.zip',
  'collected/hs_err_pid2.log',
  'collected/hs_err_pid3.log',
  'single/hs_err_pid6.log.gz',
]

interface Line {
  readonly kind: string
  readonly uri: string
}

function linesOf(stdout: string): Line[] {
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

describe('what is a bundle', () => {
  test('an archive, a folder with its role folders, a lone crash log', async () => {
    const { code, stdout } = await hserr(['scan', '.'], { cwd: treeOf(TREE) })
    const lines = linesOf(stdout)
    expect(code).toBe(0)
    expect(lines.filter(({ kind }) => kind === 'bundle').map(({ uri }) => uri)).toEqual(BUNDLES)
    expect((lines[0] as unknown as BundleRecord).artifacts).toBe(2)
    expect(lines.at(-2)).toEqual({ kind: 'passed-over', byName: 2, notText: 0, unknownText: 1 })
  })
  test('equal crashes are one group, counted', async () => {
    const { stdout } = await hserr(['scan', '.'], { cwd: treeOf(TREE) })
    const summary = linesOf(stdout).at(-1) as unknown as ScanSummary
    expect(summary).toMatchObject({ kind: 'summary', bundles: 6 })
    expect(summary.groups.reduce((total, { count }) => total + count, 0)).toBe(summary.incidents)
  })
  test('a file that is named is looked at by its content alone', async () => {
    const cwd = treeOf({ 'crash.png': crashOf(1) })
    expect((await hserr(['scan', '.'], { cwd })).code).toBe(2)
    expect((await hserr(['scan', 'crash.png'], { cwd })).code).toBe(0)
  })
})

describe('work that is split', () => {
  test('any number of shards, joined in any order, give the report of one', async () => {
    const tree = treeOf(TREE)
    const cwd = treeOf({})
    const whole = await hserr(['scan', '.', 'gone'], { cwd: tree })
    writeFileSync(join(cwd, 'whole.ndjson'), whole.stdout)
    const reports = new Set<string>()
    for (const shards of [1, 2, 5]) {
      const parts: string[] = []
      for (let index = shards; index >= 1; index--) {
        const { stdout } = await hserr(['scan', '--shard', `${index}/${shards}`, '.', 'gone'], { cwd: tree })
        const name = `part-${index}-${shards}.ndjson`
        writeFileSync(join(cwd, name), stdout)
        parts.push(name)
      }
      reports.add((await hserr(['merge', '-f', 'json', ...parts], { cwd })).stdout)
    }
    reports.add((await hserr(['merge', '-f', 'json', 'whole.ndjson'], { cwd })).stdout)
    expect(reports.size).toBe(1)
    const [report = ''] = reports
    expect(JSON.parse(report).records.map(({ uri }: Line) => uri)).toEqual(BUNDLES)
    expect(JSON.parse(report).unread).toEqual([{ uri: 'gone', message: 'no such file or folder' }])
  })
  test('1 worker or 4: the same bytes', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 300 }, (_, pid) => [
        `host-${pid}/hs_err_pid${pid}.log`,
        crashOf(pid + 1) + '# more\n'.repeat(2000),
      ]),
    )
    const cwd = treeOf(files)
    const [one, four] = await Promise.all(
      ['1', '4'].map((workers) => hserr(['scan', '--workers', workers, '.'], { cwd })),
    )
    expect(one?.stdout).toBe(four?.stdout)
    expect(linesOf(one?.stdout ?? '')).toHaveLength(302)
  })
  test('merge says which line is no record', async () => {
    const cwd = treeOf({ 'x.ndjson': '{"a":1}\n' })
    expect(await hserr(['merge', 'x.ndjson'], { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('x.ndjson:1'),
    })
  })
})

describe('work that is resumed', () => {
  test('what is unchanged is not read again, even if touched; what changed is', async () => {
    const cwd = treeOf(TREE)
    const first = await hserr(['scan', '--resume', '../state', '.'], { cwd: join(cwd, 'collected') })
    const state = readFileSync(join(cwd, 'state'), 'utf8')
    utimesSync(join(cwd, 'collected/hs_err_pid2.log'), 1, 1)
    const second = await hserr(['scan', '--resume', '../state', '.'], { cwd: join(cwd, 'collected') })
    expect(second.stdout).toBe(first.stdout)
    expect(readFileSync(join(cwd, 'state'), 'utf8')).toBe(state)
    writeFileSync(join(cwd, 'collected/hs_err_pid2.log'), crashOf(22222))
    const third = await hserr(['scan', '--resume', '../state', '.'], { cwd: join(cwd, 'collected') })
    expect(third.stdout).toContain('22222')
    expect(readFileSync(join(cwd, 'state'), 'utf8').split('\n')).toHaveLength(state.split('\n').length + 1)
  })
  test('a state that was cut, or written by another version, does no harm', async () => {
    const cwd = treeOf(TREE)
    const { stdout } = await hserr(['scan', '--resume', 'state', 'collected'], { cwd })
    const path = join(cwd, 'state')
    writeFileSync(path, readFileSync(path).subarray(0, -100))
    expect((await hserr(['scan', '--resume', 'state', 'collected'], { cwd })).stdout).toBe(stdout)
    expect((await hserr(['scan', '--resume', 'state', 'collected'], { cwd })).stdout).toBe(stdout)
    writeFileSync(path, 'something else\n')
    expect((await hserr(['scan', '--resume', 'state', 'collected'], { cwd })).stdout).toBe(stdout)
  })
})

test('Ctrl-C ends a scan with the results so far', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 400 }, (_, pid) => [
      `h${pid}/hs_err_pid${pid}.log`,
      crashOf(pid + 1) + '# more\n'.repeat(3000),
    ]),
  )
  const child = spawn(process.execPath, [COMMAND, 'scan', '.'], { cwd: treeOf(files) })
  let stdout = ''
  child.stdout.on('data', (chunk) => {
    if (stdout === '') child.kill('SIGINT')
    stdout += chunk
  })
  const code = await new Promise((resolve) => child.on('close', resolve))
  const lines = linesOf(stdout)
  expect(code).toBe(130)
  expect(lines.length).toBeLessThan(400)
  expect(lines.at(-1)).toMatchObject({ kind: 'summary', bundles: lines.filter(({ kind }) => kind === 'bundle').length })
})

describe('filters', () => {
  test.each([
    [['--host', 'nobody'], 0],
    [['--cause', 'no-such-cause'], 0],
    [['--since', '1d', '--now', '2030-01-01'], 0],
  ])('%j', async (args, bundles) => {
    const { stdout } = await hserr(['scan', '-f', 'json', ...args, '.'], { cwd: treeOf(TREE) })
    expect(JSON.parse(stdout).bundles).toBe(bundles)
  })
  test('a date that is none is wrong usage', async () => {
    const { code, stderr } = await hserr(['scan', '--since', 'yesteryear', '.'], { cwd: treeOf(TREE) })
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--since: "yesteryear" is no date'),
    })
  })
})
