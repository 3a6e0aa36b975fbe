// JVM options as printed by a program: -XX flags, and the -X options that stand for one.

import type { FactTypes } from '../../model/fact-types.ts'

type Flag = FactTypes['jvm.flag']

const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 }
const SIZE = /^(\d+)([kmgt]?)$/i
const SHORT: readonly (readonly [RegExp, string])[] = [
  [/^-Xmx(.+)$/, 'MaxHeapSize'],
  [/^-Xms(.+)$/, 'InitialHeapSize'],
  [/^-Xss(.+)$/, 'ThreadStackSize'],
  [/^-Xmn(.+)$/, 'NewSize'],
]

/** The flags among these arguments; sizes in bytes. */
export function flagsOf(arguments_: readonly string[]): Flag[] {
  return arguments_.flatMap((argument) => flagOf(argument.trim()) ?? [])
}

function flagOf(argument: string): Flag | undefined {
  const origin = 'command line'
  const toggled = /^-XX:([+-])(\w+)$/.exec(argument)
  if (toggled) return { name: toggled[2] as string, value: toggled[1] === '+', origin }
  const valued = /^-XX:(\w+)=(.*)$/.exec(argument)
  if (valued) return { name: valued[1] as string, value: printedValue(valued[2] as string), origin }
  for (const [pattern, name] of SHORT) {
    const size = pattern.exec(argument)?.[1]
    if (size !== undefined) return { name, value: printedValue(size), origin }
  }
  return undefined
}

function printedValue(printed: string): string | number {
  const size = SIZE.exec(printed)
  return size === null ? printed : Number(size[1]) * (UNITS[(size[2] as string).toLowerCase()] as number)
}
