import { UserError } from './user-error.ts'

const UNITS_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/** `2025-03-04`, `2025-03-04T10:11:12Z`, or `36h` and `7d`: that long before now. Epoch milliseconds. */
export function instantOf(option: string, text: string, nowMs: number): number {
  const ago = /^(\d+)([mhdw])$/.exec(text)
  if (ago) return nowMs - Number(ago[1]) * (UNITS_MS[ago[2] as string] as number)
  const at = Date.parse(text)
  if (Number.isNaN(at)) throw new UserError(`--${option}: "${text}" is no date, and no time ago like 36h or 7d`)
  return at
}
