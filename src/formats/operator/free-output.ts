// `free` of procps and busybox. The unit is in the command (-k, -m, -g, -b) or behind each number (-h); where neither is
// known it is told by size, since no host of a JVM has less than 256 MiB.

import type { FactTypes } from '../../model/fact-types.ts'
import { copyCursor, type LineCursor } from '../../source/block.ts'
import type { Output, OutputReader, Telling } from './output.ts'

const HEADING = /^\s*total\s+used\s+free\b/
const ROW = /^\s*(Mem|Swap|-\/\+ buffers\/cache|Total|High|Low):\s+(\S.*)$/
const KIB: Readonly<Record<string, number>> = { b: 1 / 1024, k: 1, m: 1024, g: 1024 ** 2, t: 1024 ** 3 }
const LEAST_KIB = 256 * 1024

type HostMemory = { -readonly [K in keyof FactTypes['memory.host']]: FactTypes['memory.host'][K] }

const COLUMNS: Readonly<Record<string, Exclude<keyof HostMemory, 'moment'>>> = {
  total: 'totalKb',
  free: 'freeKb',
  shared: 'shmemKb',
  buffers: 'buffersKb',
  cached: 'cachedKb',
  'buff/cache': 'cachedKb',
  available: 'availableKb',
}

export const freeOutput: Output = {
  name: 'free',
  command: /\bfree\b/,
  begins: HEADING,
  open: (telling) => new FreeReader(telling),
}

class FreeReader implements OutputReader {
  readonly #telling: Telling
  #columns: readonly string[] = []
  #memory: HostMemory | undefined
  #place: LineCursor | undefined
  #unit: string | undefined

  constructor(telling: Telling) {
    this.#telling = telling
    this.#unit = /\s-\w*?([bkmgt])\b/.exec(telling.command ?? '')?.[1]
  }

  line(text: string, cursor: LineCursor): boolean {
    if (HEADING.test(text)) {
      this.end()
      this.#columns = text.trim().split(/\s+/)
      return true
    }
    const row = ROW.exec(text)
    if (!row || this.#columns.length === 0) return false
    const [, name, rest] = row
    const values = (rest as string).trim().split(/\s+/)
    if (name === 'Mem') this.#readMemory(values, cursor)
    if (name === 'Swap' && this.#memory !== undefined) {
      this.#memory.swapTotalKb = this.#kib(values[0])
      this.#memory.swapFreeKb = this.#kib(values[2])
    }
    return true
  }

  end(): void {
    const { facts } = this.#telling
    if (this.#memory !== undefined && this.#place !== undefined) facts.say('memory.host', this.#memory, this.#place)
    this.#memory = undefined
  }

  #readMemory(values: readonly string[], cursor: LineCursor): void {
    this.#assumeUnit(values[0] ?? '', cursor)
    const memory: HostMemory = { moment: 'snapshot' }
    for (const [index, name] of this.#columns.entries()) {
      const field = COLUMNS[name]
      if (field !== undefined && values[index] !== undefined) memory[field] = this.#kib(values[index])
    }
    this.#memory = memory
    this.#place = copyCursor(cursor)
  }

  #assumeUnit(total: string, cursor: LineCursor): void {
    if (this.#unit !== undefined || !/^\d+$/.test(total)) return
    const fitting = ['k', 'm', 'g'].find((unit) => Number(total) * (KIB[unit] as number) >= LEAST_KIB)
    this.#unit = fitting ?? 'k'
    if (this.#unit === 'k') return
    const name = this.#unit === 'm' ? 'MiB' : 'GiB'
    this.#telling.note('unit-assumed', `The output of free names no unit; ${name} was taken by its size.`, cursor.line)
  }

  /** `15Gi`, `512M`, `7.6G` with -h; plain numbers in the unit of the option. */
  #kib(value = '0'): number {
    const human = /^([\d.]+)([BKMGTP])i?B?$/i.exec(value)
    const unit = human ? (human[2] as string).toLowerCase() : (this.#unit ?? 'k')
    return Math.round(Number.parseFloat(human?.[1] ?? value) * (KIB[unit] ?? 1))
  }
}
