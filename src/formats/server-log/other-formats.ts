// Lines of other writers that share a console with the log: they are passed over, and never taken for a message's second
// line, which is what tears a trace apart when the JVM's banner is printed into it.

const OTHERS: readonly RegExp[] = [
  // The crash banner.
  /^#(?:$|[ -])/,
  // Unified GC logging and the older forms with date and uptime.
  /^(?:\[[^\]]*\])*\[(?:trace|debug|info|warning|error) *\]\[[a-z]/,
  /^(?:\d{4}-\d\d-\d\dT[\d:.,]+[+-]\d{4}: )?\d+[.,]\d{3}: (?:\[|Total time|Application time)/,
  /^\[(?:Full )?GC\b|^\[(?:Times|Parallel Time|Eden|GC Worker)/,
  // os::commit_memory and others of the JVM's own.
  /^(?:OpenJDK|Java HotSpot\(TM\)).* (?:VM )?warning: /,
  /^(?:\[thread \S+ also had an error\]|Aborted|Killed|Segmentation fault)/,
  // Markdown fences around an excerpt.
  /^(?:```|~~~)/,
]
const FIRST_CHARACTERS = new Set('#[0123456789OJASK`~')

export function isOfOtherFormat(line: string): boolean {
  const text = line.trimStart()
  return FIRST_CHARACTERS.has(text.charAt(0)) && OTHERS.some((pattern) => pattern.test(text))
}
