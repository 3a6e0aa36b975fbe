/** One of several machines that scan the same tree: the first of four is `{ index: 1, of: 4 }`. */
export interface Shard {
  readonly index: number
  readonly of: number
}

/** Whether a path is this shard's; the same on every machine that is given the same paths. */
export function isMine(path: string, shard: Shard | undefined): boolean {
  return shard === undefined || hash(path.replaceAll('\\', '/')) % shard.of === shard.index - 1
}

/** FNV-1a with a last stir, since its low bits alone are uneven. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  value ^= value >>> 15
  return Math.imul(value, 0x2c1b3c6d) >>> 0
}
