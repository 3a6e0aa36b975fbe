// The machine as the JVM saw it: system, limits, memory, container.

import type { HsErr } from '../../../grammars/hs-err/index.ts'
import type { FactTypes, Moment } from '../../model/fact-types.ts'
import { MEMINFO_COUNTERS } from '../../model/meminfo-counters.ts'
import { kindOf } from './death-facts.ts'
import type { Say } from './facts.ts'
import type { System } from './system.ts'

const KIB = 1024
/** A container's limit of 2^63 less a page is none (cgroup v1). */
const NO_LIMIT = 2 ** 62

export function sayMachine(log: HsErr, system: System | undefined, say: Say): void {
  const moment: Moment = kindOf(log) === 'vm-info' ? 'snapshot' : 'crash'
  if (system !== undefined) {
    const { row, ...value } = system
    say('os', value, row)
  }
  for (const { row, resource, soft, hard } of log.limits)
    say('limit.rlimit', hard === undefined ? { resource, soft } : { resource, soft, hard }, row)
  for (const { row, key, value } of log.kernelSettings) say('sysctl', { key, value, moment }, row)
  sayHostMemory(log, moment, system?.family, say)
  if (system?.family === 'windows') sayWindowsMemory(log, say)
  if (log.processMemory) {
    const { row, ...memory } = log.processMemory
    say('memory.process', { moment, ...memory }, row)
  }
  sayContainer(log, say)
}

/** Swap is in the JVM's own line too; on Windows that figure is the commit limit, and not told here. */
function sayHostMemory(log: HsErr, moment: Moment, family: System['family'] | undefined, say: Say): void {
  const { meminfo, physicalMemory } = log
  const row = meminfo?.row ?? physicalMemory?.row
  if (row === undefined) return
  const value: Mutable<FactTypes['memory.host']> = { moment, ...(family !== 'windows' && swapOf(log)) }
  for (const [name, key] of COUNTERS) {
    const kb = meminfo?.kb[name]
    if (kb !== undefined) value[key] = kb
  }
  if (physicalMemory?.totalKb !== undefined) value.physicalTotalKb = physicalMemory.totalKb
  if (physicalMemory?.freeKb !== undefined) value.physicalFreeKb = physicalMemory.freeKb
  say('memory.host', value, row)
}

const COUNTERS = Object.entries(MEMINFO_COUNTERS)

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

function swapOf({ physicalMemory }: HsErr): object {
  const { swapTotalKb, swapFreeKb } = physicalMemory ?? {}
  return { ...(swapTotalKb !== undefined && { swapTotalKb }), ...(swapFreeKb !== undefined && { swapFreeKb }) }
}

/** JDK 8 prints the commit limit under the name of swap. */
function sayWindowsMemory({ physicalMemory, core }: HsErr, say: Say): void {
  if (physicalMemory === undefined) return
  const { row, totalKb, freeKb, workingSetKb, commitChargeKb } = physicalMemory
  const pageFileTotalKb = physicalMemory.pageFileTotalKb ?? physicalMemory.swapTotalKb
  const pageFileFreeKb = physicalMemory.pageFileFreeKb ?? physicalMemory.swapFreeKb
  const minidumpError = /MiniDumpWriteDump\(\) failed \((.*)\)/.exec(core?.text ?? '')?.[1]
  const inMb = (name: string, kb: number | undefined) => (kb === undefined ? {} : { [name]: Math.round(kb / KIB) })
  say(
    'memory.windows',
    {
      ...inMb('physicalTotalMb', totalKb),
      ...inMb('physicalFreeMb', freeKb),
      ...inMb('pageFileTotalMb', pageFileTotalKb),
      ...inMb('pageFileFreeMb', pageFileFreeKb),
      ...inMb('workingSetMb', workingSetKb),
      ...inMb('commitChargeMb', commitChargeKb),
      ...(minidumpError && { minidumpError }),
    },
    row,
  )
}

/** Old JDKs print bytes, -1 for unlimited and -2 for unknown; later ones `N k` and words. */
function sayContainer({ container }: HsErr, say: Say): void {
  if (container === undefined) return
  const amount = (...names: string[]) =>
    names.map((name) => amountOf(container.values[name])).find((value) => value !== undefined)
  const type = container.values.container_type
  const usage = amount('memory_usage_in_bytes')
  const maxUsage = amount('memory_max_usage_in_bytes')
  const limit = amount('memory_limit_in_bytes')
  const swap = amount('memory_and_swap_limit_in_bytes', 'memory_swap_max_limit_in_bytes')
  const tasksMax = amount('maximum number of tasks')
  const tasks = amount('current number of tasks')
  const value: FactTypes['memory.cgroup'] = {
    ...(type === 'cgroupv1' && { version: 1 as const }),
    ...(type === 'cgroupv2' && { version: 2 as const }),
    ...(limit !== undefined && { limitBytes: limit }),
    ...(typeof usage === 'number' && { usageBytes: usage }),
    ...(typeof maxUsage === 'number' && { maxUsageBytes: maxUsage }),
    ...(swap !== undefined && { swapLimitBytes: swap }),
    ...(tasksMax !== undefined && { tasksMax }),
    ...(typeof tasks === 'number' && { tasksCurrent: tasks }),
  }
  if (Object.keys(value).length > 0) say('memory.cgroup', value, container.row)
}

/** null: unlimited; undefined: not said. */
function amountOf(text: string | undefined): number | null | undefined {
  if (text === undefined) return undefined
  if (/^unlimited|^-1$/.test(text)) return null
  const match = /^(\d+)(?: (k))?$/.exec(text)
  if (match === null) return undefined
  const value = Number(match[1]) * (match[2] ? KIB : 1)
  return value >= NO_LIMIT ? null : value
}
