import type { Note } from '../model/note.ts'

/** Keeps the first and the last of many and counts what stood between: bounded memory for input without end. */
export class FirstAndLast<T> {
  seen = 0
  readonly #each: number
  readonly #first: T[] = []
  readonly #last: T[] = []

  constructor(each: number) {
    this.#each = each
  }

  add(item: T): void {
    this.seen++
    if (this.#first.length < this.#each) {
      this.#first.push(item)
      return
    }
    this.#last.push(item)
    if (this.#last.length > this.#each) this.#last.shift()
  }

  /** Takes back the item that was added last. */
  dropLast(): void {
    if (this.seen === 0) return
    this.seen--
    if (this.#last.length > 0) this.#last.pop()
    else this.#first.pop()
  }

  get kept(): readonly T[] {
    return [...this.#first, ...this.#last]
  }

  /** Says what was left out, in the plural noun of what was counted. */
  notes(format: string, noun: string): readonly Note[] {
    const dropped = this.seen - this.#first.length - this.#last.length
    if (dropped === 0) return []
    const message = `${dropped} of ${this.seen} ${noun} are left out: the first and the last ${this.#each} are kept.`
    return [{ code: `${format}/capped`, severity: 'warning', message }]
  }
}
