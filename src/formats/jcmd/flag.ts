import type { FactTypes } from '../../model/fact-types.ts'

type Flag = FactTypes['jvm.flag']

/** `-XX:MaxHeapSize=6320816128`, `-XX:-UseCompressedOops`, `-Xmx4g`: one option of a command line. */
export function flagOf(option: string): Flag | undefined {
  const toggle = /^-XX:([+-])(\w+)$/.exec(option)
  if (toggle !== null) return { name: toggle[2] as string, value: toggle[1] === '+' }
  const named = /^-XX:(\w+)=(.*)$/.exec(option)
  if (named !== null) {
    const name = named[1] as string
    return { name, value: inBytes(name, numberOrText(named[2] as string)) }
  }
  const short = /^-X(mx|ms|ss)(\d+[kKmMgGtT]?)$/.exec(option)
  return short === null
    ? undefined
    : { name: SHORT[short[1] as string] as string, value: numberOrText(short[2] as string) }
}

const SHORT: Readonly<Record<string, string>> = { mx: 'MaxHeapSize', ms: 'InitialHeapSize', ss: 'ThreadStackSize' }

/**
 * A row of `VM.flags -all` and -XX:+PrintFlagsFinal:
 *      bool UseG1GC         = true          {product} {ergonomic}
 *    uintx MaxHeapSize     := 6320816128    {product}                (JDK 8: `:=` is not the default)
 */
export function flagRow(line: string): Flag | undefined {
  const match =
    /^\s*(bool|u?intx?|size_t|uint64_t|double|ccstr(?:list)?)\s+(\w+)\s*(:?=)\s*(.*?)\s*\{(?:[^}]*)\}(?:\s*\{([^}]*)\})?\s*$/.exec(
      line,
    )
  if (match === null) return undefined
  const [, type, name, sign, text, origin] = match
  const value = type === 'bool' ? text === 'true' : type?.startsWith('ccstr') ? (text as string) : Number(text)
  return {
    name: name as string,
    value: inBytes(name as string, value),
    origin: origin ?? (sign === ':=' ? 'not default' : 'default'),
  }
}

/** The sizes of stacks are in KiB, unlike all others (globals.hpp). */
const IN_KIBIBYTES = new Set(['ThreadStackSize', 'VMThreadStackSize', 'CompilerThreadStackSize'])

function inBytes<T extends string | number | boolean>(name: string, value: T): T | number {
  return typeof value === 'number' && IN_KIBIBYTES.has(name) ? value * 1024 : value
}

const UNITS = 'kmgt'

function numberOrText(text: string): string | number {
  const size = /^(\d+)([kKmMgGtT])?$/.exec(text)
  if (size === null) return text
  return Number(size[1]) * (size[2] === undefined ? 1 : 1024 ** (UNITS.indexOf(size[2].toLowerCase()) + 1))
}
