// A trace of a million calls has a few hundred shapes: numbers, strings and file names taken out, lines become equal.
// Each shape is parsed by the grammar once; for its other lines only what was taken out is put in again.

import { type Argument, type Call, NESTED, parseCall } from './call.ts'

/** Behind it lines are parsed one by one. */
const MAX_SHAPES = 4096

/** Standing numbers, strings, elapsed times and file names, as the grammar's tokens have them. */
const SLOT =
  /"(?:[^"\\]|\\.)*"(?:\.{3})?|<\d+\.\d+>|<(?:->|[^<>]|<[^<>]*>)*>(?:\(deleted\))?|(?<![^\s(])(?:0x[0-9a-f]+|\d+)(?=[\s,)<]|$)/g

/** Where an argument's parts come from: a slot's number, or the text itself. */
interface Origin {
  readonly text: number | string
  readonly file?: number | string
}

interface Shape {
  readonly name: string
  readonly arguments: readonly Origin[]
  readonly result?: Origin
  readonly errno?: string
  readonly elapsed?: number | string
}

/** A shape with numbers inside its structures: its lines are parsed one by one. */
const MANY_SIDED = 'many-sided'
const NO_CALL = 'no call'

/** Reads calls; keeps at most MAX_SHAPES shapes. */
export class CallReader {
  readonly #shapes = new Map<string, Shape | typeof MANY_SIDED | typeof NO_CALL>()

  /** The same as `parseCall`. */
  read(text: string): Call | undefined {
    const slots: string[] = []
    const key = text.replace(SLOT, (slot) => {
      slots.push(slot)
      return markOf(slot)
    })
    let shape = this.#shapes.get(key)
    if (shape === undefined) {
      if (this.#shapes.size >= MAX_SHAPES) return parseCall(text)
      shape = shapeOf(text, slots)
      this.#shapes.set(key, shape)
    }
    if (shape === NO_CALL) return undefined
    return shape === MANY_SIDED ? parseCall(text) : filled(shape, slots)
  }
}

/** Control characters, which strace never prints. */
function markOf(slot: string): string {
  if (slot.startsWith('"')) return '\x01'
  if (/^<\d+\.\d+>$/.test(slot)) return '\x02'
  return slot.startsWith('<') ? '\x03' : '\x04'
}

/** Which of the call's parts are slots. Parts and slots are both in the order of the line, so each is the next slot or none. */
function shapeOf(text: string, slots: readonly string[]): Shape | typeof MANY_SIDED | typeof NO_CALL {
  const call = parseCall(text)
  if (call === undefined) return NO_CALL
  let used = 0
  const take = (part: string): number | string => (slots[used] === part ? used++ : part)
  const originOf = ({ text: part, file }: Argument): Origin => {
    const origin = part === NESTED ? part : take(part)
    return file === undefined ? { text: origin } : { text: origin, file: take(file) }
  }
  const shape: Shape = {
    name: call.name,
    arguments: call.arguments.map(originOf),
    ...(call.result === undefined ? {} : { result: originOf(call.result) }),
    ...(call.errno === undefined ? {} : { errno: call.errno }),
    ...(call.elapsed === undefined ? {} : { elapsed: take(call.elapsed) }),
  }
  return used === slots.length ? shape : MANY_SIDED
}

function filled(shape: Shape, slots: readonly string[]): Call {
  return {
    name: shape.name,
    arguments: shape.arguments.map((origin) => argumentOf(origin, slots)),
    ...(shape.result === undefined ? {} : { result: argumentOf(shape.result, slots) }),
    ...(shape.errno === undefined ? {} : { errno: shape.errno }),
    ...(shape.elapsed === undefined ? {} : { elapsed: partOf(shape.elapsed, slots) }),
  }
}

function argumentOf({ text, file }: Origin, slots: readonly string[]): Argument {
  const value = partOf(text, slots)
  return file === undefined ? { text: value } : { text: value, file: partOf(file, slots) }
}

function partOf(origin: number | string, slots: readonly string[]): string {
  return typeof origin === 'number' ? (slots[origin] as string) : origin
}
