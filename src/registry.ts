import { causes } from './causes/index.ts'
import { findings } from './findings/index.ts'
import type { Format } from './formats/format.ts'
import { gcLog } from './formats/gc-log/index.ts'
import { hsErr } from './formats/hs-err/index.ts'
import type { Cause } from './model/cause.ts'
import type { FindingRule } from './model/finding.ts'
import type { Plugin } from './plugin.ts'

/** What is installed: built-ins and plugins. */
export interface Registry {
  /** Formats at hand: light ones that may own a file, which is all that most crash and GC logs need, and plugins'. */
  readonly formats: readonly Format[]
  /** All formats; loaded when a file is met that none of those at hand owns. */
  loadFormats(): Promise<readonly Format[]>
  readonly findings: readonly FindingRule[]
  readonly causes: readonly Cause[]
}

/**
 * Joins plugins to the built-ins.
 * @throws {Error} for an id that is given twice, or a cause that names a finding or cause that does not exist.
 */
export function createRegistry(plugins: readonly Plugin[] = []): Registry {
  if (plugins.length > 0) return join(plugins)
  builtIns ??= join([])
  return builtIns
}

/** Checked once: a scan asks for them with each of a thousand bundles. */
let builtIns: Registry | undefined

function join(plugins: readonly Plugin[]): Registry {
  const added = plugins.flatMap((plugin) => plugin.formats ?? [])
  let all: Promise<readonly Format[]> | undefined
  const registry: Registry = {
    formats: [gcLog, hsErr, ...added],
    loadFormats() {
      all ??= joinFormats(added)
      return all
    },
    findings: [...findings, ...plugins.flatMap((plugin) => plugin.findings ?? [])],
    causes: [...causes, ...plugins.flatMap((plugin) => plugin.causes ?? [])],
  }
  refuseDuplicates('format', registry.formats)
  refuseDuplicates('finding', registry.findings)
  refuseDuplicates('cause', registry.causes)
  refuseDangling(registry)
  return registry
}

async function joinFormats(added: readonly Format[]): Promise<readonly Format[]> {
  const all = [...(await import('./formats/index.ts')).formats, ...added]
  refuseDuplicates('format', all)
  return all
}

function refuseDuplicates(kind: string, items: readonly { readonly id: string }[]): void {
  const seen = new Set<string>()
  for (const { id } of items) {
    if (seen.has(id)) throw new Error(`Two of the installed ${kind}s have the id "${id}".`)
    seen.add(id)
  }
}

function refuseDangling(registry: Registry): void {
  const findingIds = new Set(registry.findings.map(({ id }) => id))
  const causeIds = new Set(registry.causes.map(({ id }) => id))
  for (const cause of registry.causes) {
    for (const id of findingIdsOf(cause)) {
      if (!findingIds.has(id))
        throw new Error(`The cause "${cause.id}" names the finding "${id}", which does not exist.`)
    }
    for (const id of [cause.refines, ...(cause.consequenceOf ?? [])]) {
      if (id !== undefined && !causeIds.has(id))
        throw new Error(`The cause "${cause.id}" names the cause "${id}", which does not exist.`)
    }
  }
}

/** Every finding that a cause speaks of. */
export function findingIdsOf(cause: Cause): string[] {
  const named = [
    ...cause.triggers,
    ...Object.keys(cause.evidence),
    ...(cause.proof ?? []).flat(),
    ...(cause.refutedBy ?? []),
    ...cause.symptoms,
  ]
  return [...new Set(named)]
}
