import type { Instant } from '../model/instant.ts'

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

const ZONE = '(Z|UTC|GMT|[+-]\\d\\d:?\\d\\d)?'
/** `2026-11-21T10:00:00.123+0000`, `2026-11-21 10:00:00,123` */
const ISO = new RegExp(`(\\d{4})-(\\d\\d)-(\\d\\d)[T ](\\d\\d):(\\d\\d):(\\d\\d)(?:[.,](\\d{1,9}))? ?${ZONE}`)
/** `Sat Nov 21 10:00:00 2026` (ctime; dmesg -T) */
const CTIME = /[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d{1,2}) (\d\d):(\d\d):(\d\d) (\d{4})/
/** `Sat, 21 Nov 2026 10:00:00 +0000` (RFC 1123; kubectl describe) */
const RFC1123 = new RegExp(`(\\d{1,2}) ([A-Z][a-z]{2}) (\\d{4}) (\\d\\d):(\\d\\d):(\\d\\d) ?${ZONE}`)

/** The first date with a year and a time in the text. A date without a year (classic syslog) is no point in time. */
export function stampIn(text: string): Instant | undefined {
  const iso = ISO.exec(text)
  if (iso) {
    const [, year, month, day, hour, minute, second, fraction, zone] = iso
    return instant(year, Number(month) - 1, day, [hour, minute, second], fraction, zone)
  }
  const rfc = RFC1123.exec(text)
  if (rfc) return instant(rfc[3], MONTHS.indexOf(rfc[2] as string), rfc[1], [rfc[4], rfc[5], rfc[6]], undefined, rfc[7])
  const ctime = CTIME.exec(text)
  if (!ctime) return undefined
  return instant(ctime[6], MONTHS.indexOf(ctime[1] as string), ctime[2], [ctime[3], ctime[4], ctime[5]])
}

type Digits = string | undefined

function instant(
  year: Digits,
  month: number,
  day: Digits,
  time: readonly Digits[],
  fraction = '',
  zone?: string,
): Instant | undefined {
  const [hour, minute, second] = time.map(Number) as [number, number, number]
  const local = Date.UTC(Number(year), month, Number(day), hour, minute, second)
  if (month < 0 || Number.isNaN(local)) return undefined
  return {
    epochMs: local + Number(`${fraction}000`.slice(0, 3)) - offsetMs(zone),
    precisionMs: fraction === '' ? 1000 : 1,
    zone: zone === undefined ? 'assumed' : /^[+-]/.test(zone) ? 'offset' : 'utc',
  }
}

function offsetMs(zone: string | undefined): number {
  const offset = /^([+-])(\d\d):?(\d\d)$/.exec(zone ?? '')
  if (!offset) return 0
  const minutes = Number(offset[2]) * 60 + Number(offset[3])
  return (offset[1] === '-' ? -minutes : minutes) * 60_000
}
