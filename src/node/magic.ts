// What a file is, by its first bytes. A name is only a label: a `.log` may be gzip, an archive may be called `core`.

export type Container = 'gzip' | 'zstd' | 'xz' | 'bzip2' | 'zip' | 'tar'

/** How many bytes `containerOf` and `foreignKindOf` look at: the tar mark stands at 257, its checksum covers 512. */
export const MAGIC_BYTES = 4096

const CONTAINERS: readonly (readonly [Container, readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b, 0x08]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
]

/** Files that are found beside logs, are no text, and hold nothing for us. */
const FOREIGN: readonly (readonly [string, readonly number[]])[] = [
  ['an ELF file (a core dump, program or library)', [0x7f, 0x45, 0x4c, 0x46]],
  ['a Java heap dump', ascii('JAVA PROFILE ')],
  ['a flight recording (JFR)', ascii('FLR\0')],
  ['a Java class', [0xca, 0xfe, 0xba, 0xbe]],
  ['a 7z archive, which is not read: unpack it first', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['a rar archive, which is not read: unpack it first', ascii('Rar!')],
  ['an lz4 file, which is not read: unpack it first', [0x04, 0x22, 0x4d, 0x18]],
  ['a Windows minidump', ascii('MDMP')],
  ['a picture', [0x89, 0x50, 0x4e, 0x47]],
  ['a picture', [0xff, 0xd8, 0xff]],
  ['a PDF document', ascii('%PDF-')],
  ['a SQLite database', ascii('SQLite format 3\0')],
]

/** The container that these first bytes open, if any. */
export function containerOf(head: Uint8Array): Container | undefined {
  const known = CONTAINERS.find(([, magic]) => startsWith(head, magic))
  if (known) return known[0] !== 'bzip2' || isBzip2(head) ? known[0] : undefined
  return isTarHeader(head) ? 'tar' : undefined
}

/** What a file is that is certainly no log; undefined for whatever may be text. */
export function foreignKindOf(head: Uint8Array): string | undefined {
  const known = FOREIGN.find(([, magic]) => startsWith(head, magic))
  return known ? known[0] : looksBinary(head) ? 'binary data' : undefined
}

/**
 * A header block whose checksum is right, or which has at least the mark. The sum is over the block with the checksum
 * field itself taken as spaces (POSIX.1-1988, ustar); old tars have no mark.
 */
export function isTarHeader(head: Uint8Array): boolean {
  if (head.length < 512 || head[0] === 0) return false
  return startsWith(head.subarray(257), ascii('ustar')) || hasTarChecksum(head)
}

export function hasTarChecksum(header: Uint8Array): boolean {
  const stored = Number.parseInt(
    latin1(header.subarray(148, 156))
      .replace(/[\0 ]+/g, ' ')
      .trim(),
    8,
  )
  if (!Number.isFinite(stored) || stored === 0) return false
  let sum = 8 * 0x20
  for (let at = 0; at < 512; at++) if (at < 148 || at >= 156) sum += header[at] as number
  return sum === stored
}

/** `BZh`, the block size, then the mark of a block (pi) or of an empty stream (its root). */
function isBzip2(head: Uint8Array): boolean {
  return (
    startsWith(head.subarray(4), [0x31, 0x41, 0x59, 0x26]) || startsWith(head.subarray(4), [0x17, 0x72, 0x45, 0x38])
  )
}

/**
 * Control characters that no log has. NULs do not count: a rotated log often begins with a long run of them, and UTF-16
 * is half of them.
 */
function looksBinary(head: Uint8Array): boolean {
  let odd = 0
  for (const byte of head) if (byte < 32 && byte !== 0 && byte !== 27 && (byte < 7 || byte > 13)) odd++
  return odd > head.length * 0.05
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return bytes.length >= magic.length && magic.every((byte, at) => bytes[at] === byte)
}

function ascii(text: string): number[] {
  return [...text].map((character) => character.charCodeAt(0))
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes)
}
