import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { tarOf } from '../../corpus/hostile/tar.ts'
import { zipOf } from '../../corpus/hostile/zip.ts'
import type { InputNote } from '../../src/node/input-note.ts'
import { openSources } from '../../src/node/open.ts'

const FILES = {
  'broker-1/hs_err.log': '# A fatal error\n',
  'broker-1/logs/server.log': 'INFO started\n'.repeat(5000),
  'gc.log': '[0.001s] Using G1\n',
}

/** What is read from a path: text by uri below the path, and the notes. */
async function read(path: string, options: object = {}) {
  const texts: Record<string, string> = {}
  const notes: InputNote[] = []
  for await (const source of openSources(path, { ...options, onNote: (note) => notes.push(note) })) {
    const parts: Buffer[] = []
    let failure = ''
    try {
      for await (const chunk of source.stream()) parts.push(Buffer.from(chunk))
    } catch (error) {
      failure = ` !! ${(error as Error).message}`
    }
    texts[source.uri.slice(path.length).replace(/^!?\//, '')] = `${Buffer.concat(parts)}${failure}`
  }
  return { texts, notes: notes.map(({ uri, code }) => `${uri.slice(path.length)} ${code}`.trim()), messages: notes }
}

function fileOf(name: string, bytes: Uint8Array | string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'hserr-')), name)
  writeFileSync(path, bytes)
  return path
}

function folderOf(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'hserr-'))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  return folder
}

const entries = Object.entries(FILES).map(([name, content]) => ({ name, content }))

function through(tool: string, args: string[], input: Uint8Array): Uint8Array | undefined {
  const { status, stdout } = spawnSync(tool, args, { input, maxBuffer: 1 << 28 })
  return status === 0 ? stdout : undefined
}

describe('the same texts come from', () => {
  test.each([
    ['a folder', () => folderOf(FILES)],
    ['a tar', () => fileOf('x', tarOf(entries))],
    ['a tar.gz, whatever its name', () => fileOf('x.log', gzipSync(tarOf(entries)))],
    ['a zip', () => fileOf('x', zipOf(entries))],
    [
      'a zip of stored members',
      () => fileOf('x', zipOf(entries.map((entry) => ({ ...entry, method: 'stored' as const })))),
    ],
    [
      'a zip with data descriptors',
      () => fileOf('x', zipOf(entries.map((entry) => ({ ...entry, dataDescriptor: true })))),
    ],
    ['two tars joined by cat', () => fileOf('x', Buffer.concat([tarOf(entries.slice(0, 1)), tarOf(entries.slice(1))]))],
  ])('%s', async (_, path) => {
    expect(await read(path())).toMatchObject({ texts: FILES, notes: [] })
  })
  test.each([
    ['xz', 'xz', ['-c']],
    ['bzip2', 'bzip2', ['-c']],
    ['zstd', 'zstd', ['-cq']],
  ])('a tar.%s, where the tool is there', async (_, tool, args) => {
    const packed = through(tool, args, tarOf(entries))
    if (packed) expect(await read(fileOf('x', packed))).toMatchObject({ texts: FILES, notes: [] })
  })
  test('a tar made by tar(1), with long names and pax headers', async () => {
    const long = { [`${'deep/'.repeat(40)}hs_err.log`]: 'x\n', ...FILES }
    for (const format of ['gnu', 'pax', 'ustar']) {
      const made = through(
        'tar',
        ['-cf', '-', `--format=${format}`, '-C', folderOf(long), 'deep', 'gc.log', 'broker-1'],
        new Uint8Array(),
      )
      if (made) expect((await read(fileOf('x', made))).texts).toEqual(long)
    }
  })
})

test('archives in archives are opened, and the uri tells the way', async () => {
  const inner = gzipSync(tarOf([{ name: 'a.log', content: 'A\n' }]))
  const path = fileOf('x', tarOf([{ name: 'in.zip', content: zipOf([{ name: 'b.tgz', content: inner }]) }]))
  expect(await read(path)).toMatchObject({ texts: { 'in.zip!/b.tgz!/a.log': 'A\n' }, notes: [] })
})

describe('gzip', () => {
  test('several members are one text', async () => {
    const path = fileOf('x', Buffer.concat([gzipSync('one\n'), gzipSync('two\n'), gzipSync('')]))
    expect(await read(path)).toMatchObject({ texts: { '': 'one\ntwo\n' }, notes: [] })
  })
  test('what follows the data is named; the data count', async () => {
    const path = fileOf('x', Buffer.concat([gzipSync('one\n'), Buffer.from('plain text')]))
    expect(await read(path)).toMatchObject({ texts: { '': 'one\n' }, notes: ['input/trailing'] })
  })
  test('zeros that pad a tape block are nothing to speak of', async () => {
    const path = fileOf('x', Buffer.concat([gzipSync('one\n'), Buffer.alloc(512)]))
    expect(await read(path)).toMatchObject({ texts: { '': 'one\n' }, notes: [] })
  })
  test('cut data: what came before counts, and the stream says where it ends', async () => {
    const text = Array.from({ length: 20000 }, (_, line) => `line ${line} ${Math.sin(line)}\n`).join('')
    const whole = gzipSync(text)
    const { texts } = await read(fileOf('x', whole.subarray(0, whole.length / 2)))
    const [kept = '', failure] = (texts[''] as string).split(' !! ')
    expect(failure).toBe('gzip member 1 is cut: it ends in the middle')
    expect(text.startsWith(kept)).toBe(true)
    expect(kept.length).toBeGreaterThan(text.length * 0.4)
  })
  test('a wrong checksum is said, the text is kept', async () => {
    const bytes = gzipSync('one\n')
    bytes[bytes.length - 5] = (bytes[bytes.length - 5] as number) ^ 1
    expect((await read(fileOf('x', bytes))).texts[''] as string).toBe(
      'one\n !! gzip member 1 is damaged: its checksum does not fit',
    )
  })
})

describe('names are labels', () => {
  const odd = ['../../etc/passwd', '/etc/passwd', 'C:\\x.log', 'a.log', 'a.log', 'A.LOG', 'x\x1b[2J.log']
  const uris = ['../../etc/passwd', '/etc/passwd', 'C:\\x.log', 'a.log', 'a.log#2', 'A.LOG', 'x\\x1b[2J.log']
  test.each([
    ['tar', uris, tarOf(odd.map((name) => ({ name, content: 'x\n' })))],
    ['zip', uris.map((uri) => uri.replace('C:\\', 'C:/')), zipOf(odd.map((name) => ({ name, content: 'x\n' })))],
  ])('in a %s', async (_, expected, bytes) => {
    const path = fileOf('x', bytes)
    const seen: string[] = []
    for await (const source of openSources(path)) seen.push(source.uri.slice(path.length + 2))
    expect(seen).toEqual(expected)
  })
  test('links and devices are passed over, whatever size they claim', async () => {
    const path = fileOf(
      'x',
      tarOf([
        { name: 'link', type: '2', linkTo: '/etc/passwd', claimedBytes: 5000 },
        { name: 'device', type: '3' },
        { name: 'a.log', content: 'A\n' },
      ]),
    )
    expect(await read(path)).toMatchObject({ texts: { 'a.log': 'A\n' }, notes: [] })
  })
})

describe('damage is that member’s alone', () => {
  const three = ['a.log', 'b.log', 'c.log'].map((name) => ({ name, content: `${name}\n`.repeat(200) }))
  const [a, b, c] = three as [(typeof three)[0], (typeof three)[0], (typeof three)[0]]
  test('a tar header with a wrong checksum', async () => {
    const { texts, notes } = await read(fileOf('x', tarOf([a, { ...b, badChecksum: true }, c])))
    expect(Object.keys(texts)).toEqual(['a.log', 'c.log'])
    expect(notes).toEqual(['input/damaged'])
  })
  test('a tar that ends inside a member', async () => {
    const { texts } = await read(fileOf('x', tarOf([a, b], { open: true }).subarray(0, 512 + 1536 + 512 + 100)))
    expect(texts['b.log']).toMatch(/^b.log\n.* !! the archive ends inside this member, 1100 bytes before its end$/s)
  })
  test('an encrypted zip member', async () => {
    const { texts, messages } = await read(fileOf('x', zipOf([a, { ...b, isEncrypted: true }, c])))
    expect(Object.keys(texts)).toEqual(['a.log', 'c.log'])
    expect(messages).toMatchObject([{ message: 'not read: it is encrypted' }])
  })
  test('a zip member whose checksum is wrong', async () => {
    const { texts } = await read(fileOf('x', zipOf([a, { ...b, crc: 1 }, c])))
    expect(texts['b.log']).toBe(`${b.content} !! this zip member is damaged: its checksum does not fit`)
    expect(texts['c.log']).toBe(c.content)
  })
  test.each([false, true])('a zip whose directory was cut off, data descriptors %s', async (dataDescriptor) => {
    const { texts, notes } = await read(
      fileOf(
        'x',
        zipOf(
          three.map((entry) => ({ ...entry, dataDescriptor })),
          { cut: true },
        ),
      ),
    )
    expect(texts).toEqual({ 'a.log': a.content, 'b.log': b.content, 'c.log': c.content })
    expect(notes).toEqual(['input/damaged'])
  })
})

describe('limits', () => {
  const big = 'a line of a log\n'.repeat(10_000)
  const two = [
    { name: 'a.log', content: big },
    { name: 'b.log', content: 'B\n' },
  ]
  test.each([
    ['tar', () => tarOf(two)],
    ['zip', () => zipOf(two)],
  ])('entryBytes cuts a member of a %s and goes on with the next', async (_, bytes) => {
    const { texts } = await read(fileOf('x', bytes()), { limits: { entryBytes: 1000 } })
    expect(texts['a.log']).toMatch(/ !! The member is longer than 1000 bytes and is cut there/)
    expect(texts['b.log']).toBe('B\n')
  })
  test('totalBytes ends the archive, with what was read so far', async () => {
    const longer = [{ name: 'a.log', content: big.repeat(20) }, ...two]
    const { texts, notes } = await read(fileOf('x', gzipSync(tarOf(longer))), { limits: { totalBytes: 1 << 20 } })
    expect(Object.keys(texts)).toEqual(['a.log'])
    expect(notes).toEqual(['limit/totalBytes'])
  })
  test('entries', async () => {
    const { texts, notes } = await read(fileOf('x', zipOf(two)), { limits: { entries: 1 } })
    expect(Object.keys(texts)).toEqual(['a.log'])
    expect(notes).toEqual(['limit/entries'])
  })
  test('depth', async () => {
    const path = fileOf('x', gzipSync(gzipSync(gzipSync('deep\n'))))
    expect(await read(path, { limits: { depth: 2 } })).toMatchObject({ texts: {}, notes: ['limit/depth'] })
    expect(await read(path, { limits: { depth: 3 } })).toMatchObject({ texts: { '': 'deep\n' }, notes: [] })
  })
  test('ratio ends a bomb soon after 32 MiB', async () => {
    const path = fileOf('x', gzipSync(new Uint8Array(200 << 20), { level: 9 }))
    const { texts, notes } = await read(path, { limits: { ratio: 100 } })
    expect((texts[''] as string).length).toBeLessThan(50 << 20)
    expect(notes).toEqual(['limit/ratio'])
  })
})
