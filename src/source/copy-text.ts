/** The same text by itself: a piece cut out of a larger text keeps all of that in memory. */
export function copyText(text: string): string {
  return ` ${text}`.slice(1)
}
