/** The JVM and strace nest a few groups; thousands would overflow the stack of a parser that descends into each. */
const DEEPEST = 100

/** More parentheses, brackets and braces are open at once than anybody prints. */
export function isTooDeep(text: string): boolean {
  if (text.length <= DEEPEST) return false
  let depth = 0
  for (const [group] of text.matchAll(/[([{]|[)\]}]/g)) {
    depth = '([{'.includes(group) ? depth + 1 : Math.max(0, depth - 1)
    if (depth > DEEPEST) return true
  }
  return false
}
