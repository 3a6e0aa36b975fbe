import type { AnyFact } from '../model/fact.ts'
import { type Death, deathsIn, type Witness } from './death.ts'
import type { ArtifactFacts } from './incident.ts'
import { packFacts } from './packed-facts.ts'

/** What one artifact tells, as it waits until the whole bundle is read and its incidents are known. */
export interface Evidence {
  readonly uri: string
  readonly format: string
  readonly deaths: readonly Death[]
  /** Set where every fact speaks of one death, as those of a crash log do; other facts are shared out one by one. */
  readonly soleWitness: Witness | undefined
  /** Packed ones are made anew with each call. */
  facts(): readonly AnyFact[]
}

/** Crash logs come by the thousand: `packed`, their facts take less memory. Of other artifacts a bundle has a few. */
export function evidenceOf(artifact: ArtifactFacts, { packed }: { readonly packed: boolean }): Evidence {
  const { uri, format, facts } = artifact
  const deaths = deathsIn(artifact)
  const soleWitness = deaths.length === 1 && isOfOneProcess(facts) ? deaths[0]?.witnesses[0] : undefined
  const isPacked = packed && soleWitness !== undefined
  return { uri, format, deaths, soleWitness, facts: isPacked ? packFacts(uri, facts) : () => facts }
}

function isOfOneProcess(facts: readonly AnyFact[]): boolean {
  const first = facts[0]?.process
  return facts.every(({ process }) => process?.pid === first?.pid && process?.run === first?.run)
}
