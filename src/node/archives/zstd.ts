// zstd: Node has it from 22.15 on; else the `zstd` program; else fzstd, which is slow with long windows.

import * as zlib from 'node:zlib'
import { Decompress } from 'fzstd'
import type { ByteReader } from '../byte-reader.ts'
import { decode, type Engine } from './engine.ts'
import { hasTool, throughTool } from './tool.ts'

const OUT_BYTES = 1 << 18
const PIECE_BYTES = 1 << 14
/** 2^27: what `zstd --long` writes, and all that its reader takes without being told. */
const WINDOW_LOG_MAX = 27

/** The text of all frames. Throws behind the last byte that could be decoded when the data are cut or damaged. */
export function unzstd(input: ByteReader, produced: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const create = (zlib as { createZstdDecompress?: (options: object) => Engine }).createZstdDecompress
  if (create) return decode(input, create({ chunkSize: OUT_BYTES, params: { 100: WINDOW_LOG_MAX } }), produced)
  if (hasTool('zstd'))
    return throughTool(input, 'zstd', ['-dcq', '--single-thread', `--long=${WINDOW_LOG_MAX}`], produced)
  return byScript(input, produced)
}

async function* byScript(input: ByteReader, produced: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = []
  const engine = new Decompress((chunk) => {
    ready.push(chunk)
  })
  for (let piece = await input.take(PIECE_BYTES); piece.length > 0; piece = await input.take(PIECE_BYTES)) {
    engine.push(piece)
    for (const chunk of ready.splice(0)) {
      produced(chunk.length)
      yield chunk
    }
  }
  engine.push(new Uint8Array(0), true)
  yield* ready
}
