// One row of /proc/PID/maps, read from bytes. The same row is stated as a grammar in grammars/shared/map-row.ts, and a
// property test holds the two together.
//
//   7f246c800000-7f246d200000 rw-s 00000000 00:27 662077       /kafka-logs/t-0/00000000000000040179.index.deleted (deleted)
//   ^low         ^high        ^perm ^offset  ^dev  ^inode       ^path
//
// Source: fs/proc/task_mmu.c, show_map_vma. WSL 1 writes the fourth permission as '-'; the blank behind the inode of an
// anonymous row is often stripped by editors; newlines in a path are written \012.

import { sameBytes, Words } from './same-bytes.ts'

export const READ = 1
export const WRITE = 2
export const EXECUTE = 4
export const SHARED = 8

const BLANK = 32
const TAB = 9
const DASH = 45
const COLON = 58
const LETTER_P = 112
const LETTER_R = 114
const LETTER_S = 115
const LETTER_W = 119
const LETTER_X = 120

const NOT_HEX = 255
const HEX = new Uint8Array(256).fill(NOT_HEX)
for (let digit = 0; digit < 16; digit++) {
  HEX[digit.toString(16).charCodeAt(0)] = digit
  HEX[digit.toString(16).toUpperCase().charCodeAt(0)] = digit
}

/** Longer than permissions, offset and device can be. */
const MOST_MIDDLE_BYTES = 64

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

  /** Behind the number that was read last. */
  #at = 0
  /** ` rw-s 00000000 fe:00 ` as it stood in an earlier row: mostly it stands there again, and need not be read. */
  readonly #middle = new Uint8Array(MOST_MIDDLE_BYTES)
  readonly #middleWords = new DataView(this.#middle.buffer)
  #middleLength = 0
  readonly #words = new Words()

  /**
   * False when the bytes in [start, end) are not a row of a memory map. The hexadecimal numbers are not held to the end: a
   * row that went on behind it would lack its inode.
   */
  scan(bytes: Uint8Array, start: number, end: number): boolean {
    const low = this.#hex(bytes, start, 8, 16)
    if (low < 0 || bytes[this.#at] !== DASH) return false
    const high = this.#hex(bytes, this.#at + 1, 8, 16)
    const middle = this.#at
    if (high <= low || !(this.#isSameMiddle(bytes, middle, end) || this.#scanMiddle(bytes, middle))) return false
    const inode = this.#decimal(bytes, middle + this.#middleLength, end)
    if (inode < 0 || (this.#at < end && !isBlank(bytes[this.#at] as number))) return false
    this.low = low
    this.high = high
    this.inode = inode
    this.#trimPath(bytes, this.#at, end)
    return true
  }

  #isSameMiddle(bytes: Uint8Array, start: number, end: number): boolean {
    const length = this.#middleLength
    if (length === 0 || start + length > end) return false
    return sameBytes(this.#middleWords, 0, this.#words.of(bytes), start, length)
  }

  #scanMiddle(bytes: Uint8Array, start: number): boolean {
    const permissions = permissionsAt(bytes, start)
    if (permissions < 0) return false
    const offset = this.#hex(bytes, start + 6, 8, 16)
    if (offset < 0 || bytes[this.#at] !== BLANK) return false
    const major = this.#hex(bytes, this.#at + 1, 2, 8)
    if (major < 0 || bytes[this.#at] !== COLON) return false
    const minor = this.#hex(bytes, this.#at + 1, 2, 8)
    if (minor < 0 || bytes[this.#at] !== BLANK) return false
    this.permissions = permissions
    this.offset = offset
    this.device = (major << 20) | minor
    this.#keepMiddle(bytes, start, this.#at + 1 - start)
    return true
  }

  /** Byte by byte: `subarray` makes an object, which a few dozen bytes are not worth. */
  #keepMiddle(bytes: Uint8Array, start: number, length: number): void {
    for (let at = 0; at < length; at++) this.#middle[at] = bytes[start + at] as number
    this.#middleLength = length
  }

  #trimPath(bytes: Uint8Array, start: number, end: number): void {
    let at = start
    let behind = end
    while (at < end && isBlank(bytes[at] as number)) at++
    while (behind > at && isBlank(bytes[behind - 1] as number)) behind--
    this.pathStart = at
    this.pathEnd = behind
  }

  /** A hexadecimal number of `least` to `most` digits, or -1. In two halves, so that each of them is a small integer. */
  #hex(bytes: Uint8Array, start: number, least: number, most: number): number {
    let high = 0
    let low = 0
    let at = start
    for (; ; at++) {
      const digit = HEX[bytes[at] as number] as number
      // Not `digit === NOT_HEX`: behind the array there is nothing at all.
      if (!(digit < 16)) break
      high = (high << 4) | (low >>> 24)
      low = ((low << 4) | digit) & 0xfffffff
    }
    this.#at = at
    const digits = at - start
    if (digits < least || digits > most) return -1
    if (digits > 14) return longHex(bytes, start, at)
    return high === 0 ? low : high * 0x10000000 + low
  }

  #decimal(bytes: Uint8Array, start: number, end: number): number {
    let value = 0
    let at = start
    for (; at < end; at++) {
      const digit = (bytes[at] as number) - 48
      if (digit < 0 || digit > 9) break
      value = value * 10 + digit
    }
    this.#at = at
    return at <= start || at > start + 20 ? -1 : value
  }
}

function longHex(bytes: Uint8Array, start: number, end: number): number {
  let value = 0
  for (let at = start; at < end; at++) value = value * 16 + (HEX[bytes[at] as number] as number)
  return value
}

/** ` rwxp `, blanks included; -1 for anything else. */
function permissionsAt(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== BLANK || bytes[at + 5] !== BLANK) return -1
  const read = permission(bytes[at + 1] as number, LETTER_R, READ)
  const write = permission(bytes[at + 2] as number, LETTER_W, WRITE)
  const execute = permission(bytes[at + 3] as number, LETTER_X, EXECUTE)
  return read | write | execute | sharing(bytes[at + 4] as number)
}

function permission(byte: number, letter: number, flag: number): number {
  if (byte === DASH) return 0
  return byte === letter ? flag : -1
}

function sharing(byte: number): number {
  if (byte === LETTER_S) return SHARED
  return byte === LETTER_P || byte === DASH ? 0 : -1
}

function isBlank(byte: number): boolean {
  return byte === BLANK || byte === TAB
}
