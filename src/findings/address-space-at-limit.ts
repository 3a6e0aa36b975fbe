import type { AnyFact, Fact } from '../model/fact.ts'
import { defineFinding } from '../model/finding.ts'
import { sizeOf } from '../model/wording.ts'
import { refusedRequests } from './evidence/requests.ts'
import { softLimit } from './evidence/rlimits.ts'

/** Below this share of the limit the process had room for the request. */
const FULL = 0.93

export const addressSpaceAtLimit = defineFinding({
  id: 'address-space-at-limit',
  title: 'The process had used up the address space or data that its limits allow',
  needs: ['limit.rlimit'],
  reads: ['memory.process', 'crash.native-oom', 'jvm.commit-failed', 'series'],
  collect: [{ what: 'the size of the process', collect: "grep -E 'VmPeak|VmSize|VmData' /proc/$PID/status" }],
  test(facts) {
    const request = refusedRequests(facts)[0]?.bytes ?? 0
    const checks = [
      {
        resource: 'AS',
        name: 'virtual size',
        used: most(facts['memory.process'], 'virtualKb', facts.series, 'vm-size'),
      },
      { resource: 'DATA', name: 'data size', used: most(facts['memory.process'], 'dataKb', facts.series, 'vm-data') },
    ]
    const known = checks.flatMap(({ resource, name, used }) => {
      const limit = softLimit(facts['limit.rlimit'], resource)
      if (typeof limit?.soft !== 'number' || used === undefined) return []
      const statement = `${name} of ${sizeOf(used.bytes)} under RLIMIT_${resource} of ${sizeOf(limit.soft)}`
      return [{ used, limit, statement, isFull: used.bytes + request >= FULL * limit.soft }]
    })
    const full = known.find(({ isFull }) => isFull)
    if (full !== undefined)
      return { state: 'present', statement: full.statement, cites: [full.used.cite, full.limit.cite] }
    // A reading from before the failure cannot clear a process that grows: only the dying JVM's own figure can.
    const cleared = known.find(({ used }) => isOfTheCrash(used.cite))
    if (cleared !== undefined)
      return { state: 'absent', statement: cleared.statement, cites: [cleared.used.cite, cleared.limit.cite] }
    return { state: 'unknown' }
  },
})

function isOfTheCrash(cite: AnyFact): boolean {
  return cite.type === 'memory.process' && cite.value.moment === 'crash'
}

type ProcessFacts = readonly Fact<'memory.process'>[]
type SeriesFacts = readonly Fact<'series'>[]

/** The largest value that any witness saw, in bytes. */
function most(
  facts: ProcessFacts,
  key: 'virtualKb' | 'dataKb',
  series: SeriesFacts,
  metric: string,
): { bytes: number; cite: AnyFact } | undefined {
  const readings = facts.flatMap((fact) =>
    fact.value[key] === undefined ? [] : [{ bytes: (fact.value[key] as number) * 1024, cite: fact as AnyFact }],
  )
  const samples = series
    .filter(({ value }) => value.metric === metric)
    .map((fact) => ({ bytes: fact.value.max, cite: fact as AnyFact }))
  return [...readings, ...samples].sort((a, b) => b.bytes - a.bytes)[0]
}
