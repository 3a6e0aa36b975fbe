/** A number as people and tools print it, with its unit where one stands behind it: `24 MB`, `1.2g`, `12,345`, `512Mi`. */
export interface Measure {
  readonly value: number
  /** Bytes in one unit; undefined for a bare number. */
  readonly bytes?: number
}

const UNITS = '(?:[kKmMgGtT]i?(?:[bB](?:ytes?)?)?|[bB](?:ytes?)?)'
const MEASURE = new RegExp(`^([-+]?\\d+(?:,\\d{3})*(?:\\.\\d+)?(?:[eE][-+]?\\d+)?) ?(${UNITS}|%)?;?$`)

export function measureOf(text: string): Measure | undefined {
  const match = MEASURE.exec(text.trim())
  if (match === null) return undefined
  const value = Number((match[1] as string).replaceAll(',', ''))
  const bytes = bytesIn(match[2])
  return bytes === undefined ? { value } : { value, bytes }
}

/** Bytes in the unit; tools that watch processes mean 1024 by k, M and G, whatever they write. */
export function bytesIn(unit: string | undefined): number | undefined {
  if (unit === undefined || unit === '%' || unit === '') return undefined
  const power = 'bkmgt'.indexOf((unit[0] as string).toLowerCase())
  return power < 0 ? undefined : 1024 ** power
}
