// What QuietRecords does for each line of a block, as WebAssembly: the way of `Gate.judge` and `endsInLogger`.

import { NOTES_AT } from '../../source/line-memory.ts'
import * as wasm from '../../source/wasm-code.ts'
import { type Code, WasmModule } from '../../source/wasm-code.ts'
import { characters, forEachLine, isLetter, unlessSame } from '../../source/wasm-text.ts'

/** Where the level stands in a line. */
export const LEVEL_AT: number = NOTES_AT
/** What stands before it, with each digit as 0. */
export const SKELETON_AT: number = NOTES_AT + 16
export const MAX_SKELETON_BYTES = 128
/** By hash of a message's first four bytes: 1 where it may tell a story. */
export const BEGINNINGS_AT: number = SKELETON_AT + MAX_SKELETON_BYTES

export interface QuietGate {
  /** The first line from `index` on that is no quiet record which ends in its logger, or `count`. */
  firstOther(index: number, count: number, blockStart: number): number
}

const { add, and, differ, equal, give, i32, less, load32, load8, not, or, set, subtract, when } = wasm

/** `hash` turns four bytes into a place among the beginnings. */
export function quietGate(hash: { readonly factor: number; readonly shift: number }): WasmModule {
  const gate = new WasmModule()

  /** Behind INFO, DEBUG or TRACE, or where it was. */
  const behindLevel = gate.define('behindLevel', 1, (at, word, last) => [
    set(word, load32(at)),
    set(last, load8(at, 4)),
    when(equal(word, characters('INFO')), when(not(isLetter(add(at, i32(4)))), give(add(at, i32(4))))),
    when(
      or(
        and(equal(word, characters('DEBU')), equal(last, characters('G'))),
        and(equal(word, characters('TRAC')), equal(last, characters('E'))),
      ),
      when(not(isLetter(add(at, i32(5)))), give(add(at, i32(5)))),
    ),
    at,
  ])

  /** Behind the next byte of this kind, or 0. */
  const behindNext = gate.define('behindNext', 3, (at, end, byte, found) => [
    wasm.repeatWhile(
      less(at, end),
      set(found, wasm.highBits(wasm.bytesEqual(wasm.bytesAt(at), wasm.bytesFrom(byte)))),
      when(
        found,
        set(at, add(add(at, wasm.zerosBelow(found)), i32(1))),
        when(wasm.more(at, end), give(i32(0))),
        give(at),
      ),
      set(at, add(at, i32(16))),
    ),
    i32(0),
  ])

  /** Behind `[…]`, `(…)`, the commas, colons and spaces between them. */
  const skipContext = gate.define('skipContext', 2, (at, end, byte, next) => [
    wasm.repeatWhile(
      less(at, end),
      set(byte, load8(at)),
      set(next, at),
      when(isOneOf(byte, ' ]),:'), set(next, add(at, i32(1)))),
      when(equal(byte, characters('[')), set(next, behindNext(add(at, i32(1)), end, characters(']')))),
      when(equal(byte, characters('(')), set(next, behindNext(add(at, i32(1)), end, characters(')')))),
      when(or(not(next), equal(next, at)), give(at)),
      set(at, next),
    ),
    at,
  ])

  const mayTell = gate.define('mayTell', 2, (message, end) => [
    when(wasm.more(add(message, i32(4)), end), give(i32(0))),
    load8(wasm.shiftRight(wasm.multiply(load32(message), i32(hash.factor)), i32(hash.shift)), BEGINNINGS_AT),
  ])

  /** `… (kafka.log.Log)` or `… (kafka.log.Log) [thread]`. */
  const endsInLogger = gate.define('endsInLogger', 2, (start, end, at, others) => [
    set(at, subtract(end, i32(1))),
    when(
      equal(load8(at), characters(']')),
      wasm.repeatWhile(and(wasm.more(at, start), differ(load8(at), characters('['))), set(at, subtract(at, i32(1)))),
      when(less(at, add(start, i32(2))), give(i32(0))),
      set(at, subtract(at, i32(2))),
    ),
    when(less(at, add(start, i32(16))), give(i32(0))),
    when(differ(load8(at), characters(')')), give(i32(0))),
    // The 16 bytes before `at`, and those before them, until one is in no logger's name.
    wasm.repeatWhile(
      and(not(others), wasm.more(at, add(start, i32(16)))),
      set(at, subtract(at, i32(16))),
      set(others, wasm.xor(wasm.highBits(loggerBytes(at)), i32(0xffff))),
    ),
    when(not(others), give(i32(0))),
    set(at, add(at, subtract(i32(31), wasm.zerosAbove(others)))),
    equal(wasm.load16(subtract(at, i32(1))), characters(' (')),
  ])

  const isQuiet = gate.define('isQuiet', 2, (start, end, known, text, length) => [
    set(length, load32(i32(LEVEL_AT))),
    when(less(end, add(add(start, length), i32(6))), give(i32(0))),
    set(known, i32(SKELETON_AT)),
    set(text, start),
    unlessSame(known, text, length, give(i32(0))),
    set(text, add(start, load32(i32(LEVEL_AT)))),
    set(known, behindLevel(text)),
    when(equal(known, text), give(i32(0))),
    when(mayTell(skipContext(known, end), end), give(i32(0))),
    endsInLogger(start, end),
  ])

  gate.define('firstOther', 3, (index, count, blockStart, start, stop, end) => [
    forEachLine(
      { index, count, blockStart, start, stop },
      set(end, stop),
      when(
        wasm.more(stop, start),
        when(equal(load8(subtract(stop, i32(1))), i32(CARRIAGE_RETURN)), set(end, subtract(stop, i32(1)))),
      ),
      when(not(isQuiet(start, end)), give(index)),
    ),
    index,
  ])
  return gate
}

const CARRIAGE_RETURN = 13

function isOneOf(byte: Code, bytes: string): Code {
  return [...bytes].map((each) => equal(byte, characters(each))).reduce((first, second) => or(first, second))
}

/** All bits of each byte that may be in a logger's name: letters, digits, `.`, `_` and `$`. */
function loggerBytes(address: Code): Code {
  const { bytesEqual, bytesLess, bytesOf, bytesOr, bytesSubtract } = wasm
  const bytes = wasm.bytesAt(address)
  const areLetters = bytesLess(bytesSubtract(bytesOr(bytes, bytesOf(32)), bytesOf(97)), bytesOf(26))
  const areDigits = bytesLess(bytesSubtract(bytes, bytesOf(48)), bytesOf(10))
  const are = (character: string) => bytesEqual(bytes, bytesOf(character.charCodeAt(0)))
  return [areDigits, are('.'), are('_'), are('$')].reduce((first, second) => bytesOr(first, second), areLetters)
}
