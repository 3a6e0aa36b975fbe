// Text compared four bytes at a time, digits apart: what the gates of the large logs do for every line.

const LOW_NIBBLES = 0x0f

/** Four bytes with each ASCII digit among them as 0. */
export function withoutDigits(word: number): number {
  return word & ~((digitBits(word) >>> 7) * LOW_NIBBLES)
}

export function hasDigit(word: number): boolean {
  return digitBits(word) !== 0
}

/** The highest bit of each byte that is an ASCII digit. */
function digitBits(word: number): number {
  const distance = word ^ 0x30303030
  return ~(((distance & 0x7f7f7f7f) + 0x76767676) | distance) & 0x80808080
}

/** Selects the first `count` (0 to 4) of the bytes of a little-endian word. */
export function maskOf(count: number): number {
  return count === 4 ? -1 : (1 << (count * 8)) - 1
}
