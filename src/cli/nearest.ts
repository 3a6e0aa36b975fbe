/** `; did you mean X?` where a known word is close enough to be what was meant, else nothing. */
export function didYouMean(word: string, known: readonly string[], prefix = ''): string {
  const close = nearest(word, known)
  return close === undefined ? '' : `; did you mean ${prefix}${close}?`
}

/** The known word with the fewest single-letter changes, if there are few enough to be a slip of the finger. */
function nearest(word: string, known: readonly string[]): string | undefined {
  const ranked = known.map((candidate) => ({ candidate, changes: changesBetween(word, candidate) }))
  ranked.sort((a, b) => a.changes - b.changes)
  const best = ranked[0]
  return best !== undefined && best.changes <= Math.max(2, word.length / 3) ? best.candidate : undefined
}

/** Levenshtein's distance, row by row. */
function changesBetween(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1
      current.push(
        Math.min(
          (above[column] as number) + 1,
          (current[column - 1] as number) + 1,
          (above[column - 1] as number) + same,
        ),
      )
    }
    above = current
  }
  return above[b.length] as number
}
