import type { AnyFact, Fact } from '../../model/fact.ts'

/** What memory there was when it failed, in kB. */
export interface HostMemory {
  readonly totalKb: number
  /** MemAvailable; on kernels before 3.14 free + buffers + page cache − shared memory, which it stands for. */
  readonly availableKb: number
  readonly swapTotalKb: number
  readonly swapFreeKb: number
  /** The dying JVM's own reading; a snapshot may be from long before or after. */
  readonly isOfTheCrash: boolean
  readonly cite: AnyFact
}

/**
 * The reading nearest to the failure: a crash log's own before a snapshot. Undefined where only "physical free" is
 * known: page cache is not in it, so a small number says nothing.
 */
export function hostMemory(facts: readonly Fact<'memory.host'>[]): HostMemory | undefined {
  const readings = facts.flatMap((fact) => readingOf(fact) ?? [])
  return readings.find(({ isOfTheCrash }) => isOfTheCrash) ?? lowest(readings)
}

function readingOf(fact: Fact<'memory.host'>): HostMemory | undefined {
  const { value } = fact
  const availableKb = value.availableKb ?? estimate(value)
  const totalKb = value.totalKb ?? value.physicalTotalKb
  if (availableKb === undefined || totalKb === undefined) return undefined
  return {
    totalKb,
    availableKb,
    swapTotalKb: value.swapTotalKb ?? 0,
    swapFreeKb: value.swapFreeKb ?? 0,
    isOfTheCrash: value.moment === 'crash',
    cite: fact as AnyFact,
  }
}

function estimate(value: Fact<'memory.host'>['value']): number | undefined {
  if (value.freeKb === undefined || value.cachedKb === undefined) return undefined
  return Math.max(0, value.freeKb + value.cachedKb + (value.buffersKb ?? 0) - (value.shmemKb ?? 0))
}

function lowest(readings: readonly HostMemory[]): HostMemory | undefined {
  return [...readings].sort((a, b) => a.availableKb - b.availableKb)[0]
}
