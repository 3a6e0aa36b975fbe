// The gate: most lines of a GC log say nothing that is kept (`  Merge Heap Roots: 0.1ms`), and their first bytes alone
// prove it. Such heads are learnt from the grammar: a line is passed over only when its first sixteen bytes, digits
// apart, are those of a line of which the grammar said that its head decides. *Gate on = gate off* is tested.

const HEAD_BYTES = 16
const SLOTS = 1024
const WORDS = 4
const LOW_NIBBLES = 0x0f

export class DullHeads {
  readonly #words = new Int32Array(SLOTS * WORDS)
  readonly #longest = new Uint16Array(SLOTS)

  /** Whether the message at `at` is known to be dull. A much longer one is not: another line may be glued to it. */
  has(view: DataView, at: number, end: number): boolean {
    const length = end - at
    if (length < HEAD_BYTES) return false
    const first = masked(view.getInt32(at, true))
    const second = masked(view.getInt32(at + 4, true))
    const third = masked(view.getInt32(at + 8, true))
    const fourth = masked(view.getInt32(at + 12, true))
    const slot = slotOf(first, second, third, fourth)
    const words = this.#words
    const base = slot * WORDS
    return (
      words[base] === first &&
      words[base + 1] === second &&
      words[base + 2] === third &&
      words[base + 3] === fourth &&
      length <= (this.#longest[slot] as number)
    )
  }

  /** A later head may take the place of an earlier one: then that one's lines go the longer way. */
  learn(view: DataView, at: number, end: number): void {
    const length = end - at
    if (length < HEAD_BYTES || length > 1000) return
    const head = [0, 4, 8, 12].map((offset) => masked(view.getInt32(at + offset, true))) as [
      number,
      number,
      number,
      number,
    ]
    const slot = slotOf(...head)
    this.#words.set(head, slot * WORDS)
    this.#longest[slot] = length + HEAD_BYTES
  }
}

export { HEAD_BYTES }

/** Each ASCII digit among four bytes becomes 0. */
function masked(word: number): number {
  const distance = word ^ 0x30303030
  const noDigit = (((distance & 0x7f7f7f7f) + 0x76767676) | distance) & 0x80808080
  return word & ~(((~noDigit & 0x80808080) >>> 7) * LOW_NIBBLES)
}

function slotOf(first: number, second: number, third: number, fourth: number): number {
  let hash = Math.imul(first, 0x9e3779b1) ^ second
  hash = Math.imul(hash, 0x85ebca6b) ^ third
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35) ^ fourth
  hash = Math.imul(hash ^ (hash >>> 13), 0x27d4eb2f)
  return (hash ^ (hash >>> 16)) & (SLOTS - 1)
}
