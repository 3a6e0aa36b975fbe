// Which answers of the two grammars hold for every line of the same shape: those without text that has numbers in it.

import type { Message, Record } from '../../../grammars/gc-log/message.ts'
import { parseRecord } from '../../../grammars/gc-log/records.ts'
import { parseUnified } from '../../../grammars/gc-log/unified.ts'
import type { ShapeCacheOptions } from '../../source/shape-cache.ts'
import { findGlued } from './decorators.ts'

/** A message, or the offset at which a second line of the JVM is glued to this one. */
export type Parsed = Message | { readonly gluedAt: number }

export const unifiedShapes: ShapeCacheOptions<Parsed> = {
  parse(text) {
    const gluedAt = findGlued(text)
    return gluedAt >= 0 ? { gluedAt } : parseUnified(text)
  },
  cacheable: (parsed) => !('gluedAt' in parsed) && !Object.values(parsed.says).some(hasNumber),
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
