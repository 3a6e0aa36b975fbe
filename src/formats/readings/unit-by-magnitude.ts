const KIB = 1024
const MIB = 1024 ** 2

/** What is known of the numbers of a memory metric that came without a unit. */
export interface Magnitude {
  readonly max: number
  readonly areIntegers: boolean
  readonly areWholePages: boolean
}

/**
 * Bytes in one unit, or undefined where two units are as likely. Resident and virtual sizes are whole pages (4 KiB), so in
 * bytes all are multiples of 4096; a JVM takes some 30 MiB to some TiB, which in KiB is 30,000 and more, in MiB below that.
 */
export function bytesPerUnit({ max, areIntegers, areWholePages }: Magnitude): number | undefined {
  if (areIntegers && areWholePages && max >= 16 * MIB) return 1
  if (max >= 2 ** 36) return 1
  if (areIntegers && max >= 2e4 && max < 1e8) return areFewMib(max) ? undefined : KIB
  return max > 0 && max < 2e4 && max >= 16 ? MIB : undefined
}

/** 20,000 to 65,536 may be 20 to 64 GiB in MiB or as many MiB in KiB. */
function areFewMib(max: number): boolean {
  return max < 65_536
}
