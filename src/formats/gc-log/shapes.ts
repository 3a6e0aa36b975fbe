// Which answers of the two grammars hold for every line of the same shape: those without text that has numbers in it.

import { tellingHeads } from '../../../grammars/gc-log/dull-line.ts'
import type { Message, Record } from '../../../grammars/gc-log/message.ts'
import { parseRecord } from '../../../grammars/gc-log/records.ts'
import { parseUnified } from '../../../grammars/gc-log/unified.ts'
import type { ShapeCacheOptions } from '../../source/shape-cache.ts'
import { findGlued } from './decorators.ts'

/** A message, or the offset at which a second line of the JVM is glued to this one. */
export type Parsed = Message | { readonly gluedAt: number }

/** So many lines that tell nothing are given to the grammar; then only those that begin like one that tells something. */
const MAX_FUTILE = 50_000

export class UnifiedShapes implements ShapeCacheOptions<Parsed> {
  /** Lines that were not given to the grammar any more. */
  skipped = 0
  #futile = 0

  parse(text: string): Parsed | undefined {
    if (this.#futile >= MAX_FUTILE && !mayTell(text)) {
      this.skipped++
      return undefined
    }
    const gluedAt = findGlued(text)
    const parsed = gluedAt >= 0 ? { gluedAt } : parseUnified(text)
    if (parsed === undefined || ('says' in parsed && parsed.says.kind === 'detail')) this.#futile++
    return parsed
  }

  cacheable(parsed: Parsed): boolean {
    return !('gluedAt' in parsed) && !Object.values(parsed.says).some(hasNumber)
  }
}

function mayTell(text: string): boolean {
  const body = text.replace(/^GC\(\d+\) /, '')
  return tellingHeads.some((head) => body.startsWith(head))
}

export const recordShapes: ShapeCacheOptions<Record> = {
  parse: parseRecord,
  cacheable: ({ says }) =>
    !says.pieces.some(
      (piece) => piece.piece === 'vm' || piece.piece === 'flags' || (piece.piece === 'open' && hasNumber(piece.cause)),
    ),
}

/** A digit that begins a number, as the shape cache sees it: not the one of G1. */
function hasNumber(value: unknown): boolean {
  return typeof value === 'string' && /(?:^|[^A-Za-z_]|\d[A-Za-z_])\d/.test(value)
}
