import type { HsErr } from '../../../grammars/hs-err/index.ts'
import { takeCensus } from '../../mappings/census.ts'
import type { MappingsCensus } from '../../model/fact-types.ts'
import { kindOf } from './death-facts.ts'
import { majorOf } from './jvm-version.ts'
import type { LogText } from './log-text.ts'

/** The JDK that began to print "Total number of mappings" (JDK-8306507). */
const PRINTS_TOTAL = 21

/** What the memory map of the log is made of; nothing where no row was printed, as on Windows and macOS. */
export function takeCensusOf(log: HsErr, { table }: LogText): MappingsCensus | undefined {
  if (table.rows === 0) return undefined
  const limit = log.kernelSettings.find(({ key }) => key === 'vm.max_map_count')?.value
  const javaHeap = heapRange(log)
  const census = takeCensus(table, {
    moment: kindOf(log) === 'vm-info' ? 'snapshot' : 'crash',
    total: log.mappingCount?.total ?? null,
    complete: hasEnd(log),
    ...(limit !== undefined && { limit }),
    ...(javaHeap && { javaHeap }),
  })
  return census.complete && census.total === null && !looksWhole(census) ? { ...census, complete: false } : census
}

/** The list is printed row by row without a limit: it is whole when something follows and no error cut it. */
function hasEnd(log: HsErr): boolean {
  const { librariesEnded = false, librariesTitle, mappingCount, troubles, jre } = log
  if (librariesTitle === undefined || !librariesEnded) return false
  if (troubles.some(({ step }) => step.includes('dynamic libraries'))) return false
  return mappingCount !== undefined || (majorOf(jre?.version) ?? 0) < PRINTS_TOTAL
}

/** People cut the list to the few libraries they care for. Every process has the JVM, the C library, and plain memory. */
function looksWhole({ libraries, groups }: MappingsCensus): boolean {
  const has = (name: RegExp) => libraries.some((library) => name.test(library))
  return has(/^libjvm\./) && has(/^(?:libc[.-]|ld-musl|libc\.musl)/) && groups.some(({ kind }) => kind === 'anonymous')
}

function heapRange({ compressedOops, heap }: HsErr): { low: number; high: number } | undefined {
  if (compressedOops?.heapAddress !== undefined && compressedOops.sizeMb !== undefined) {
    const low = Number(compressedOops.heapAddress)
    return { low, high: low + compressedOops.sizeMb * 2 ** 20 }
  }
  const lows = heap?.pools.flatMap(({ name, low }) => (low === undefined || isMeta(name) ? [] : [Number(low)])) ?? []
  const highs =
    heap?.pools.flatMap(({ name, high }) => (high === undefined || isMeta(name) ? [] : [Number(high)])) ?? []
  return lows.length === 0 ? undefined : { low: Math.min(...lows), high: Math.max(...highs) }
}

function isMeta(name: string): boolean {
  return /metaspace|class space|perm/i.test(name)
}
