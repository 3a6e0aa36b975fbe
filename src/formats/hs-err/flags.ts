// The JVM's options, whichever way they are written: -Xmx4g is MaxHeapSize, as in [Global flags].
//
// Source: runtime/arguments.cpp (Arguments::parse_each_vm_init_arg)

import type { FactTypes } from '../../model/fact-types.ts'

export type JvmFlag = FactTypes['jvm.flag']

const SHORT: Readonly<Record<string, string>> = {
  '-Xmx': 'MaxHeapSize',
  '-Xms': 'InitialHeapSize',
  '-Xss': 'ThreadStackSize',
  '-Xmn': 'MaxNewSize',
}
const MODES = new Set(['-Xint', '-Xcomp', '-Xmixed', '-Xbatch', '-Xrs', '-Xnoclassgc', '-Xdebug'])
/** Given in KiB, the option -Xss in bytes. */
const IN_KIBIBYTES = new Set(['ThreadStackSize', 'VMThreadStackSize', 'CompilerThreadStackSize'])
const SCALE: Readonly<Record<string, number>> = { k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40 }

/** The flags among arguments that are printed without quotes; a value with blanks ends at the first one. */
export function flagsIn(text: string): JvmFlag[] {
  return text.split(/\s+(?=-)/).flatMap((argument) => {
    const flag = flagOf(argument.trim().split(/\s/)[0] ?? '')
    return flag === undefined ? [] : [{ ...flag, origin: 'command line' }]
  })
}

function flagOf(argument: string): JvmFlag | undefined {
  const short = /^(-X(?:m[xsn]|ss))(\d+[kmgt]?)$/i.exec(argument)
  if (short !== null) return { name: SHORT[short[1] as string] as string, value: sizeOf(short[2] as string) }
  if (MODES.has(argument)) return { name: argument.slice(1), value: true }
  const flag = /^-XX:(?:([+-])(\w+)|(\w+)=(.*))$/.exec(argument)
  if (flag === null) return undefined
  if (flag[1] !== undefined) return { name: flag[2] as string, value: flag[1] === '+' }
  return { name: flag[3] as string, value: typedValue(flag[3] as string, flag[4] as string) }
}

/** A row of [Global flags]. */
export function globalFlag(name: string, value: string, origin: string | undefined): JvmFlag {
  return { name, value: typedValue(name, value), ...(origin && { origin }) }
}

function typedValue(name: string, text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true'
  if (!/^\d+[kmgt]?$/i.test(text)) return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text
  return IN_KIBIBYTES.has(name) && /^\d+$/.test(text) ? Number(text) * 1024 : sizeOf(text)
}

function sizeOf(text: string): number {
  return Number.parseInt(text, 10) * (SCALE[text.slice(-1).toLowerCase()] ?? 1)
}
