import { stampIn } from '../../source/stamp.ts'

/** When a reading was taken: on the clock of the world, on a clock without a date, or since some start. */
export interface ReadingTime {
  readonly seconds: number
  readonly kind: 'epoch' | 'time-of-day' | 'elapsed'
  readonly zone?: 'utc' | 'offset' | 'assumed'
  readonly precisionMs: number
}

const TIME_OF_DAY = /^\[?(\d{1,2}):(\d\d):(\d\d)(?:[.,](\d{1,9}))?\]?(?: ?([AP]M))?$/i
const NUMBER = /^\d+(?:\.\d+)?s?$/

/** 2001 to 2096 as seconds; in milli-, micro- or nanoseconds a thousand times as much each. */
const EPOCH_FROM = 1e9
const EPOCH_TO = 4e9

/** A field that is a time. A bare number is elapsed seconds unless it is an epoch time in any unit. */
export function readingTime(field: string): ReadingTime | undefined {
  const text = field.trim()
  const clock = TIME_OF_DAY.exec(text)
  if (clock !== null) return timeOfDay(clock)
  if (NUMBER.test(text)) return numericTime(Number.parseFloat(text))
  const instant = stampIn(plainStamp(text))
  if (instant === undefined) return undefined
  return { seconds: instant.epochMs / 1000, kind: 'epoch', zone: instant.zone, precisionMs: instant.precisionMs }
}

/** Zone names (`date` prints one before the year) are no offsets, and are dropped: the zone is then assumed. */
function plainStamp(text: string): string {
  return text
    .replace(/^(\d{4})\/(\d\d)\//, '$1-$2-')
    .replace(/ [A-Z]{2,5} (\d{4})$/, ' $1')
    .replace(/([T ]\d\d:\d\d)(?=$|Z| ?[+-])/, '$1:00')
}

function timeOfDay([, hour, minute, second, fraction, half]: RegExpExecArray): ReadingTime {
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0)
  const seconds = hours * 3600 + Number(minute) * 60 + Number(second) + Number(`0.${fraction ?? 0}`)
  return { seconds, kind: 'time-of-day', precisionMs: fraction === undefined ? 1000 : 1 }
}

function numericTime(value: number): ReadingTime {
  for (const [scale, precisionMs] of [
    [1, 1000],
    [1e3, 1],
    [1e6, 1],
    [1e9, 1],
  ] as const) {
    const seconds = value / scale
    if (seconds >= EPOCH_FROM && seconds < EPOCH_TO) return { seconds, kind: 'epoch', zone: 'utc', precisionMs }
  }
  return { seconds: value, kind: 'elapsed', precisionMs: 1000 }
}

const STAMPS = [
  '\\d{4}[-/]\\d\\d[-/]\\d\\d[T ]\\d\\d:\\d\\d(?::\\d\\d(?:[.,]\\d{1,9})?)?(?: ?(?:Z|UTC|GMT|[+-]\\d\\d:?\\d\\d))?',
  '[A-Z][a-z]{2} [A-Z][a-z]{2} +\\d{1,2} \\d\\d:\\d\\d:\\d\\d (?:[A-Z]{2,5} )?\\d{4}',
  '\\d{1,2}:\\d\\d:\\d\\d(?:[.,]\\d+)?(?: [AP]M)?',
  '\\d{10}(?:\\d{3}|\\d{6}|\\d{9})?(?:\\.\\d+)?',
]
const LEADING_TIME = new RegExp(`^\\s*(?:# *)?\\[?(${STAMPS.join('|')})\\]?(?=[\\s,;:|]|$)[\\s,;:|]*`)

/** Splits the time off the head of a line, where one stands there. */
export function leadingTime(line: string): { time: ReadingTime; rest: string } | undefined {
  const match = LEADING_TIME.exec(line)
  if (match === null) return undefined
  const time = readingTime(match[1] as string)
  return time === undefined ? undefined : { time, rest: line.slice(match[0].length) }
}
