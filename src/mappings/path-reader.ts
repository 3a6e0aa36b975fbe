// What a mapped path is, told from its bytes alone: a broker maps 65,000 index files of different names, and none of
// those names becomes a string.
//
//   /kafka-logs/orders-7/00000000000000040179.timeindex.deleted (deleted)
//   ^place               ^baseOffset          ^kind     ^renamed ^deleted

import { codeOf } from './mapping-kind.ts'

const KAFKA_INDEX = codeOf('kafka-index')
const KAFKA_TIMEINDEX = codeOf('kafka-timeindex')
const KAFKA_TXNINDEX = codeOf('kafka-txnindex')
const JAR = codeOf('jar')
const SHARED_LIBRARY = codeOf('shared-library')
const CDS_ARCHIVE = codeOf('cds-archive')
const JIMAGE = codeOf('jimage')
const FILE = codeOf('file')

/** The kernel says that the file is unlinked. */
export const DELETED = 16
/** Kafka gave the file its `.deleted` name. */
export const RENAMED = 32

/** File names that come in tens of thousands are known by their folder only; these few are kept whole. */
export function isKeptWhole(kind: number): boolean {
  return kind === JAR || kind === SHARED_LIBRARY || kind === CDS_ARCHIVE || kind === JIMAGE
}

const SLASH = 47
const DOT = 46
const DELETED_MARK = ascii(' (deleted)')
const DELETED_MARK_OLD = ascii('//deleted')
const INDEX = ascii('.index')
const TIMEINDEX = ascii('.timeindex')
const TXNINDEX = ascii('.txnindex')
/** The last letter of each of them; of `time` and of `deleted`. */
const LETTER_X = 120
const LETTER_E = 101
const LETTER_D = 100
const BRACKET = 41
const SUFFIXES: readonly (readonly [Uint8Array, number])[] = [
  [ascii('.so'), SHARED_LIBRARY],
  [ascii('.jar'), JAR],
  [ascii('.zip'), JAR],
  [ascii('.war'), JAR],
  [ascii('.jsa'), CDS_ARCHIVE],
]
/** The JDK's own classes, lib/modules. */
const MODULES = ascii('modules')
/** Kafka renames before it unlinks (`.deleted`), and writes anew under these names. */
const RENAMED_NAME = ascii('.deleted')
const TEMPORARY = [ascii('.cleaned'), ascii('.swap')]
const BASE_OFFSET_DIGITS = 20

/** Reads paths; the fields hold what the last `read` found. */
export class PathReader {
  /** Code of the kind, as far as the base name tells it. */
  kind = 0
  /** DELETED, RENAMED. */
  marks = 0
  /** First offset of a Kafka segment, from the file's name; else 0. */
  baseOffset = 0
  /** Start of the base name, and the end of the path without the kernel's mark. */
  baseStart = 0
  end = 0

  clear(): void {
    this.marks = 0
    this.baseOffset = 0
  }

  /**
   * Reads the name that nearly all rows of a large map have: twenty digits, `.index` or `.timeindex`, perhaps `.deleted`,
   * in a folder. Read from its end, so that no slash need be looked for. False for all else, which is left to `read`; that
   * reads these names alike.
   */
  readIndex(bytes: Uint8Array, start: number, pathEnd: number): boolean {
    let end = withoutMark(bytes, start, pathEnd)
    let marks = end < pathEnd ? DELETED : 0
    if (bytes[end - 1] === LETTER_D && endsWith(bytes, start, end, RENAMED_NAME)) {
      end -= RENAMED_NAME.length
      marks |= RENAMED
    }
    const isTime = bytes[end - INDEX.length] === LETTER_E
    const suffix = isTime ? TIMEINDEX : INDEX
    const baseStart = end - suffix.length - BASE_OFFSET_DIGITS
    if (baseStart <= start || bytes[baseStart - 1] !== SLASH || !endsWith(bytes, start, end, suffix)) return false
    const baseOffset = twentyDigits(bytes, baseStart)
    if (baseOffset < 0) return false
    this.kind = isTime ? KAFKA_TIMEINDEX : KAFKA_INDEX
    this.marks = marks
    this.baseOffset = baseOffset
    this.baseStart = baseStart
    return true
  }

  /** Reads the path in [start, end), which is not empty and starts with `/` or is a bare base name. */
  read(bytes: Uint8Array, start: number, end: number): void {
    this.end = withoutMark(bytes, start, end)
    this.marks = this.end < end ? DELETED : 0
    this.baseOffset = 0
    this.baseStart = lastSlash(bytes, start, this.end) + 1
    this.kind = this.#isNumbered(bytes) ? this.#kafkaKind(bytes) : nameKind(bytes, this.baseStart, this.end)
  }

  /** Sets the base offset when the name starts with Kafka's twenty digits. */
  #isNumbered(bytes: Uint8Array): boolean {
    if (this.end - this.baseStart < BASE_OFFSET_DIGITS + INDEX.length) return false
    const baseOffset = twentyDigits(bytes, this.baseStart)
    if (baseOffset < 0) return false
    this.baseOffset = baseOffset
    return true
  }

  #kafkaKind(bytes: Uint8Array): number {
    const start = this.baseStart
    let end = this.end
    if (bytes[end - 1] !== LETTER_X) {
      if (endsWith(bytes, start, end, RENAMED_NAME)) {
        this.marks |= RENAMED
        end -= RENAMED_NAME.length
      }
      end = withoutTemporary(bytes, start, end)
    }
    if (endsWith(bytes, start, end, INDEX)) return KAFKA_INDEX
    if (endsWith(bytes, start, end, TIMEINDEX)) return KAFKA_TIMEINDEX
    if (endsWith(bytes, start, end, TXNINDEX)) return KAFKA_TXNINDEX
    this.marks &= ~RENAMED
    this.baseOffset = 0
    return FILE
  }
}

/** Kafka's number of a segment, or -1. */
function twentyDigits(bytes: Uint8Array, start: number): number {
  let value = 0
  for (let at = start; at < start + BASE_OFFSET_DIGITS; at++) {
    const digit = (bytes[at] as number) - 48
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return value
}

function withoutTemporary(bytes: Uint8Array, start: number, end: number): number {
  for (const suffix of TEMPORARY) if (endsWith(bytes, start, end, suffix)) return end - suffix.length
  return end
}

function withoutMark(bytes: Uint8Array, start: number, end: number): number {
  const last = bytes[end - 1]
  if (last === BRACKET && endsWith(bytes, start, end, DELETED_MARK)) return end - DELETED_MARK.length
  if (last === LETTER_D && endsWith(bytes, start, end, DELETED_MARK_OLD)) return end - DELETED_MARK_OLD.length
  return end
}

function lastSlash(bytes: Uint8Array, start: number, end: number): number {
  let at = end - 1
  while (at >= start && bytes[at] !== SLASH) at--
  return at < start ? start - 1 : at
}

/** `libc.so.6`, `libz.so.1.2.13` and `libjvm.so` are libraries, `a.sorted` is not. */
function nameKind(bytes: Uint8Array, start: number, end: number): number {
  const trimmed = withoutVersion(bytes, start, end)
  for (const [suffix, kind] of SUFFIXES) {
    if (endsWith(bytes, start, trimmed, suffix) && (trimmed === end || kind === SHARED_LIBRARY)) return kind
  }
  return end - start === MODULES.length && endsWith(bytes, start, end, MODULES) ? JIMAGE : FILE
}

function withoutVersion(bytes: Uint8Array, start: number, end: number): number {
  let at = end
  while (at > start && isVersion(bytes[at - 1] as number)) at--
  return at < end && bytes[at] === DOT ? at : end
}

function isVersion(byte: number): boolean {
  return byte === DOT || (byte >= 48 && byte <= 57)
}

function endsWith(bytes: Uint8Array, start: number, end: number, suffix: Uint8Array): boolean {
  const from = end - suffix.length
  if (from < start) return false
  for (let at = 0; at < suffix.length; at++) if (bytes[from + at] !== suffix[at]) return false
  return true
}

function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
