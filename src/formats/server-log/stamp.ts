// A log line's time stamp as an instant. Most layouts print local time and no zone; then UTC is taken and the instant
// says so (`assumed`).

import type { Instant } from '../../model/instant.ts'

const ISO =
  /^(\d{4})[-/.](\d\d)[-/.](\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,:](\d{1,9}))?(?: ?(Z|UTC|GMT|[+-]\d\d:?\d\d))?$/
// `29-Mar-2025 09:37:03.218` (Tomcat), `16/05/02 14:34:46` (Spark: year first), `Mar 29, 2025 9:37:03 AM` (java.util.logging).
const DAY_FIRST = /^(\d\d)[-/. ]([A-Z][a-z]{2})[-/. ](\d{4}) (\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?$/
const SHORT_YEAR = /^(\d\d)\/(\d\d)\/(\d\d) (\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?$/
const MONTH_FIRST = /^([A-Z][a-z]{2}) (\d{1,2}), (\d{4}),? (\d{1,2}):(\d\d):(\d\d)[\s\u202f]([AP])M$/
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Undefined where the stamp names no day. */
export function instantOf(stamp: string): Instant | undefined {
  const iso = ISO.exec(stamp)
  if (iso) {
    const [, year, month, day, hour, minute, second, fraction, zone] = iso
    return instant([year, month, day, hour, minute, second], fraction, zone)
  }
  const dayFirst = DAY_FIRST.exec(stamp)
  if (dayFirst) {
    const [, day, month, year, hour, minute, second, fraction] = dayFirst
    return instant([year, monthNumber(month), day, hour, minute, second], fraction, undefined)
  }
  const short = SHORT_YEAR.exec(stamp)
  if (short) {
    const [, year, month, day, hour, minute, second, fraction] = short
    return instant([`20${year}`, month, day, hour, minute, second], fraction, undefined)
  }
  const monthFirst = MONTH_FIRST.exec(stamp)
  if (monthFirst) {
    const [, month, day, year, hour, minute, second, half] = monthFirst
    const hours = (Number(hour) % 12) + (half === 'P' ? 12 : 0)
    return instant([year, monthNumber(month), day, hours, minute, second], undefined, undefined)
  }
  return undefined
}

/** The instant that a wrapper or a JSON line gives as epoch milliseconds. */
export function instantOfEpoch(epochMs: number): Instant {
  return { epochMs, precisionMs: 1, zone: 'utc' }
}

type Part = string | number | undefined

function instant(parts: readonly Part[], fraction: string | undefined, zone: string | undefined): Instant | undefined {
  const [year, month, day, hour, minute, second] = parts.map(Number) as [number, number, number, number, number, number]
  const millis = fraction === undefined ? 0 : Math.floor(Number(`0.${fraction}`) * 1000)
  const epochMs = Date.UTC(year, month - 1, day, hour, minute, second, millis) - offsetMs(zone)
  if (Number.isNaN(epochMs) || month > 12 || day > 31 || hour > 24) return undefined
  const precisionMs = fraction === undefined ? 1000 : fraction.length === 1 ? 100 : fraction.length === 2 ? 10 : 1
  return { epochMs, precisionMs, zone: zoneKind(zone) }
}

function zoneKind(zone: string | undefined): Instant['zone'] {
  if (zone === undefined) return 'assumed'
  return /^[ZUG]/.test(zone) ? 'utc' : 'offset'
}

function offsetMs(zone: string | undefined): number {
  const parts = zone === undefined ? null : /^([+-])(\d\d):?(\d\d)$/.exec(zone)
  if (parts === null) return 0
  return (parts[1] === '-' ? -1 : 1) * (Number(parts[2]) * 60 + Number(parts[3])) * 60_000
}

function monthNumber(name: string | undefined): number {
  return MONTHS.indexOf(name ?? '') + 1
}
