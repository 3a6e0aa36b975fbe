// WebAssembly written as nested calls: `add(at, i32(1))` is the code that leaves the sum on the stack. A few loops over
// every byte of a log need its vectors of 16 bytes (`bytes…`), which JavaScript has not; all else stays JavaScript.
//
// Source: the binary format and the opcodes of https://webassembly.github.io/spec/core/binary/

/** Bytes of the binary format: instructions that leave one number or vector, or none, on the stack. */
export type Code = readonly number[]

type Locals = readonly [Code, Code, Code, Code, Code, Code, Code, Code]

const LOCALS = 8
const I32 = 0x7f
const BLOCK = 0x40

/** Functions of whole numbers over memory that is given to them. */
export class WasmModule {
  readonly #names: string[] = []
  readonly #types: Code[] = []
  readonly #bodies: Code[] = []

  /**
   * Adds a function; answers with what writes a call of it. `body` is given its parameters and then as many variables,
   * all 0, as there are up to eight; what it leaves last is the result.
   */
  define(name: string, parameters: number, body: (...locals: Locals) => readonly Code[]): (...values: Code[]) => Code {
    const index = this.#names.push(name) - 1
    this.#types.push([0x60, ...list(Array(parameters).fill([I32])), ...list([[I32]])])
    const locals = Array.from({ length: LOCALS }, (_, local) => [0x20, local]) as unknown as Locals
    const code = [...list([[LOCALS - parameters, I32]]), ...body(...locals).flat(), 0x0b]
    this.#bodies.push([...unsigned(code.length), ...code])
    return (...values) => [...values.flat(), 0x10, ...unsigned(index)]
  }

  /** The module in the binary format: it imports its memory and exports its functions by name. */
  assemble(): Uint8Array<ArrayBuffer> {
    return Uint8Array.from([
      ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
      ...section(1, this.#types),
      ...section(2, [[...text('memory'), ...text('memory'), 0x02, 0x00, 0x01]]),
      ...section(3, [...this.#types.keys()].map(unsigned)),
      ...section(
        7,
        [...this.#names.entries()].map(([index, name]) => [...text(name), 0x00, ...unsigned(index)]),
      ),
      ...section(10, this.#bodies),
    ])
  }
}

/** A variable is read by naming it, and written by this. */
export function set(variable: Code, value: Code): Code {
  return [...value, 0x21, variable[1] as number]
}

export function i32(value: number): Code {
  return [0x41, ...signed(value | 0)]
}

export const add: Binary = binary(0x6a)
export const subtract: Binary = binary(0x6b)
export const multiply: Binary = binary(0x6c)
export const and: Binary = binary(0x71)
export const or: Binary = binary(0x72)
export const xor: Binary = binary(0x73)
export const shiftLeft: Binary = binary(0x74)
export const shiftRight: Binary = binary(0x76)
export const equal: Binary = binary(0x46)
export const differ: Binary = binary(0x47)
/** Without signs: what is below 0 is very large. */
export const less: Binary = binary(0x49)
export const more: Binary = binary(0x4b)
export const not: Unary = unary(0x45)
/** How many of the low bits are 0. */
export const zerosBelow: Unary = unary(0x68)
/** How many of the high bits are 0. */
export const zerosAbove: Unary = unary(0x67)

export function load8(address: Code, offset: number = 0): Code {
  return [...address, 0x2d, 0x00, ...unsigned(offset)]
}

export function load16(address: Code, offset: number = 0): Code {
  return [...address, 0x2f, 0x00, ...unsigned(offset)]
}

/** Low byte first, from any address. */
export function load32(address: Code, offset: number = 0): Code {
  return [...address, 0x28, 0x00, ...unsigned(offset)]
}

export function store32(address: Code, value: Code, offset: number = 0): Code {
  return [...address, ...value, 0x36, 0x00, ...unsigned(offset)]
}

/** The 16 bytes from an address on. */
export function bytesAt(address: Code, offset: number = 0): Code {
  return [...address, 0xfd, 0x00, 0x00, ...unsigned(offset)]
}

/** The same byte 16 times. */
export function bytesOf(byte: number): Code {
  return [0xfd, 0x0c, ...Array(16).fill(byte)]
}

/** The low byte of a number 16 times. */
export const bytesFrom: Unary = unary(0xfd, 0x0f)
export const bytesEqual: Binary = binary(0xfd, 0x23)
export const bytesLess: Binary = binary(0xfd, 0x26)
export const bytesSubtract: Binary = binary(0xfd, 0x71)
export const bytesAnd: Binary = binary(0xfd, 0x4e)
export const bytesOr: Binary = binary(0xfd, 0x50)
export const bytesAndNot: Binary = binary(0xfd, 0x4f)
export const bytesXor: Binary = binary(0xfd, 0x51)
/** The highest bit of each byte, the first one lowest. */
export const highBits: Unary = unary(0xfd, 0x64)
export const anyBit: Unary = unary(0xfd, 0x53)

/** The first four bytes, or those behind them, as a number. */
export function word(bytes: Code, index: 0 | 1): Code {
  return [...bytes, 0xfd, 0x1b, index]
}

export function when(condition: Code, ...body: readonly Code[]): Code {
  return [...condition, 0x04, BLOCK, ...body.flat(), 0x0b]
}

/** One of two values; both are worked out. */
export function choose(condition: Code, value: Code, otherwise: Code): Code {
  return [...value, ...otherwise, ...condition, 0x1b]
}

export function repeatWhile(condition: Code, ...body: readonly Code[]): Code {
  const leaveUnless = [...not(condition), 0x0d, 0x01]
  return [0x02, BLOCK, 0x03, BLOCK, ...leaveUnless, ...body.flat(), 0x0c, 0x00, 0x0b, 0x0b]
}

export function give(result: Code): Code {
  return [...result, 0x0f]
}

type Unary = (operand: Code) => Code
type Binary = (first: Code, second: Code) => Code

function unary(...opcode: Code): Unary {
  return (operand) => [...operand, ...opcode]
}

function binary(...opcode: Code): Binary {
  return (first, second) => [...first, ...second, ...opcode]
}

function section(id: number, items: readonly Code[]): Code {
  const body = list(items)
  return [id, ...unsigned(body.length), ...body]
}

function list(items: readonly Code[]): Code {
  return [...unsigned(items.length), ...items.flat()]
}

function text(value: string): Code {
  return list([...new TextEncoder().encode(value)].map((byte) => [byte]))
}

/** Seven bits a byte, the lowest first: LEB128. */
function unsigned(value: number): Code {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)]
}

function signed(value: number): Code {
  return value >= -64 && value < 64 ? [value & 127] : [(value & 127) | 128, ...signed(value >> 7)]
}
