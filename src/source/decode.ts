// Bytes in any encoding to bytes that readers can treat as UTF-8: UTF-16 is transcoded, a byte order mark dropped, all
// else passed on untouched (bytes that are no UTF-8 stay as they are and are shown as U+FFFD).

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be'

export interface Decoded {
  readonly encoding: Encoding
  /** Bytes of the mark at the head that were dropped. */
  readonly markBytes: number
}

/** Tells the encoding by the mark, else by where the zero bytes of ASCII text stand. */
export function encodingOf(head: Uint8Array): Decoded {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', markBytes: 3 }
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', markBytes: 2 }
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', markBytes: 2 }
  return { encoding: unmarkedEncoding(head), markBytes: 0 }
}

function unmarkedEncoding(head: Uint8Array): Encoding {
  const length = Math.min(head.length, 512) & ~1
  if (length < 8) return 'utf-8'
  let evenZeros = 0
  let oddZeros = 0
  for (let at = 0; at < length; at += 2) {
    if (head[at] === 0) evenZeros++
    if (head[at + 1] === 0) oddZeros++
  }
  const most = (length / 2) * 0.7
  if (oddZeros > most && evenZeros === 0) return 'utf-16le'
  if (evenZeros > most && oddZeros === 0) return 'utf-16be'
  return 'utf-8'
}

/** Transcodes the chunks of a UTF-16 stream; offsets into the result are offsets into its UTF-8 form. */
export async function* transcodeUtf16(
  chunks: AsyncIterable<Uint8Array>,
  encoding: 'utf-16le' | 'utf-16be',
): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding)
  const encoder = new TextEncoder()
  for await (const chunk of chunks) yield encoder.encode(decoder.decode(chunk, { stream: true }))
  yield encoder.encode(decoder.decode())
}
