import { mkdtempSync, readFileSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CRASH_LOG, folderWith, hserr } from './command.ts'

describe('arguments', () => {
  test('--version prints the version alone', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
    expect(await hserr(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
  })
  test('--help goes to stdout and names every command', async () => {
    const { code, stdout } = await hserr(['--help'])
    expect(code).toBe(0)
    for (const command of ['analyze', 'inspect', 'explain']) expect(stdout).toContain(`hserr ${command}`)
  })
  test.each([
    [[], 'Commands:'],
    [['analyse', 'x'], 'analyse is no command; did you mean analyze?'],
    [['frobnicate', 'x'], 'frobnicate is no command (hserr --help shows what there is)'],
    [['analyze', '--formt', 'json', 'x'], "unknown option '--formt'; did you mean --format?"],
    [['analyze', '--frobnicate', 'x'], "unknown option '--frobnicate' (hserr analyze --help shows what there is)"],
    [['analyze', '--quiet=yes', 'x'], 'does not take an argument'],
    [['analyze', '--format', 'xml', 'x'], '--format: "xml" is not one of text, json'],
    [['analyze'], 'hserr analyze needs PATH...'],
    [['inspect', 'a', 'b'], 'takes one FILE, not 2'],
    [['analyze', '--limit', 'entries=many', 'x'], '--limit entries: "many" is no number'],
    [['explain', 'map-count-limt'], 'no cause is called "map-count-limt"'],
  ])('%j is wrong usage: exit code 2, said on stderr', async (args, said) => {
    const { code, stdout, stderr } = await hserr(args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(said)
  })
  test('what stands behind -- is a path, even if it looks like an option', async () => {
    const cwd = folderWith({ '--format': CRASH_LOG })
    const { stdout } = await hserr(['analyze', '--format', 'json', '--', '--format'], { cwd })
    expect(JSON.parse(stdout).artifacts[0].uri).toBe('--format')
  })
})

describe('bad input', () => {
  test('a missing path is one line on stderr; the rest is analysed', async () => {
    const cwd = folderWith({ 'hs_err.log': CRASH_LOG })
    const { code, stdout, stderr } = await hserr(['analyze', '--format', 'json', 'gone.log', 'hs_err.log'], { cwd })
    expect(code).toBe(0)
    expect(stderr).toBe('hserr: gone.log: no such file or folder\n')
    const report = JSON.parse(stdout)
    expect(report.artifacts.map(({ uri }: { uri: string }) => uri)).toEqual(['hs_err.log'])
    expect(report.notes).toMatchObject([{ code: 'input/missing', message: 'gone.log: no such file or folder' }])
  })
  test('with --strict, what could not be read makes exit code 3', async () => {
    const cwd = folderWith({ 'hs_err.log': CRASH_LOG })
    expect((await hserr(['analyze', '--strict', 'gone.log', 'hs_err.log'], { cwd })).code).toBe(3)
    expect((await hserr(['analyze', '--strict', 'hs_err.log'], { cwd })).code).toBe(0)
  })
  test('nothing but missing paths is exit code 2, and nothing on stdout', async () => {
    const { code, stdout, stderr } = await hserr(['analyze', 'gone.log'])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toBe('hserr: gone.log: no such file or folder\nhserr: nothing could be read\n')
  })
  test.each([
    ['an empty file', '', 'empty: there is nothing to read'],
    ['a core dump', '\x7fELF\x02\x01\x01', 'not read: it is an ELF file'],
    ['random bytes', '\x01\x02\x03\x0e\x0f\x10'.repeat(100), 'not read: it is binary data'],
  ])('%s is named and passed over', async (_, content, said) => {
    const cwd = folderWith({ odd: content, 'hs_err.log': CRASH_LOG })
    const { code, stderr } = await hserr(['analyze', '.'], { cwd })
    expect(code).toBe(0)
    expect(stderr).toContain(`hserr: odd: ${said}`)
  })
  test('a folder without logs says so', async () => {
    const cwd = folderWith({ 'recipe.txt': 'flour, water, salt\n' })
    const { code, stderr } = await hserr(['analyze', '.'], { cwd })
    expect(code).toBe(2)
    expect(stderr).toContain('no log found')
  })
  test('a name with control characters cannot move the cursor', async () => {
    const cwd = folderWith({ 'a\x1b[2J\n.log': '' })
    const { stderr } = await hserr(['analyze', '.'], { cwd })
    expect(stderr).toContain('a\\x1b[2J\\x0a.log: empty')
  })
  test('a dangling link and a loop of links are named, not followed', async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'hserr-'))
    symlinkSync(cwd, join(cwd, 'loop'))
    symlinkSync('/nowhere', join(cwd, 'dangling'))
    expect((await hserr(['analyze', '.'], { cwd })).code).toBe(2)
    expect((await hserr(['analyze', 'dangling'], { cwd })).stderr).toContain('a link to something that does not exist')
  })
})

describe('streams', () => {
  test('- is standard input, named as one likes', async () => {
    const { stdout } = await hserr(['inspect', '-', '--format', 'json', '--stdin-name', 'pod.log'], {
      stdin: CRASH_LOG,
    })
    expect(JSON.parse(stdout).uri).toBe('pod.log')
  })
  test('--output takes the result from stdout', async () => {
    const cwd = folderWith({ 'hs_err.log': CRASH_LOG })
    const { stdout } = await hserr(['analyze', '-f', 'json', '-o', 'report.json', 'hs_err.log'], { cwd })
    expect(stdout).toBe('')
    expect(JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8')).schemaVersion).toBe('1.0')
  })
  test('a pattern that the shell did not expand is matched', async () => {
    const cwd = folderWith({ 'hs_err_pid1.log': CRASH_LOG, 'hs_err_pid2.log': CRASH_LOG, 'other.txt': '' })
    const { stdout } = await hserr(['analyze', '-f', 'json', 'hs_err_*.log'], { cwd })
    expect(JSON.parse(stdout).artifacts).toHaveLength(2)
  })
})
