// Archives that attack whoever opens them. Built in memory when a test asks; none is stored.

import { gzipSync } from 'node:zlib'
import { type TarEntry, tarOf } from './tar.ts'
import { type ZipEntry, zipOf } from './zip.ts'

const REPEATED_LINE = 'all work and no play makes jack a dull boy\n'

/** Lines that compress as well as deflate can. */
function dullText(bytes: number): Buffer {
  return Buffer.alloc(bytes, REPEATED_LINE)
}

/** 2,000 members that are all the same 64 MiB: 128 GiB of claims in some hundred kB. */
export function overlappingZip(): Uint8Array {
  const first: ZipEntry = { name: 'kernel.log', content: dullText(64 << 20) }
  const others = Array.from({ length: 1999 }, (_, index) => ({ name: `copy-${index}.log`, sameDataAs: 0 }))
  return zipOf([first, ...others])
}

/** Sixteen zips in each zip, four deep, 16 MiB in each of the 65,536 leaves: 1 TiB (after 42.zip). */
export function nestedZip(): Uint8Array {
  let zip = zipOf([{ name: 'leaf.log', content: dullText(16 << 20) }])
  for (let level = 0; level < 4; level++) {
    zip = zipOf(Array.from({ length: 16 }, (_, index) => ({ name: `${level}-${index}.zip`, content: zip })))
  }
  return zip
}

/** What a quine (an archive that holds itself) looks like to a reader: the same kind of archive at every depth. */
export function endlessNest(levels: number): Uint8Array {
  let archive: Uint8Array = tarOf([{ name: 'quine.tar', content: 'bottom\n' }])
  for (let level = 0; level < levels; level++) archive = gzipSync(tarOf([{ name: 'quine.tgz', content: archive }]))
  return archive
}

export function manyMembers(kind: 'zip' | 'tar', count: number): Uint8Array {
  const entries = Array.from({ length: count }, (_, index) => ({ name: `${index}.log`, content: '' }))
  return kind === 'zip' ? zipOf(entries) : tarOf(entries)
}

/** Names and types with which an unpacker could be made to write or read elsewhere. */
export function escapingTar(content: string): Uint8Array {
  const entries: TarEntry[] = [
    { name: '../../../tmp/hserr-escaped', content },
    { name: '/tmp/hserr-escaped', content },
    { name: 'link', type: '2', linkTo: '/etc/passwd' },
    { name: 'link/../../passwd', content },
    { name: 'hard', type: '1', linkTo: '/etc/shadow' },
    { name: 'device', type: '3' },
    { name: 'pipe', type: '6' },
  ]
  return tarOf(entries)
}

export function escapingZip(content: string): Uint8Array {
  const names = ['../../../tmp/hserr-escaped', '/tmp/hserr-escaped', '..\\..\\windows', 'C:\\hserr-escaped', 'a\0b', '']
  return zipOf(names.map((name) => ({ name, content })))
}

/** A member that claims 8 GiB and has a line. */
export function lyingTar(content: string): Uint8Array {
  return tarOf([
    { name: 'honest.log', content },
    { name: 'huge.log', content, claimedBytes: 8 * 2 ** 30 - 1 },
  ])
}

/** gzip whose deflate data never end: stored blocks of lines, for as long as one reads. */
export async function* endlessGzip(): AsyncGenerator<Uint8Array> {
  yield Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3)
  const text = dullText(0x8000)
  const length = text.length
  const block = Buffer.concat([
    Uint8Array.of(0, length & 0xff, length >> 8, ~length & 0xff, (~length >> 8) & 0xff),
    text,
  ])
  for (;;) {
    yield block
    await new Promise(setImmediate)
  }
}
