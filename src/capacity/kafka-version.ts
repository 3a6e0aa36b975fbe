// What a Kafka version maps, and when. Sources: KAFKA-3163 (time index, 0.10.1.0), KAFKA-7283 / KIP-263 (lazy loading,
// 2.3.0), KAFKA-9373 (not loaded on close, delete or rename, 2.6.0).

/** Index files mapped for each loaded segment: offset index and time index; the offset index alone before 0.10.1.0. */
export function mappingsPerSegment(version?: string): 1 | 2 {
  return version !== undefined && isBefore(version, '0.10.1') ? 1 : 2
}

/** True before 2.3.0: every index is mapped while the broker starts. Later ones are mapped at their first use. */
export function loadsAllIndexesAtStart(version: string): boolean {
  return isBefore(version, '2.3')
}

function isBefore(version: string, other: string): boolean {
  const [left, right] = [numbersOf(version), numbersOf(other)]
  for (const [at, number] of right.entries()) {
    const difference = (left[at] ?? 0) - number
    if (difference !== 0) return difference < 0
  }
  return false
}

function numbersOf(version: string): number[] {
  return version.split(/[.-]/).map(Number)
}
