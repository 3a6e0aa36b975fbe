// The [decorators] in front of a unified log line: which of them there are is learnt from the lines, since -Xlog prints
// any set of the twelve, always in this order, or none. They are found anywhere in a line: the JVM's lines may be glued
// to what a program printed without a line end.
//
//   [2026-11-21T08:16:49.534+0000][0.011s][1795249009534ms][11ms][9ns][9ns][host][4584][4585][info ][gc,heap   ] message
//    time or utctime               uptime  timemillis       uptimemillis     host  pid   tid   level  tags
//
// Source: logging/logDecorators.hpp and logDecorations.cpp.

import { latin1, readNumber } from '../../source/shape-cache.ts'

const SPACE = 32
const LEFT = 91
const RIGHT = 93
const CAPITAL_G = 71
const MAX_SEARCHED = 4096

export type Decorator = 'time' | 'uptime' | 'millis' | 'nanos' | 'level' | 'tags' | 'number' | 'name'

/** Where a line's message begins, and where in front of it the clocks stand; offsets from the line's start. */
export interface Layout {
  readonly messageAt: number
  readonly decorators: readonly Decorator[]
  readonly timeAt: number
  readonly uptimeAt: number
  readonly millisAt: readonly number[]
  readonly nanosAt: number
  readonly levelAt: number
  readonly level: string | undefined
  readonly tags: string | undefined
  readonly pid: number | undefined
  readonly host: string | undefined
  /** The tags, or the clocks, say that the JVM printed it. */
  readonly isJvm: boolean
}

export const UNDECORATED: Layout = {
  messageAt: 0,
  decorators: [],
  timeAt: -1,
  uptimeAt: -1,
  millisAt: [],
  nanosAt: -1,
  levelAt: -1,
  level: undefined,
  tags: undefined,
  pid: undefined,
  host: undefined,
  isJvm: false,
}

/** The layout of this line: its first block of decorators, else its first `GC(`; undefined when it has neither. */
export function findLayout(bytes: Uint8Array, start: number, end: number): Layout | undefined {
  const stop = Math.min(end, start + MAX_SEARCHED)
  if (!mayHaveMessage(bytes, start, stop)) return undefined
  const line = latin1(bytes, start, stop)
  const blocks = /(?:\[[^[\]]{1,64}\])+(?= |$)/g
  for (let found = blocks.exec(line); found !== null; found = blocks.exec(line)) {
    const layout = layoutOf(found[0], found.index)
    if (layout !== undefined) return layout
  }
  const at = line.indexOf('GC(')
  return at < 0 ? undefined : { ...UNDECORATED, messageAt: at }
}

/** A later block in the same line: a second line of the JVM glued to the first one. Its offset, or -1. */
export function findGlued(message: string): number {
  const blocks = /(?:\[[^[\]]{1,64}\])+(?= )/g
  for (let found = blocks.exec(message); found !== null; found = blocks.exec(message)) {
    if (found.index > 0 && layoutOf(found[0], found.index)?.isJvm) return found.index
  }
  return -1
}

function mayHaveMessage(bytes: Uint8Array, start: number, stop: number): boolean {
  for (let at = start; at < stop; at++) {
    const byte = bytes[at]
    if (byte === RIGHT && (at + 1 === stop || bytes[at + 1] === SPACE)) return true
    if (byte === CAPITAL_G && bytes[at + 1] === 67 && bytes[at + 2] === 40) return true
  }
  return false
}

function layoutOf(block: string, index: number): Layout | undefined {
  const decorators: Decorator[] = []
  const millisAt: number[] = []
  let { timeAt, uptimeAt, nanosAt, levelAt, level, tags, pid, host } = UNDECORATED
  let at = index
  for (const text of block.slice(1, -1).split('][')) {
    const decorator = decoratorOf(text)
    if (decorator === undefined) return undefined
    decorators.push(decorator)
    if (decorator === 'time' && timeAt < 0) timeAt = at + 1
    else if (decorator === 'uptime') uptimeAt = at + 1
    else if (decorator === 'millis') millisAt.push(at + 1)
    else if (decorator === 'nanos') nanosAt = at + 1
    else if (decorator === 'level') {
      levelAt = at + 1
      level = text.trimEnd()
    } else if (decorator === 'tags') tags = text.trimEnd()
    else if (decorator === 'number') pid ??= Number(text)
    else if (decorator === 'name') host = text
    at += text.length + 2
  }
  const hasClock = decorators.some(
    (each) => each === 'time' || each === 'uptime' || each === 'millis' || each === 'nanos',
  )
  if (!hasClock && level === undefined && tags === undefined) return undefined
  if (decorators.filter((each) => each === 'name').length > 1) return undefined
  const isJvm = tags !== undefined || hasClock
  // In the order of UNDECORATED: to the engine all layouts are of one kind then.
  return {
    messageAt: index + block.length + 1,
    decorators,
    timeAt,
    uptimeAt,
    millisAt,
    nanosAt,
    levelAt,
    level,
    tags,
    pid,
    host,
    isJvm,
  }
}

function decoratorOf(text: string): Decorator | undefined {
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.,]\d{3}[+-]\d{4}$/.test(text)) return 'time'
  if (/^\d+[.,]\d{3}s$/.test(text)) return 'uptime'
  if (/^\d+ms$/.test(text)) return 'millis'
  if (/^\d+ns$/.test(text)) return 'nanos'
  if (/^(?:trace|debug|info|warning|error|develop) *$/.test(text)) return 'level'
  if (
    /^(?:gc|safepoint|metaspace|cds|os|jit|class|logging|stringdedup|arguments|startuptime)(?:,[a-z0-9+]+)* *$/.test(
      text,
    )
  )
    return 'tags'
  if (/^[a-z0-9+]+(?:,[a-z0-9+]+)+ *$/.test(text)) return 'tags'
  if (/^\d+$/.test(text)) return 'number'
  return /^[A-Za-z0-9][\w.-]*$/.test(text) ? 'name' : undefined
}

/** Seconds since the JVM started, or -1: from uptime, uptimemillis or uptimenanos. */
export function uptimeOf(layout: Layout, bytes: Uint8Array, start: number): number {
  if (layout.uptimeAt >= 0) return readNumber(bytes, start + layout.uptimeAt)
  for (const at of layout.millisAt) {
    const value = readNumber(bytes, start + at)
    if (value < EPOCH_MS) return value / 1e3
  }
  return layout.nanosAt >= 0 ? readNumber(bytes, start + layout.nanosAt) / 1e9 : -1
}

/** Below it a number of milliseconds is an uptime: three years. */
const EPOCH_MS = 1e11

/** Epoch milliseconds, or -1: from time, utctime or timemillis. */
export function epochOf(layout: Layout, bytes: Uint8Array, start: number): number {
  if (layout.timeAt >= 0) return readIsoTime(bytes, start + layout.timeAt)
  for (const at of layout.millisAt) {
    const value = readNumber(bytes, start + at)
    if (value >= EPOCH_MS) return value
  }
  return -1
}

/** 2026-11-21T08:16:49.534+0000, of fixed width. */
export function readIsoTime(bytes: Uint8Array, at: number): number {
  const year = pair(bytes, at) * 100 + pair(bytes, at + 2)
  const days = daysFrom(year, pair(bytes, at + 5), pair(bytes, at + 8))
  const minutes = pair(bytes, at + 11) * 60 + pair(bytes, at + 14)
  const zone = pair(bytes, at + 24) * 60 + pair(bytes, at + 26)
  const utcMinutes = days * 1440 + minutes + (bytes[at + 23] === 45 ? zone : -zone)
  const milliseconds = pair(bytes, at + 20) * 10 + (bytes[at + 22] as number) - 48
  return utcMinutes * 60_000 + pair(bytes, at + 17) * 1000 + milliseconds
}

/** Days since 1970 of a Gregorian date, by arithmetic: Date.UTC takes longer than the rest of the line. */
function daysFrom(year: number, month: number, day: number): number {
  const marchYear = month > 2 ? year : year - 1
  const marchMonth = month > 2 ? month - 3 : month + 9
  const leapDays = quotient(marchYear, 4) - quotient(marchYear, 100) + quotient(marchYear, 400)
  return marchYear * 365 + leapDays + quotient(153 * marchMonth + 2, 5) + day - 719_469
}

/** Of whole numbers: without fractions on the way, the engine multiplies in place of dividing. */
function quotient(dividend: number, divisor: number): number {
  return (dividend / divisor) | 0
}

/** Two digits. */
function pair(bytes: Uint8Array, at: number): number {
  return (bytes[at] as number) * 10 + (bytes[at + 1] as number) - 528
}

/** Whether this line has the same decorators of the same widths, so that the layout holds for it too. */
export function fits(layout: Layout, bytes: Uint8Array, start: number, end: number): boolean {
  const at = start + layout.messageAt
  return (
    at <= end && layout.messageAt > 1 && bytes[start] === LEFT && bytes[at - 1] === SPACE && bytes[at - 2] === RIGHT
  )
}

/** Whether the level of this line, for which the layout holds, is `warning` or `error`. */
export function isWarning({ levelAt, messageAt }: Layout, bytes: Uint8Array, start: number): boolean {
  if (levelAt < 0) return false
  if (bytes[start + levelAt - 1] === LEFT) return beginsWarning(bytes, start + levelAt)
  // `[9.999s][error]` is as wide as `[10.000s][info]`.
  for (let at = start; at < start + messageAt; at++) {
    if (bytes[at] === LEFT && beginsWarning(bytes, at + 1)) return true
  }
  return false
}

function beginsWarning(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === LETTER_W || (bytes[at] === LETTER_E && bytes[at + 1] === LETTER_R)
}

const LETTER_W = 119
const LETTER_E = 101
const LETTER_R = 114
