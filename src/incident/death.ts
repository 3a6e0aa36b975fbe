import type { AnyFact, Fact } from '../model/fact.ts'
import type { Instant } from '../model/instant.ts'
import type { ArtifactFacts } from './incident.ts'

/** The end of one process, as its crash log or the banner on its console tells it. */
export interface Death {
  readonly pid?: number
  readonly diedAt?: Instant
  readonly uptimeSeconds?: number
  readonly witnesses: readonly Witness[]
}

/** An artifact that tells of a death; of a file with several JVMs, the run that died. */
export interface Witness {
  readonly uri: string
  readonly run: number | undefined
}

/** The deaths that one artifact tells of: one a crash log, or one a banner that names its crash log's pid. */
export function deathsIn({ uri, facts }: ArtifactFacts): Death[] {
  const logs = facts.filter((fact): fact is Fact<'crash.log'> & AnyFact => fact.type === 'crash.log')
  const saved = facts.find((fact): fact is Fact<'crash.saved-as'> & AnyFact => fact.type === 'crash.saved-as')
  const pid = pidIn(saved?.value.path)
  if (logs.length > 0)
    return logs.filter((fact) => fact.value.kind !== 'vm-info').map((fact) => deathOf(uri, fact, pid))
  const isBanner = facts.some((fact) => fact.type === 'crash.native-oom' || fact.type === 'crash.signal')
  return isBanner && pid !== undefined ? [{ pid, witnesses: [{ uri, run: saved?.process?.run }] }] : []
}

/** A banner without its error line names the pid in the name of the crash log alone. */
function deathOf(uri: string, { value, process }: Fact<'crash.log'>, savedPid: number | undefined): Death {
  const pid = process?.pid ?? savedPid
  return {
    ...(pid !== undefined && { pid }),
    ...(value.time !== undefined && { diedAt: value.time }),
    ...(value.uptimeSeconds !== undefined && { uptimeSeconds: value.uptimeSeconds }),
    witnesses: [{ uri, run: process?.run }],
  }
}

function pidIn(path: string | undefined): number | undefined {
  const match = /hs_err_pid(\d+)/.exec(path ?? '')
  return match ? Number(match[1]) : undefined
}

/** A pid may come again after a restart (in containers it is always 1 or 2): two known, different times are two deaths. */
export function isSameDeath(a: Death, b: Death): boolean {
  if (a.pid === undefined || b.pid === undefined || a.pid !== b.pid) return false
  if (a.diedAt === undefined || b.diedAt === undefined) return true
  return Math.abs(a.diedAt.epochMs - b.diedAt.epochMs) <= 2 * Math.max(a.diedAt.precisionMs, b.diedAt.precisionMs)
}
