import type { FactSet } from '../model/fact.ts'
import { durationOf, sizeOf } from '../model/wording.ts'
import { timeToLevel } from './line-fit.ts'

const MIB = 1024 ** 2

/** What a JVM may come to use by its own settings; bytes. */
export interface MemoryEstimate {
  readonly bytes: number
  readonly parts: readonly { readonly what: string; readonly bytes: number }[]
  readonly explanation: string
}

/**
 * Heap + metaspace + code cache + thread stacks + direct buffers + the collector's own structures (some 7 % of the heap with
 * G1). Native libraries and malloc's arenas are not in it, mapped files are page cache. undefined: the heap's size is not known.
 */
export function estimateMemory(facts: FactSet): MemoryEstimate | undefined {
  const flag = (name: string): number | undefined => {
    const value = facts.of('jvm.flag').find((fact) => fact.value.name === name)?.value.value
    return typeof value === 'number' ? value : undefined
  }
  const heap =
    flag('MaxHeapSize') ?? facts.of('memory.heap').find(({ value }) => value.maxBytes !== undefined)?.value.maxBytes
  if (heap === undefined) return undefined
  const threads = Math.max(60, ...facts.of('threads.count').map(({ value }) => value.total ?? value.java ?? 0))
  const metaspace = Math.max(0, ...facts.of('memory.metaspace').map(({ value }) => value.committedBytes ?? 0))
  const parts = [
    { what: 'heap', bytes: heap },
    { what: 'metaspace', bytes: metaspace || 100 * MIB },
    { what: 'code cache', bytes: flag('ReservedCodeCacheSize') ?? 240 * MIB },
    // A stack is reserved whole and touched little: some 100 KiB of it is resident.
    { what: `${threads} thread stacks`, bytes: threads * 100 * 1024 },
    { what: 'direct buffers', bytes: flag('MaxDirectMemorySize') ?? 0 },
    { what: "the collector's structures", bytes: Math.round(0.07 * heap) },
  ].filter((part) => part.bytes > 0)
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0)
  const sum = parts.map((part) => `${part.what} ${sizeOf(part.bytes)}`).join(' + ')
  return { bytes, parts, explanation: `${sum} = ${sizeOf(bytes)}` }
}

/** When the process reaches a ceiling of its memory at the rate that was measured. */
export interface MemoryOutlook {
  readonly metric: string
  readonly ceiling: string
  readonly limitBytes: number
  readonly bytesPerSecond: number
  /** From the last reading; 0 reached, null never at this rate. */
  readonly secondsToLimit: number | null
  readonly explanation: string
}

/** Each measured size against the ceiling that counts it: RSS against cgroup or RAM, VmData and VmSize against rlimits. */
export function projectMemory(facts: FactSet): MemoryOutlook[] {
  return ceilings(facts).flatMap(({ metric, ceiling, limitBytes }) =>
    facts
      .of('series')
      .filter(({ value }) => value.metric === metric && value.unit === 'bytes' && !value.untimed)
      .map(({ value: { last, slopePerSecond } }) => {
        const secondsToLimit = timeToLevel(last, slopePerSecond, limitBytes)
        const when =
          secondsToLimit === null
            ? 'never at this rate'
            : secondsToLimit === 0
              ? 'now'
              : `in ${durationOf(secondsToLimit)}`
        const explanation = `${metric} is ${sizeOf(last)} and grows by ${sizeOf(slopePerSecond)} a second: ${ceiling} (${sizeOf(limitBytes)}) is reached ${when}`
        return { metric, ceiling, limitBytes, bytesPerSecond: slopePerSecond, secondsToLimit, explanation }
      }),
  )
}

function ceilings(facts: FactSet): { metric: string; ceiling: string; limitBytes: number }[] {
  const rows: { metric: string; ceiling: string; limitBytes: number | null | undefined }[] = [
    { metric: 'rss', ceiling: 'the cgroup limit', limitBytes: facts.of('memory.cgroup')[0]?.value.limitBytes },
    { metric: 'rss', ceiling: "the host's memory", limitBytes: kib(facts.of('memory.host')[0]?.value.totalKb) },
    { metric: 'vm-data', ceiling: 'RLIMIT_DATA', limitBytes: softLimit(facts, 'DATA') },
    { metric: 'vm-size', ceiling: 'RLIMIT_AS', limitBytes: softLimit(facts, 'AS') },
  ]
  return rows.flatMap(({ metric, ceiling, limitBytes }) => (limitBytes ? [{ metric, ceiling, limitBytes }] : []))
}

function kib(value: number | undefined): number | undefined {
  return value === undefined ? undefined : value * 1024
}

function softLimit(facts: FactSet, resource: string): number | null | undefined {
  return facts.of('limit.rlimit').find(({ value }) => value.resource === resource)?.value.soft
}
