// What the gates of the large logs ask of the text in LineMemory.

import { ENDS_AT, ONES_AT } from './line-memory.ts'
import type { Code } from './wasm-code.ts'
import * as wasm from './wasm-code.ts'

const { add, i32, less, load8, set, subtract } = wasm

/** Up to four characters as they are read from memory at once. */
export function characters(text: string): Code {
  return i32([...text].reduceRight((word, character) => (word << 8) | character.charCodeAt(0), 0))
}

export function isDigit(address: Code): Code {
  return less(subtract(load8(address), characters('0')), i32(10))
}

export function isLetter(address: Code): Code {
  return less(subtract(wasm.or(load8(address), i32(32)), characters('a')), i32(26))
}

/** Does `body` for each line from `index` on, with the places where it starts and stops; `blockStart` is what is at address 0. */
export function forEachLine(
  {
    index,
    count,
    blockStart,
    start,
    stop,
  }: Readonly<Record<'index' | 'count' | 'blockStart' | 'start' | 'stop', Code>>,
  ...body: readonly Code[]
): Code {
  const one = i32(1)
  return [
    ...wasm.when(index, set(start, add(lineEnd(subtract(index, one), blockStart), one))),
    ...wasm.repeatWhile(
      less(index, count),
      set(stop, lineEnd(index, blockStart)),
      ...body,
      set(start, add(stop, one)),
      set(index, add(index, one)),
    ),
  ]
}

function lineEnd(index: Code, blockStart: Code): Code {
  return subtract(wasm.load32(wasm.multiply(index, i32(4)), ENDS_AT), blockStart)
}

/** 16 bytes with each ASCII digit among them as 0. */
export function withoutDigits(address: Code): Code {
  const bytes = wasm.bytesAt(address)
  const areDigits = wasm.bytesLess(wasm.bytesSubtract(bytes, wasm.bytesOf(48)), wasm.bytesOf(10))
  return wasm.bytesAndNot(bytes, wasm.bytesAnd(areDigits, wasm.bytesOf(0x0f)))
}

/** Does `otherwise` unless the text is the known one, digits apart, whose digits are 0. All three variables are used up. */
export function unlessSame(known: Code, text: Code, length: Code, ...otherwise: readonly Code[]): Code {
  const difference = wasm.bytesXor(wasm.bytesAt(known), withoutDigits(text))
  const mask = wasm.bytesAt(subtract(i32(ONES_AT + 16), length))
  return [
    ...wasm.repeatWhile(
      wasm.more(length, i32(16)),
      wasm.when(wasm.anyBit(difference), ...otherwise),
      set(known, add(known, i32(16))),
      set(text, add(text, i32(16))),
      set(length, subtract(length, i32(16))),
    ),
    ...wasm.when(wasm.anyBit(wasm.bytesAnd(difference, mask)), ...otherwise),
  ]
}
