/** What a collector wrapped around a line, taken off. */
export interface Peeled {
  /** The line inside; may hold several, divided by \n. */
  readonly text: string
  /** The wrapper's own stamp. */
  readonly epochMs?: number
  /** Service, container or process that it names: lines of different ones are interleaved. */
  readonly source?: string
  /** The line goes on in the next one with the same `stream`. */
  readonly partial?: boolean
  readonly stream?: string
}

/** One way of wrapping lines. A file may be wrapped several times over. */
export interface Wrapper {
  readonly id: string
  /** Undefined for a line that is not wrapped in this way: it is passed on as it is. */
  peel(line: string): Peeled | undefined
  /** True for a line that does not go on from a partial one before it, whatever that one says. */
  begins?(line: string): boolean
  /** Whether a file's first lines (not blank) are wrapped so. Without it: more than half of them can be peeled. */
  fits?(lines: readonly string[]): boolean
}

/** How many of the lines can be peeled, from 0 to 1. */
export function shareOf(wrapper: Wrapper, lines: readonly string[]): number {
  if (lines.length === 0) return 0
  return lines.filter((line) => wrapper.peel(line) !== undefined).length / lines.length
}

/** Epoch milliseconds of a stamp with a zone, or undefined. */
export function epochOf(stamp: string): number | undefined {
  // Nanoseconds are cut to what Date can hold; `+0100` becomes `+01:00`.
  const iso = stamp
    .replace(' ', 'T')
    .replace(',', '.')
    .replace(/(\.\d{3})\d+/, '$1')
    .replace(/([+-]\d\d)(\d\d)$/, '$1:$2')
  const epochMs = Date.parse(iso)
  return Number.isNaN(epochMs) ? undefined : epochMs
}

/** A Peeled with the optional parts that are there. */
export function peeled(text: string, stamp: string | undefined, source?: string | undefined): Peeled {
  const epochMs = stamp === undefined ? undefined : epochOf(stamp)
  return {
    text,
    ...(epochMs === undefined ? {} : { epochMs }),
    ...(source === undefined || source === '' ? {} : { source }),
  }
}
