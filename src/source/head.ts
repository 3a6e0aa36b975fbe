/** The first 64 KiB of an artifact, decoded and unwrapped: what detection looks at. */
export interface Head {
  /** Lines without their ends; the last one may be cut. */
  readonly lines: readonly string[]
  /** The lines joined by \n. */
  readonly text: string
  /** Base name, for messages only: detection goes by content. */
  readonly name: string
}

/** How many of the lines that are not blank match, and their share, 0 to 1. */
export function shareOfLines(head: Head, isMatch: (line: string) => boolean): { matches: number; share: number } {
  let matches = 0
  let lines = 0
  for (const line of head.lines) {
    if (line.trim() === '') continue
    lines++
    if (isMatch(line)) matches++
  }
  return { matches, share: lines === 0 ? 0 : matches / lines }
}

/** The first lines that are not blank: enough to see whether a file can be of a kind at all. */
export function firstLines(head: Head, count: number): string[] {
  const lines: string[] = []
  for (const line of head.lines) {
    if (line.trim() === '') continue
    lines.push(line)
    if (lines.length === count) break
  }
  return lines
}
