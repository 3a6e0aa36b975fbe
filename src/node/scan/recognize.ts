// Whether a file among a million is worth reading, by its name's ending where that is beyond doubt, else by its first
// bytes.

import { closeSync, openSync, readSync } from 'node:fs'
import { constants, gunzipSync } from 'node:zlib'
import { formats } from '../../formats/index.ts'
import { type Container, containerOf, foreignKindOf } from '../magic.ts'

export type Recognition =
  | { readonly kind: 'archive' }
  | { readonly kind: 'log'; readonly format: string }
  | { readonly kind: 'passed-over'; readonly why: 'byName' | 'notText' | 'unknownText' }
  | { readonly kind: 'unreadable'; readonly error: unknown }

/** The format of which a lone file is a bundle by itself. */
export const CRASH_LOG = 'hs-err'

const HEAD_BYTES = 8192
const LEAST_SURE = 0.2

/** Programs, their sources, pictures, documents: never a log, and by far the most files of a disk. */
const NEVER_LOGS = new Set(
  (
    'class jar war ear so dll dylib a o exe pyc java kt scala groovy c h cc cpp hpp rs go py rb js mjs cjs ts tsx jsx ' +
    'css scss html htm xhtml svg png jpg jpeg gif ico webp bmp tif tiff woff woff2 ttf otf eot pdf doc docx xls xlsx ppt ' +
    'pptx mp3 mp4 avi mov wav db sqlite parquet avro orc bin iso img deb rpm whl gem map lock md rst tex hprof jfr'
  ).split(' '),
)

/** Any format makes a file worth reading; what is asked besides is whether it is a crash log. */
const CRASH_LOGS_FIRST = [...formats].sort((a, b) => Number(b.id === CRASH_LOG) - Number(a.id === CRASH_LOG))

const head = new Uint8Array(HEAD_BYTES)

/** Looks at one file of a tree that is walked; `named` ones, which the user asked for, are judged by content alone. */
export function recognize(path: string, { named }: { named: boolean }): Recognition {
  if (!named && NEVER_LOGS.has(extensionOf(path))) return { kind: 'passed-over', why: 'byName' }
  try {
    return recognizeBytes(firstBytes(path), path)
  } catch (error) {
    return { kind: 'unreadable', error }
  }
}

function recognizeBytes(bytes: Uint8Array, path: string): Recognition {
  const container = containerOf(bytes)
  if (container !== undefined) return recognizeContainer(container, bytes, path)
  if (bytes.length === 0 || foreignKindOf(bytes) !== undefined) return { kind: 'passed-over', why: 'notText' }
  const text = new TextDecoder().decode(bytes).replace(/\r\n?/g, '\n')
  const seen = { text, lines: text.split('\n'), name: path }
  const known = CRASH_LOGS_FIRST.find((format) => format.detect(seen) >= LEAST_SURE)
  return known ? { kind: 'log', format: known.id } : { kind: 'passed-over', why: 'unknownText' }
}

/** A compressed file is what is in it; only gzip is looked into, the others are archives by their names. */
function recognizeContainer(container: Container, bytes: Uint8Array, path: string): Recognition {
  if (container === 'zip') return isProgram(bytes) ? { kind: 'passed-over', why: 'notText' } : { kind: 'archive' }
  if (container === 'tar') return { kind: 'archive' }
  if (container === 'gzip') return recognizeGzip(bytes, path)
  return /\.(tar\.\w+|t[xbz]\w*)$/i.test(path) ? { kind: 'archive' } : { kind: 'log', format: 'unknown' }
}

function recognizeGzip(bytes: Uint8Array, path: string): Recognition {
  try {
    const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 1 << 24 }
    return recognizeBytes(gunzipSync(bytes, options).subarray(0, HEAD_BYTES), path)
  } catch {
    return { kind: 'archive' } // damaged, or a bomb: reading it will say so, within limits
  }
}

/** A jar by another name: its first member is its manifest. */
function isProgram(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(30, 39)) === 'META-INF/'
}

/** Valid until the next call. */
function firstBytes(path: string): Uint8Array {
  const descriptor = openSync(path, 'r')
  try {
    return head.subarray(0, readSync(descriptor, head, 0, HEAD_BYTES, 0))
  } finally {
    closeSync(descriptor)
  }
}

function extensionOf(path: string): string {
  const dot = path.lastIndexOf('.')
  return dot < 0 ? '' : path.slice(dot + 1).toLowerCase()
}
