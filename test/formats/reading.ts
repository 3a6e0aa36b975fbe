// Reads a text as an artifact of the built-in formats, the way the command does.

import { formats } from '../../src/formats/index.ts'
import type { AnyFact, FactType } from '../../src/model/fact.ts'
import type { FactTypes } from '../../src/model/fact-types.ts'
import { type ArtifactReading, readArtifact } from '../../src/read-artifact.ts'

export function readText(text: string, uri = 'x.txt'): Promise<ArtifactReading> {
  async function* stream(): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode(text)
  }
  return readArtifact({ uri, stream }, formats)
}

/** The values of the facts of one type. */
export function valuesOf<T extends FactType>(reading: ArtifactReading, type: T): FactTypes[T][] {
  const facts = reading.facts.filter((fact: AnyFact) => fact.type === type)
  return facts.map((fact) => fact.value as FactTypes[T])
}
