/** The least that is worth setting: what search engines and most vendors ask for. */
const LEAST = 262_144

/**
 * The limit to set for so many expected mappings (or descriptors): the next power of two at or above twice that number, and
 * at least 262,144. A mapping costs the kernel about 200 bytes, so room is cheap.
 */
export function recommendLimit(projected: number): number {
  const wanted = Math.max(LEAST, 2 * projected)
  return 2 ** Math.ceil(Math.log2(wanted))
}
