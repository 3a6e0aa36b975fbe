// The crash log's own stamp, `Sat Nov 21 08:31:14 2026 CET`, with the time zone's name as the C library has it.

import type { Instant } from '../../model/instant.ts'
import { stampIn } from '../../source/stamp.ts'

const HOUR_MS = 3_600_000

/** Hours east of UTC. Names that mean several zones (IST, CST, BST, AST) are left out: they are taken for UTC, and said to be. */
const OFFSETS: Readonly<Record<string, number>> = {
  UTC: 0,
  GMT: 0,
  Z: 0,
  WET: 0,
  WEST: 1,
  CET: 1,
  CEST: 2,
  EET: 2,
  EEST: 3,
  MSK: 3,
  JST: 9,
  KST: 9,
  EST: -5,
  EDT: -4,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
}

/** The zone stands behind the year (JDK 9+) or on a line of its own (JDK 8). */
export function instantOf(time: string, timezone?: string): Instant | undefined {
  const instant = stampIn(time)
  if (instant === undefined) return undefined
  const zone = (timezone ?? /\d{4} (.+)$/.exec(time)?.[1] ?? '').trim()
  const hours = OFFSETS[zone] ?? numericOffset(zone)
  if (hours === undefined) return { ...instant, zone: 'assumed' }
  return { ...instant, epochMs: instant.epochMs - hours * HOUR_MS, zone: hours === 0 ? 'utc' : 'offset' }
}

/** Zones without a name: `+03`, `-0330`. */
function numericOffset(zone: string): number | undefined {
  const match = /^([+-])(\d\d)(\d\d)?$/.exec(zone)
  if (match === null) return undefined
  const hours = Number(match[2]) + Number(match[3] ?? 0) / 60
  return match[1] === '-' ? -hours : hours
}
