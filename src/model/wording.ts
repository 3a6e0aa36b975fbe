// How numbers and quotations read in a sentence: the same everywhere, so that a reader can search for them.

import { redacted } from './redaction.ts'

/** `65531` → `65,531`. By hand: the first use of `toLocaleString` loads tables for 7 ms. */
export function amount(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(?:\d{3})+$)/g, ',')
}

/** `1 mapping`, `65,531 mappings`. */
export function amountOf(value: number, noun: string, plural: string = `${noun}s`): string {
  return `${amount(value)} ${value === 1 ? noun : plural}`
}

const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB']

/** `65536` → `64 KiB`, `1610612736` → `1.5 GiB`; below 1 KiB in bytes. */
export function sizeOf(bytes: number): string {
  let value = bytes
  let unit = 0
  while (Math.abs(value) >= 1024 && unit < UNITS.length - 1) {
    value /= 1024
    unit++
  }
  const digits = Number.isInteger(value) || Math.abs(value) >= 100 ? 0 : 1
  return `${value.toFixed(digits)} ${UNITS[unit]}`
}

/** `0.984` → `98 %`. */
export function percentOf(share: number): string {
  return `${share > 0 && share < 0.01 ? '< 1' : Math.round(share * 100)} %`
}

/** Seconds in the largest unit that keeps two digits: `45 s`, `12 min`, `5.2 h`, `18 days`. */
export function durationOf(seconds: number): string {
  if (seconds < 120) return `${seconds < 10 ? Math.round(seconds * 10) / 10 : Math.round(seconds)} s`
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`
  if (seconds < 172_800) return `${Math.round(seconds / 360) / 10} h`
  return `${Math.round(seconds / 8640) / 10} days`
}

const MAX_QUOTE = 160

/** What a log says, as part of a sentence: its first line in quotation marks, without secrets and full stop. */
export function quoted(text: string): string {
  const [line = ''] = text.trim().split('\n')
  return `"${shortened(redacted(line).trim().replace(/\.$/, ''), MAX_QUOTE)}"`
}

/** The text, or so much of it that it is no longer than `most` characters with the ellipsis. */
export function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}
