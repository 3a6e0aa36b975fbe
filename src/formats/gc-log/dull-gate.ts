// What DullHeads does for each line of a block, as WebAssembly.

import { NOTES_AT } from '../../source/line-memory.ts'
import * as wasm from '../../source/wasm-code.ts'
import { type Code, WasmModule } from '../../source/wasm-code.ts'
import { characters, forEachLine, isDigit, unlessSame, withoutDigits } from '../../source/wasm-text.ts'

/** A head in the memory's notes: its first bytes, with each digit as 0 and zeros behind its end, and then numbers. */
export const HEAD_BYTES = 128
export const MAX_TEXT_BYTES = 80
export const LENGTH_AT = 80
/** Between these a message with this head may be long; the longest is 0 in a place that is free. */
export const SHORTEST_AT = 84
export const LONGEST_AT = 88
/** The two heads that followed this one: logs repeat themselves, so they are tried first. */
const NEXT_AT = 92
const OTHER_NEXT_AT = 96

/** The head that was met last. */
export const LAST_AT: number = NOTES_AT
export const HEADS_AT: number = NOTES_AT + HEAD_BYTES
const HEADS = 1024
const MAX_PROBES = 24

export interface DullGate {
  /** The first line from `index` on that is not known to be dull, or `count`. */
  firstTelling(index: number, count: number, messageAt: number, blockStart: number): number
  /** Where a head can be put that begins as the bytes at this address do; 0 where there is no room. */
  freePlace(address: number): number
}

const {
  add,
  and,
  differ,
  equal,
  give,
  i32,
  less,
  load16,
  load32,
  load8,
  more,
  not,
  set,
  store32,
  subtract,
  when,
  xor,
} = wasm

export function dullGate(): WasmModule {
  const gate = new WasmModule()

  const isHead = gate.define('isHead', 3, (head, body, length, left) => [
    when(less(length, load32(head, SHORTEST_AT)), give(i32(0))),
    when(more(length, load32(head, LONGEST_AT)), give(i32(0))),
    set(left, load32(head, LENGTH_AT)),
    unlessSame(head, body, left, give(i32(0))),
    i32(1),
  ])

  /** Where heads that begin with these eight bytes are kept, or in one of the places behind it. */
  const placeOf = gate.define('placeOf', 1, (body, hash) => [
    set(
      hash,
      xor(wasm.multiply(wasm.word(withoutDigits(body), 0), i32(0x9e3779b1)), wasm.word(withoutDigits(body), 1)),
    ),
    set(hash, wasm.multiply(xor(hash, wasm.shiftRight(hash, i32(15))), i32(0x85ebca6b))),
    set(hash, and(xor(hash, wasm.shiftRight(hash, i32(13))), i32(HEADS - 1))),
    add(i32(HEADS_AT), wasm.multiply(hash, i32(HEAD_BYTES))),
  ])
  const nextPlace = (head: Code) => [
    ...set(head, add(head, i32(HEAD_BYTES))),
    ...when(equal(head, i32(HEADS_AT + HEADS * HEAD_BYTES)), set(head, i32(HEADS_AT))),
  ]

  const find = gate.define('find', 2, (body, length, head, probes) => [
    set(head, placeOf(body)),
    set(probes, i32(MAX_PROBES)),
    wasm.repeatWhile(
      probes,
      when(not(load32(head, LONGEST_AT)), give(i32(0))),
      when(isHead(head, body, length), give(head)),
      nextPlace(head),
      set(probes, subtract(probes, i32(1))),
    ),
    i32(0),
  ])

  gate.define('freePlace', 1, (body, head, probes) => [
    set(head, placeOf(body)),
    set(probes, i32(MAX_PROBES)),
    wasm.repeatWhile(
      probes,
      when(not(load32(head, LONGEST_AT)), give(head)),
      nextPlace(head),
      set(probes, subtract(probes, i32(1))),
    ),
    i32(0),
  ])

  const hasDullHead = gate.define('hasDullHead', 2, (body, length, last, head) => {
    const isNow = (next: Code) => [...store32(i32(LAST_AT), next), ...give(i32(1))]
    const tryNext = (at: number) => [
      ...set(head, load32(last, at)),
      ...when(head, when(isHead(head, body, length), isNow(head))),
    ]
    return [
      set(last, load32(i32(LAST_AT))),
      tryNext(NEXT_AT),
      tryNext(OTHER_NEXT_AT),
      set(head, find(body, length)),
      when(not(head), give(i32(0))),
      store32(last, load32(last, NEXT_AT), OTHER_NEXT_AT),
      store32(last, head, NEXT_AT),
      isNow(head),
      i32(1),
    ]
  })

  /** `Safepoint "Cleanup", …, Total: 109833 ns`: with fewer than ten digits it took less than a second, and is no news. */
  const isShortSafepoint = gate.define('isShortSafepoint', 2, (body, stop) => [
    when(differ(load32(body), characters('Safe')), give(i32(0))),
    when(less(subtract(stop, body), i32(14)), give(i32(0))),
    and(
      and(
        equal(load16(body, 9), characters(' "')),
        equal(wasm.shiftRight(load32(subtract(stop, i32(4))), i32(8)), characters(' ns')),
      ),
      not(isDigit(subtract(stop, i32(13)))),
    ),
  ])

  gate.define('firstTelling', 4, (index, count, messageAt, blockStart, start, stop, message, body) => [
    forEachLine(
      { index, count, blockStart, start, stop },
      set(message, add(start, messageAt)),
      when(more(message, stop), give(index)),
      // The decorators' width, or none where there are none.
      when(differ(equal(load8(start), characters('[')), differ(messageAt, i32(0))), give(index)),
      when(messageAt, when(differ(load16(subtract(message, i32(2))), characters('] ')), give(index))),
      set(body, message),
      skipId(body, message),
      when(not(hasDullHead(body, subtract(stop, body))), when(not(isShortSafepoint(body, stop)), give(index))),
    ),
    index,
  ])
  return gate
}

/** Moves `body` behind `GC(12) `, where there is one. */
function skipId(body: Code, message: Code): Code {
  return when(
    equal(and(load32(message), i32(0xffffff)), characters('GC(')),
    set(body, add(message, i32(3))),
    wasm.repeatWhile(isDigit(body), set(body, add(body, i32(1)))),
    set(body, wasm.choose(equal(load16(body), characters(') ')), add(body, i32(2)), message)),
  )
}
