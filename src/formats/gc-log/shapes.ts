// Which answers of the two grammars hold for every line of the same shape: those without text that has numbers in it.

import { tellingHeads } from '../../../grammars/gc-log/dull-line.ts'
import type { Message, Quantity, Record, Statement } from '../../../grammars/gc-log/message.ts'
import { parseRecord } from '../../../grammars/gc-log/records.ts'
import { parseUnified } from '../../../grammars/gc-log/unified.ts'
import type { ShapeCacheOptions } from '../../source/shape-cache.ts'
import { findGlued } from './decorators.ts'

/**
 * What a line says. Statements of many forms are looked at a million times: what is asked of each of them stands here,
 * in objects of one form, which the engine reads a field of at once.
 */
export interface Parsed {
  readonly kind: Statement['kind'] | 'glued'
  readonly message: Message | undefined
  /** Where a second line of the JVM is glued to this one; -1 otherwise. */
  readonly gluedAt: number
  readonly id: Quantity | undefined
  readonly duration: Quantity | undefined
}

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
    if (gluedAt >= 0) return { kind: 'glued', message: undefined, gluedAt, id: undefined, duration: undefined }
    const message = parseUnified(text)
    if (message === undefined || message.says.kind === 'detail') this.#futile++
    return message && parsedOf(message)
  }

  cacheable({ message }: Parsed): boolean {
    return message !== undefined && !Object.values(message.says).some(hasNumber)
  }
}

function parsedOf(message: Message): Parsed {
  const { id, says } = message
  return { kind: says.kind, message, gluedAt: -1, id, duration: 'duration' in says ? says.duration : undefined }
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
