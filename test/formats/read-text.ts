import { formats } from '../../src/formats/index.ts'
import type { AnyFact, Fact, FactType } from '../../src/model/fact.ts'
import type { FactTypes } from '../../src/model/fact-types.ts'
import { type ArtifactReading, readArtifact } from '../../src/read-artifact.ts'

/** Reads text as a file of that name, in chunks of that many bytes. */
export async function readText(
  text: string,
  name = 'file.txt',
  chunkBytes: number = 1 << 20,
): Promise<ArtifactReading> {
  const bytes = new TextEncoder().encode(text)
  async function* stream(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.slice(at, at + chunkBytes)
  }
  return readArtifact({ uri: name, stream }, formats)
}

export async function factsIn(text: string, name?: string): Promise<readonly AnyFact[]> {
  return (await readText(text, name)).facts
}

/** The values of one type of fact, each with the line it stands on. */
export async function valuesIn<T extends FactType>(type: T, text: string, name?: string): Promise<object[]> {
  const facts = (await factsIn(text, name)).filter((fact) => fact.type === type) as unknown as Fact<T>[]
  return facts.map(({ value, span }) => ({ ...value, at: span.line }))
}

/** The values of one type among the facts of a reading. */
export function valuesOf<T extends FactType>(reading: ArtifactReading, type: T): FactTypes[T][] {
  return reading.facts.filter((fact) => fact.type === type).map((fact) => fact.value as FactTypes[T])
}
