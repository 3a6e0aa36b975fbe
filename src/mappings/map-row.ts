// One row of /proc/PID/maps, read from bytes. The same row is stated as a grammar in grammars/shared/map-row.ts, and a
// property test holds the two together.
//
//   7f246c800000-7f246d200000 rw-s 00000000 00:27 662077       /kafka-logs/t-0/00000000000000040179.index.deleted (deleted)
//   ^low         ^high        ^perm ^offset  ^dev  ^inode       ^path
//
// Source: fs/proc/task_mmu.c, show_map_vma. WSL 1 writes the fourth permission as '-'; the blank behind the inode of an
// anonymous row is often stripped by editors; newlines in a path are written \012.

export const READ = 1
export const WRITE = 2
export const EXECUTE = 4
export const SHARED = 8

const BLANK = 32
const TAB = 9
const DASH = 45
const COLON = 58

const NOT_HEX = 255
const HEX = new Uint8Array(256).fill(NOT_HEX)
for (let digit = 0; digit < 16; digit++) {
  HEX[digit.toString(16).charCodeAt(0)] = digit
  HEX[digit.toString(16).toUpperCase().charCodeAt(0)] = digit
}

const POWERS_OF_16 = [1, 16, 256, 4096, 65_536, 1_048_576, 16_777_216]

/** Reads rows; the fields hold the row of the last `scan` that answered true. */
export class MapRowScanner {
  low = 0
  high = 0
  /** READ, WRITE, EXECUTE, SHARED. */
  permissions = 0
  offset = 0
  /** major << 20 | minor, as the kernel's dev_t. */
  device = 0
  inode = 0
  /** Where the path stands in the bytes; empty for an anonymous row. */
  pathStart = 0
  pathEnd = 0

  #bytes: Uint8Array = new Uint8Array(0)
  #at = 0
  #end = 0

  /** False when the bytes in [start, end) are not a row of a memory map. */
  scan(bytes: Uint8Array, start: number, end: number): boolean {
    this.#bytes = bytes
    this.#at = start
    this.#end = end
    return this.#scanAddresses() && this.#scanPermissions() && this.#scanFile() && this.#scanPath()
  }

  #scanAddresses(): boolean {
    this.low = this.#hex(8, 16)
    if (this.low < 0 || !this.#skip(DASH)) return false
    this.high = this.#hex(8, 16)
    return this.high > this.low && this.#skip(BLANK)
  }

  #scanPermissions(): boolean {
    const bytes = this.#bytes
    const at = this.#at
    if (at + 4 >= this.#end) return false
    const read = permission(bytes[at] as number, 'r', READ)
    const write = permission(bytes[at + 1] as number, 'w', WRITE)
    const execute = permission(bytes[at + 2] as number, 'x', EXECUTE)
    const shared = sharing(bytes[at + 3] as number)
    this.permissions = read | write | execute | shared
    this.#at = at + 4
    return this.permissions >= 0 && this.#skip(BLANK)
  }

  #scanFile(): boolean {
    this.offset = this.#hex(8, 16)
    if (this.offset < 0 || !this.#skip(BLANK)) return false
    const major = this.#hex(2, 8)
    if (major < 0 || !this.#skip(COLON)) return false
    const minor = this.#hex(2, 8)
    if (minor < 0 || !this.#skip(BLANK)) return false
    this.device = ((major << 20) | minor) >>> 0
    this.inode = this.#decimal()
    return this.inode >= 0
  }

  #scanPath(): boolean {
    const bytes = this.#bytes
    let at = this.#at
    let end = this.#end
    if (at < end && bytes[at] !== BLANK && bytes[at] !== TAB) return false
    while (at < end && isBlank(bytes[at] as number)) at++
    while (end > at && isBlank(bytes[end - 1] as number)) end--
    this.pathStart = at
    this.pathEnd = end
    return true
  }

  #skip(byte: number): boolean {
    return this.#at < this.#end && this.#bytes[this.#at++] === byte
  }

  /** A hexadecimal number of `least` to `most` digits, or -1. Two halves, so that the common part stays a small integer. */
  #hex(least: number, most: number): number {
    const bytes = this.#bytes
    const start = this.#at
    const stop = Math.min(this.#end, start + most)
    let at = start
    let high = 0
    let low = 0
    for (; at < stop; at++) {
      const digit = HEX[bytes[at] as number] as number
      if (digit === NOT_HEX) break
      if (at - start < 6) high = (high << 4) | digit
      else if (at - start < 12) low = (low << 4) | digit
      else return this.#longHex(least, most)
    }
    this.#at = at
    const digits = at - start
    if (digits < least) return -1
    return digits <= 6 ? high : high * (POWERS_OF_16[digits - 6] as number) + low
  }

  #longHex(least: number, most: number): number {
    let value = 0
    let digits = 0
    for (; digits < most && this.#at < this.#end; digits++) {
      const digit = HEX[this.#bytes[this.#at] as number] as number
      if (digit === NOT_HEX) break
      value = value * 16 + digit
      this.#at++
    }
    return digits < least ? -1 : value
  }

  #decimal(): number {
    const bytes = this.#bytes
    const start = this.#at
    const stop = Math.min(this.#end, start + 20)
    let value = 0
    let at = start
    for (; at < stop; at++) {
      const digit = (bytes[at] as number) - 48
      if (digit < 0 || digit > 9) break
      value = value * 10 + digit
    }
    this.#at = at
    return at === start ? -1 : value
  }
}

function permission(byte: number, letter: 'r' | 'w' | 'x', flag: number): number {
  if (byte === DASH) return 0
  return byte === letter.charCodeAt(0) ? flag : -1
}

function sharing(byte: number): number {
  if (byte === 115 /* s */) return SHARED
  return byte === 112 /* p */ || byte === DASH ? 0 : -1
}

function isBlank(byte: number): boolean {
  return byte === BLANK || byte === TAB
}
